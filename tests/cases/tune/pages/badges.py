"""Badges that stand right before a word, in title and text."""
# ruff: noqa: E501

from cases.rows import Page, article, p
from cases.tune.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    DE,
    DE_TITLE,
    FERRY,
    FERRY_TITLE,
    FR,
    FR_TITLE,
    HARVEST,
    HARVEST_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
)

CASES = {
    "badges": {
        "live_before_the_title": Page(
            article(FERRY_TITLE, p(*FERRY), h1=f'<span class="badge badge-live">Live</span>{FERRY_TITLE}'),
            title=FERRY_TITLE,
            alone=FERRY,
        ),
        "exclusive_before_the_title": Page(
            article(BRIDGE_TITLE, p(*BRIDGE), h1=f'<em class="label">Exclusive</em>{BRIDGE_TITLE}'),
            title=BRIDGE_TITLE,
            alone=BRIDGE,
        ),
        "anzeige_between_paragraphs": Page(
            article(DE_TITLE, f'{p(DE[0])}<div class="ad-slot"><span>Anzeige</span></div>{p(*DE[1:])}', lang="de"),
            alone=DE,
            lacks=("Anzeige",),
        ),
        "abonnes_after_the_title": Page(
            article(FR_TITLE, p(*FR), lang="fr", h1=f'{FR_TITLE}<span class="tag-premium">Abonnés</span>'),
            title=FR_TITLE,
            alone=FR,
        ),
        "new_before_a_word_of_the_list": Page(
            article(
                SCHOOL_TITLE,
                f'{p(*SCHOOL)}<ul><li><span class="badge">New</span>The bus will leave ten minutes later from August</li><li>The kitchen will be painted</li></ul>',
            ),
            alone=SCHOOL,
            has=("The bus will leave ten minutes later from August",),
            lacks=("NewThe",),
        ),
        "updated_under_the_title": Page(
            article(
                HARVEST_TITLE,
                p(*HARVEST),
                h1=f'<span class="updated-flag">Updated</span><span>{HARVEST_TITLE}</span><span class="icon-video">Video</span>',
            ),
            title=HARVEST_TITLE,
            alone=HARVEST,
            lacks=("Updated", "Video"),
        ),
    }
}
