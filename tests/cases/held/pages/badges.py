"""Badges that stand right before a word, in title and text."""
# ruff: noqa: E501

from cases.held.stories import (
    CLOCK,
    CLOCK_TITLE,
    DE,
    DE_TITLE,
    FR,
    FR_TITLE,
    IT,
    IT_TITLE,
    JA,
    JA_TITLE,
    MUSEUM,
    MUSEUM_TITLE,
    WOLF,
    WOLF_TITLE,
)
from cases.rows import Page, article, ld, p

CASES = {
    "badges": {
        "video_before_the_title": Page(
            article(MUSEUM_TITLE, p(*MUSEUM), h1=f'<i class="icon">Video</i>{MUSEUM_TITLE}'),
            title=MUSEUM_TITLE,
            alone=MUSEUM,
        ),
        "plus_before_a_german_title": Page(
            article(
                DE_TITLE,
                p(*DE),
                lang="de",
                h1=f'<span class="paid-label" aria-label="Abo">Plus</span>{DE_TITLE}',
                head=ld(headline=DE_TITLE),
            ),
            title=DE_TITLE,
            alone=DE,
        ),
        "werbung_between": Page(
            article(
                DE_TITLE,
                f"{p(DE[0])}<div class='banner'><small>Werbung</small><a href='https://ads.example'></a></div>{p(DE[1])}<p class='ad-label'>Werbung</p>{p(DE[2])}",
                lang="de",
            ),
            alone=DE,
            lacks=("Werbung",),
        ),
        "direct_after_a_french_title": Page(
            article(FR_TITLE, p(*FR), lang="fr", h1=f'{FR_TITLE}<b class="flag">EN DIRECT</b>'),
            title=FR_TITLE,
            alone=FR,
        ),
        "breaking_in_a_list": Page(
            article(
                WOLF_TITLE,
                f'{p(*WOLF)}<ul><li><span class="flag">Breaking</span>Minister to visit the hills on Friday</li><li>Fences arrive at the first farm</li></ul>',
            ),
            alone=WOLF,
            has=("Minister to visit the hills on Friday",),
            lacks=("BreakingMinister",),
        ),
        "esclusiva": Page(
            article(
                IT_TITLE,
                p(*IT),
                lang="it",
                h1=f'<span class="bollino">Esclusiva</span><span class="titolo">{IT_TITLE}</span>',
            ),
            title=IT_TITLE,
            alone=IT,
        ),
        "japanese_new": Page(
            article(JA_TITLE, p(*JA), lang="ja", h1=f'<span class="label-new">速報</span>{JA_TITLE}'),
            title=JA_TITLE,
            alone=JA,
        ),
        "analysis_before_the_text": Page(
            article(CLOCK_TITLE, f'<span class="tag-analysis">Analysis</span>{p(*CLOCK)}'),
            alone=CLOCK,
            lacks=("Analysis",),
        ),
    }
}
