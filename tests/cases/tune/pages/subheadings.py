"""Pages that use h1 for the subheadings of the story."""
# ruff: noqa: E501

from cases.rows import Page, article, ld, p
from cases.tune.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    DE,
    DE_TITLE,
    FERRY,
    FERRY_TITLE,
    HARVEST,
    HARVEST_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
)

CASES = {
    "h1_as_subheading": {
        "all_alike": Page(
            article(
                FERRY_TITLE,
                f"{p(*FERRY[:2])}<h1>A part from abroad</h1>{p(FERRY[2])}<h1>Stopgap stays</h1>{p(FERRY[3])}",
            ),
            title=FERRY_TITLE,
            alone=(*FERRY, "A part from abroad", "Stopgap stays"),
        ),
        "headline_is_a_h2": Page(
            f"""<html lang="en"><head><title>{SCHOOL_TITLE} | Harbour Post</title><meta property="og:title" content="{SCHOOL_TITLE}"></head><body><header>Harbour Post</header>
<article><h2 class="headline">{SCHOOL_TITLE}</h2>{p(SCHOOL[0])}<h1>An hour on the bus</h1>{p(SCHOOL[1])}<h1>Another look in two years</h1>{p(SCHOOL[2])}</article></body></html>""",
            title=SCHOOL_TITLE,
            alone=(*SCHOOL, "An hour on the bus", "Another look in two years"),
        ),
        "in_sections": Page(
            f"""<html lang="en"><head><title>{HARVEST_TITLE}</title></head><body><article><header><h1>{HARVEST_TITLE}</h1></header>
<section>{p(HARVEST[0])}</section><section><h1>Three cold nights</h1>{p(HARVEST[1])}</section><section><h1>Few are insured</h1>{p(HARVEST[2])}</section></article></body></html>""",
            title=HARVEST_TITLE,
            alone=(*HARVEST, "Three cold nights", "Few are insured"),
        ),
        "longer_than_the_headline": Page(
            article(
                "Bad neu eröffnet",
                f"{p(DE[0])}<h1>Ein alter Keller unter dem Becken machte den Umbau so teuer wie noch nie</h1>{p(*DE[1:])}",
                lang="de",
                head=ld(headline="Bad neu eröffnet"),
            ),
            title="Bad neu eröffnet",
            alone=(*DE, "Ein alter Keller unter dem Becken machte den Umbau so teuer wie noch nie"),
        ),
        "headline_in_structured_data_only": Page(
            f"""<html lang="en"><head><title>Harbour Post</title>{ld(headline=BRIDGE_TITLE)}</head><body><div class="post"><div class="hl">{BRIDGE_TITLE}</div>
{p(BRIDGE[0])}<h1>Closed since 1988</h1>{p(BRIDGE[1])}<h1>Planks of oak</h1>{p(BRIDGE[2])}</div></body></html>""",
            title=BRIDGE_TITLE,
            alone=(*BRIDGE, "Closed since 1988", "Planks of oak"),
        ),
        "german_title": Page(
            article(
                DE_TITLE,
                f"{p(DE[0])}<h1>Teurer Keller</h1>{p(DE[1])}<h1>Eintritt bleibt gleich</h1>{p(DE[2])}",
                lang="de",
            ),
            title=DE_TITLE,
            alone=(*DE, "Teurer Keller", "Eintritt bleibt gleich"),
        ),
    }
}
