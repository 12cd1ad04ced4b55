"""Text with no element of its own, between and after blocks."""
# ruff: noqa: E501

from cases.rows import Page, article, p
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
    "bare_text": {
        "before_and_between": Page(
            article(FERRY_TITLE, f"{FERRY[0]}{p(FERRY[1])}{FERRY[2]}{p(FERRY[3])}"), alone=FERRY
        ),
        "after_the_last_block": Page(article(SCHOOL_TITLE, f"{p(*SCHOOL[:2])}{SCHOOL[2]}"), alone=SCHOOL),
        "after_a_quote": Page(
            article(
                HARVEST_TITLE,
                f"{p(HARVEST[0])}<blockquote><p>“I have not seen such a night in fifty years.”</p></blockquote>{HARVEST[1]}{p(HARVEST[2])}",
            ),
            alone=(*HARVEST, "“I have not seen such a night in fifty years.”"),
        ),
        "with_words_in_bold_and_links": Page(
            article(
                DE_TITLE,
                f'{p(DE[0])}Die Kosten stiegen während der Arbeiten von zwölf auf <b>neunzehn Millionen Euro</b>, weil unter dem Becken ein <a href="/keller">alter Keller</a> gefunden wurde.{p(DE[2])}',
                lang="de",
            ),
            alone=DE,
        ),
        "after_a_list_and_a_picture": Page(
            article(
                BRIDGE_TITLE,
                f'{p(BRIDGE[0])}<ul><li>a ramp at each end of the bridge</li><li>lamps that follow the cyclist</li></ul>{BRIDGE[1]}<figure><img src="b.jpg"><figcaption>The bridge in 1931. Picture: town archive</figcaption></figure>{BRIDGE[2]}',
            ),
            alone=BRIDGE,
            has=("a ramp at each end of the bridge",),
            lacks=("town archive",),
        ),
    }
}
