"""Lists inside table cells and right under the body."""
# ruff: noqa: E501

from cases.held.stories import CLOCK, CLOCK_TITLE, DE, DE_TITLE, MUSEUM, MUSEUM_TITLE, WOLF, WOLF_TITLE, ZH, ZH_TITLE
from cases.rows import Page, article, p

_DATES = (
    "Sunday, 5 April: opening run with brass band",
    "Sunday, 3 May: two engines at the head of one train",
    "Sunday, 7 June: free rides for children under ten",
)

CASES = {
    "lists": {
        "only_the_first_cell_is_story": Page(
            f"<html><head><title>{MUSEUM_TITLE}</title></head><body><table cellpadding=6><tbody><tr><td><h2>{MUSEUM_TITLE}</h2>{p(*MUSEUM[:3])}<ol>{''.join(f'<li>{d}' for d in _DATES)}</ol>{p(MUSEUM[3])}</td><td><ul><li><a href='/a'>Tickets</a></li><li><a href='/b'>How to find us</a></li></ul></td></tr></tbody></table></body></html>",
            has=(*MUSEUM, *_DATES),
            lacks=("How to find us",),
        ),
        "body_is_paragraphs_and_lists_only": Page(
            f"<!doctype html><html lang=en><title>{WOLF_TITLE}</title><body><h1>{WOLF_TITLE}</h1>{p(WOLF[0])}<ul><li>26 ewes in the first week of January, all in one night</li></ul>{p(WOLF[1])}<ul><li>one dog that never came back</li><li>three lambs of a rare breed</li></ul>{p(WOLF[2])}",
            title=WOLF_TITLE,
            alone=WOLF,
            has=(
                "26 ewes in the first week of January, all in one night",
                "one dog that never came back",
                "three lambs of a rare breed",
            ),
        ),
        "paragraphs_in_items": Page(
            article(
                CLOCK_TITLE,
                f"{p(CLOCK[0], 'Three things had to be done:')}<ol><li><p>The works were taken down with a crane.</p></li><li><p>Forty-two teeth of the great wheel were cut anew.</p></li><li><p>The hands were gilded by a pupil of the art school.</p></li></ol>{p(*CLOCK[1:])}",
            ),
            alone=CLOCK,
            has=(
                "The works were taken down with a crane.",
                "Forty-two teeth of the great wheel were cut anew.",
                "The hands were gilded by a pupil of the art school.",
            ),
        ),
        "chinese_list_in_a_cell": Page(
            f"<html><head><meta charset=utf-8><title>{ZH_TITLE}</title></head><body><table><tr><td><h1>{ZH_TITLE}</h1>{p(ZH[0])}<ul><li>教室全部朝南，冬天也有阳光</li><li>食堂可容纳两百名学生同时用餐</li></ul>{p(*ZH[1:])}</td></tr></table></body></html>",
            has=(*ZH, "教室全部朝南，冬天也有阳光", "食堂可容纳两百名学生同时用餐"),
        ),
        "table_of_figures_with_a_list_before": Page(
            article(
                DE_TITLE,
                f"{p(DE[0])}<ul><li>Lärche für den Boden, weil sie im Wasser kaum fault</li><li>Kiefer für die Seiten, weil sie sich biegen lässt</li></ul><table><tr><th>Jahr</th><th>Kähne</th></tr><tr><td>2023</td><td>11</td></tr><tr><td>2024</td><td>14</td></tr></table>{p(*DE[1:])}",
                lang="de",
            ),
            alone=DE,
            has=(
                "Lärche für den Boden, weil sie im Wasser kaum fault",
                "Kiefer für die Seiten, weil sie sich biegen lässt",
            ),
        ),
    }
}
