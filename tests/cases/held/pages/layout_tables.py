"""Paragraphs made of line breaks, and quotes, in tables that lay out the page."""
# ruff: noqa: E501

from cases.held.stories import (
    CLOCK,
    CLOCK_TITLE,
    DE,
    DE_TITLE,
    IT,
    IT_TITLE,
    MUSEUM,
    MUSEUM_TITLE,
    WOLF,
    WOLF_TITLE,
    ZH,
    ZH_TITLE,
)
from cases.rows import Page

_HEAD = "<html><head><meta charset='utf-8'><title>{0}</title></head><body><center><table width='90%'><tr><td><a href='/'>Home</a> | <a href='/guest'>Guest book</a></td></tr><tr><td><h2>{0}</h2>"
_TAIL = (
    "</td></tr><tr><td align='center'><small>Best viewed at 800 x 600</small></td></tr></table></center></body></html>"
)

CASES = {
    "breaks_and_quotes_in_tables": {
        "quote_of_two_paragraphs": Page(
            f"{_HEAD.format(MUSEUM_TITLE)}{MUSEUM[0]}<br><br><blockquote>{MUSEUM[1]}<br><br>{MUSEUM[2]}</blockquote><br>{MUSEUM[3]}{_TAIL}",
            alone=MUSEUM,
            lacks=("Guest book", "Best viewed"),
        ),
        "three_breaks_and_indents": Page(
            f"{_HEAD.format(WOLF_TITLE)}&nbsp;&nbsp;&nbsp;{'<br><br><br>&nbsp;&nbsp;&nbsp;'.join(WOLF)}{_TAIL}",
            alone=WOLF,
        ),
        "breaks_in_font_and_span": Page(
            f"{_HEAD.format(DE_TITLE)}<span class='text'><font color='black'>{DE[0]}<br/>\n<br/>\n</font>{DE[1]}<br/>\n<br/>{DE[2]}</span>{_TAIL}",
            alone=DE,
        ),
        "chinese_breaks": Page(f"{_HEAD.format(ZH_TITLE)}　　{'<br><br>　　'.join(ZH)}{_TAIL}", alone=ZH),
        "quote_in_the_next_cell": Page(
            f"{_HEAD.format(IT_TITLE)}<table><tr><td>{IT[0]}<br><br>{IT[1]}</td></tr><tr><td><blockquote>«Il martello non si dimentica», dice il vecchio Ernesto.</blockquote></td></tr><tr><td>{IT[2]}</td></tr></table>{_TAIL}",
            alone=(*IT, "«Il martello non si dimentica», dice il vecchio Ernesto."),
        ),
        "columns_side_by_side": Page(
            f"{_HEAD.format(CLOCK_TITLE)}<table><tr valign=top><td width=50%>{CLOCK[0]}<br><br>{CLOCK[1]}</td><td width=50%>{CLOCK[2]}</td></tr></table>{_TAIL}",
            alone=CLOCK,
        ),
    }
}
