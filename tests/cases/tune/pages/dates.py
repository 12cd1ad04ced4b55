"""Dates that stand in one place only, or in another calendar or script."""
# ruff: noqa: E501

from cases.rows import Page, article, ld, p
from cases.tune.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    DE,
    DE_TITLE,
    FA,
    FA_TITLE,
    FERRY,
    FERRY_TITLE,
    HARVEST,
    HARVEST_TITLE,
    HI,
    HI_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
    TH,
    TH_TITLE,
)

_FIRST = f"SKARVAY, March 4, 2026 — {FERRY[0]}"

CASES = {
    "where_the_date_stands": {
        "first_line_of_the_text": Page(
            article(FERRY_TITLE, p(_FIRST, *FERRY[1:])), published="2026-03-04", has=(FERRY[0],)
        ),
        "first_line_german": Page(
            article(DE_TITLE, p(f"Lüneburg, 4. März 2026. {DE[0]}", *DE[1:]), lang="de"),
            published="2026-03-04",
            has=(DE[0],),
        ),
        "meta_and_not_the_doi": Page(
            article(
                HARVEST_TITLE,
                p(*HARVEST),
                head='<meta name="citation_doi" content="10.1038/s41586-019-2019.10.18"><meta name="citation_publication_date" content="2026/03/04">',
            ),
            published="2026-03-04",
        ),
        "meta_dc_date": Page(
            article(
                SCHOOL_TITLE,
                p(*SCHOOL),
                head='<meta name="DC.date.issued" content="2026-03-04"><meta name="DC.identifier" content="doi:10.5281/zenodo.20190711">',
            ),
            published="2026-03-04",
        ),
        "not_the_date_in_the_footer": Page(
            article(
                BRIDGE_TITLE,
                p(*BRIDGE),
                byline="<p class='date'>Thursday 5 March 2026</p>",
                after="<p class='legal'>Terms last changed on 1 January 2021.</p>",
            ),
            published="2026-03-05",
            lacks=("Thursday 5 March 2026",),
        ),
    },
    "calendars_and_digits": {
        "buddhist_era": Page(
            article(TH_TITLE, p(*TH), lang="th", byline="<p class='date'>4 มีนาคม 2569</p>"),
            published="2026-03-04",
            lacks=("2569",),
        ),
        "buddhist_era_thai_digits": Page(
            article(TH_TITLE, p(*TH), lang="th", byline="<span class='date'>วันที่ ๔ มีนาคม พ.ศ. ๒๕๖๙</span>"),
            published="2026-03-04",
        ),
        "persian_calendar": Page(
            article(FA_TITLE, p(*FA), lang="fa", byline="<div class='date'>چهارشنبه ۱۳ اسفند ۱۴۰۴</div>"),
            published="2026-03-04",
        ),
        "hindi_digits": Page(
            article(HI_TITLE, p(*HI), lang="hi", byline="<div class='date'>४ मार्च २०२६</div>"),
            published="2026-03-04",
        ),
        "arabic_digits": Page(
            article(
                "المكتبة القديمة تفتح أبوابها من جديد",
                p(
                    "أعادت المكتبة القديمة في المدينة فتح أبوابها يوم الاثنين بعد عامين من أعمال الترميم.",
                    "وقال مدير المكتبة إن القاعة الجديدة تتسع لمئتي قارئ وإن الدخول مجاني للطلاب.",
                    "وستبقى المكتبة مفتوحة حتى المساء في عطلة نهاية الأسبوع.",
                ),
                lang="ar",
                byline="<div class='date'>٤ مارس ٢٠٢٦</div>",
            ),
            published="2026-03-04",
        ),
        "data_in_utc_beside_it": Page(
            article(
                TH_TITLE,
                p(*TH),
                lang="th",
                head=ld(headline=TH_TITLE, datePublished="2026-03-03T23:10:00Z"),
                byline="<p class='date'>4 มีนาคม 2569 เวลา 06:10 น.</p>",
            ),
            published="2026-03-03T23:10:00Z",
        ),
    },
}
