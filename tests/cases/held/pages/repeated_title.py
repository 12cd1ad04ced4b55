"""Pages whose text repeats the title first."""

from cases.held.stories import (
    CLOCK,
    CLOCK_TITLE,
    FA,
    FA_TITLE,
    IT,
    IT_TITLE,
    MUSEUM,
    MUSEUM_TITLE,
    WOLF,
    WOLF_TITLE,
    ZH,
    ZH_TITLE,
)
from cases.rows import Page, article, p

CASES = {
    "title_repeated": {
        "as_a_h1_in_the_body": Page(
            article(MUSEUM_TITLE, f"<h1>{MUSEUM_TITLE}</h1>{p(*MUSEUM)}"),
            title=MUSEUM_TITLE,
            alone=MUSEUM,
            lacks=(MUSEUM_TITLE,),
        ),
        "with_other_spaces": Page(
            article(WOLF_TITLE, f"<p>\n  {WOLF_TITLE.replace(' ', '&nbsp;', 2)}  </p>{p(*WOLF)}"),
            title=WOLF_TITLE,
            alone=WOLF,
            lacks=(WOLF_TITLE,),
        ),
        "chinese_in_bold": Page(
            article(ZH_TITLE, p(f"<b>{ZH_TITLE}</b>", *ZH), lang="zh"), title=ZH_TITLE, alone=ZH, lacks=(ZH_TITLE,)
        ),
        "persian": Page(article(FA_TITLE, p(FA_TITLE, *FA), lang="fa"), title=FA_TITLE, alone=FA, lacks=(FA_TITLE,)),
        "as_a_link": Page(
            article(IT_TITLE, f'<p><a href="/news/story-4711.html">{IT_TITLE}</a></p>{p(*IT)}', lang="it"),
            title=IT_TITLE,
            alone=IT,
            lacks=(IT_TITLE,),
        ),
        "bare_before_the_blocks": Page(
            article(CLOCK_TITLE, f"{CLOCK_TITLE}{p(*CLOCK)}"), title=CLOCK_TITLE, alone=CLOCK, lacks=(CLOCK_TITLE,)
        ),
    }
}
