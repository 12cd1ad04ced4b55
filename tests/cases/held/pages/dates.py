"""Dates that stand in one place only, or in another calendar or script."""
# ruff: noqa: E501

from cases.held.stories import (
    CLOCK,
    CLOCK_TITLE,
    FA,
    FA_TITLE,
    FR,
    FR_TITLE,
    HI,
    HI_TITLE,
    IT,
    IT_TITLE,
    JA,
    JA_TITLE,
    MUSEUM,
    MUSEUM_TITLE,
    TH,
    TH_TITLE,
    WOLF,
    WOLF_TITLE,
    ZH,
    ZH_TITLE,
)
from cases.rows import Page, article, p

CASES = {
    "where_the_date_stands": {
        "agency_first_line": Page(
            article(WOLF_TITLE, p(f"EASTWOLD, Feb 12, 2026 (AP) - {WOLF[0]}", *WOLF[1:])),
            published="2026-02-12",
            has=(WOLF[0],),
        ),
        "french_first_line": Page(
            article(FR_TITLE, p(f"Brest, le 12 février 2026 – {FR[0]}", *FR[1:]), lang="fr"),
            published="2026-02-12",
            has=(FR[0],),
        ),
        "bold_line_of_its_own": Page(
            article(IT_TITLE, p("<b>12 febbraio 2026</b>", *IT), lang="it"), published="2026-02-12", alone=IT
        ),
        "doi_in_the_text_and_meta_date": Page(
            article(
                CLOCK_TITLE,
                p(*CLOCK, "The study is at doi:10.1000/2019-05-05.17 and free to read for all."),
                head='<meta name="date" content="2026-02-12"><meta name="citation_doi" content="10.1000/2019-05-05.17">',
            ),
            published="2026-02-12",
        ),
        "last_line_of_the_page": Page(
            article(MUSEUM_TITLE, p(*MUSEUM) + "<p class='published'>Published: 12 Feb 2026</p>"),
            published="2026-02-12",
            alone=MUSEUM,
            lacks=("12 Feb",),
        ),
        "copyright_is_not_a_date": Page(
            article(MUSEUM_TITLE, p(*MUSEUM), byline="<p class='date'>12 February 2026</p>").replace(
                "© Harbour Post", "© 2019-2026 Harbour Post, founded 3 March 1899"
            ),
            published="2026-02-12",
        ),
    },
    "calendars_and_digits": {
        "thai_short_year": Page(
            article(TH_TITLE, p(*TH), lang="th", byline="<p class='date'>12 ก.พ. 69 18:05 น.</p>"),
            published="2026-02-12 18:05",
        ),
        "persian_with_time": Page(
            article(FA_TITLE, p(*FA), lang="fa", byline="<div class='time'>۲۳ بهمن ۱۴۰۴ - ۱۸:۰۵</div>"),
            published="2026-02-12 18:05",
            alone=FA,
        ),
        "persian_slashes": Page(
            article(FA_TITLE, p(*FA), lang="fa", byline="<span class='date'>۱۴۰۴/۱۱/۲۳</span>"), published="2026-02-12"
        ),
        "japanese_era": Page(
            article(JA_TITLE, p(*JA), lang="ja", byline="<p class='date'>令和8年2月12日</p>"), published="2026-02-12"
        ),
        "republic_era": Page(
            article(ZH_TITLE, p(*ZH), lang="zh-TW", byline="<p class='date'>民國115年2月12日</p>"),
            published="2026-02-12",
        ),
        "hindi_digits_and_time": Page(
            article(HI_TITLE, p(*HI), lang="hi", byline="<div class='date'>१२ फरवरी २०२६, १८:०५</div>"),
            published="2026-02-12 18:05",
        ),
        "full_width_digits": Page(
            article(JA_TITLE, p(*JA), lang="ja", byline="<p class='date'>２０２６年２月１２日</p>"),
            published="2026-02-12",
        ),
    },
}
