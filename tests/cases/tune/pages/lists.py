"""Lists inside table cells and right under the body."""
# ruff: noqa: E501

from cases.rows import Page, article, p
from cases.tune.stories import BRIDGE, BRIDGE_TITLE, DE, DE_TITLE, FERRY, FERRY_TITLE, HARVEST, SCHOOL, SCHOOL_TITLE

_STOPS = (
    "the morning boat calls at Northwick and Holm",
    "the noon boat sails straight to the mainland",
    "the evening boat waits for the last train",
)
_UL = "<ul>" + "".join(f"<li>{stop}</li>" for stop in _STOPS) + "</ul>"

CASES = {
    "lists": {
        "in_a_cell_of_a_layout_table": Page(
            f"""<html><head><title>{FERRY_TITLE} - Harbour Post</title></head><body bgcolor="#ffffff">
<table width="760"><tr><td width="140" valign="top"><a href="/">Home</a><br><a href="/sport">Sport</a><br><a href="/letters">Letters</a></td>
<td valign="top"><h1>{FERRY_TITLE}</h1>{p(*FERRY[:2])}{_UL}{p(*FERRY[2:])}</td></tr></table></body></html>""",
            title=FERRY_TITLE,
            has=(*FERRY, *_STOPS),
            lacks=("Letters",),
        ),
        "right_under_body": Page(
            f"<html><head><title>{FERRY_TITLE}</title></head><body><h1>{FERRY_TITLE}</h1>{p(*FERRY[:2])}{_UL}{p(*FERRY[2:])}</body></html>",
            title=FERRY_TITLE,
            alone=FERRY,
            has=_STOPS,
        ),
        "numbered_and_nested_in_a_cell": Page(
            f"""<html><head><title>{SCHOOL_TITLE}</title></head><body><table><tr><td><h1>{SCHOOL_TITLE}</h1>{p(SCHOOL[0], "The council set three conditions:")}
<ol><li>the roof is mended before the autumn<ul><li>with slates from the old barn</li><li>and with a grant of the county</li></ul></li><li>the bus keeps its afternoon round</li><li>parents cook on Fridays</li></ol>
{p(*SCHOOL[1:])}</td></tr></table></body></html>""",
            has=(
                *SCHOOL,
                "the roof is mended before the autumn",
                "with slates from the old barn",
                "and with a grant of the county",
                "the bus keeps its afternoon round",
                "parents cook on Fridays",
            ),
        ),
        "terms_and_what_they_mean": Page(
            article(
                DE_TITLE,
                f"{p(DE[0])}<dl><dt>Schwimmbecken</dt><dd>25 Meter lang, sechs Bahnen, ganzjährig geöffnet</dd><dt>Sauna</dt><dd>erst ab November, mit einem Ruheraum unter dem Dach</dd></dl>{p(*DE[1:])}",
                lang="de",
            ),
            alone=DE,
            has=(
                "Schwimmbecken",
                "25 Meter lang, sechs Bahnen, ganzjährig geöffnet",
                "erst ab November, mit einem Ruheraum unter dem Dach",
            ),
        ),
        "items_with_links_in_them": Page(
            article(
                BRIDGE_TITLE,
                f'{p(BRIDGE[0], "What the planners promise:")}<ul><li>a ramp at <a href="/t/mill">Mill Lane</a>, open by March</li><li>lamps from <a href="/t/lux">the old Lux cinema</a></li><li>benches made of <a href="/t/oak">oak</a> left over from the deck</li></ul>{p(*BRIDGE[1:])}',
            ),
            alone=BRIDGE,
            has=(
                "a ramp at Mill Lane, open by March",
                "lamps from the old Lux cinema",
                "benches made of oak left over from the deck",
            ),
        ),
        "last_thing_of_the_story": Page(
            article(
                "Orchards count their losses",
                p(*HARVEST, "Three growers told us what they lost:")
                + "<ul><li>Anna Weir: 40 tonnes of early apples, all of them sold before they grew</li><li>Tom Lunn: every cherry on the slope above the church</li></ul>",
            ),
            alone=HARVEST,
            has=(
                "Anna Weir: 40 tonnes of early apples, all of them sold before they grew",
                "Tom Lunn: every cherry on the slope above the church",
            ),
        ),
    }
}
