"""A paragraph of the story that is wholly one link."""

from cases.rows import Page, article, p
from cases.tune.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    ES,
    ES_TITLE,
    FERRY,
    FERRY_TITLE,
    HARVEST,
    HARVEST_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
)

CASES = {
    "paragraph_is_one_link": {
        "in_the_middle": Page(
            article(
                FERRY_TITLE,
                f'{p(*FERRY[:2])}<p><a href="https://operator.example/report">{FERRY[2]}</a></p>{p(FERRY[3])}',
            ),
            alone=FERRY,
        ),
        "the_first": Page(
            article(SCHOOL_TITLE, f'<p><a href="https://council.example/minutes">{SCHOOL[0]}</a></p>{p(*SCHOOL[1:])}'),
            alone=SCHOOL,
        ),
        "the_last": Page(
            article(
                ES_TITLE, f'{p(*ES[:2])}<p><a href="https://ayuntamiento.example/obras">{ES[2]}</a></p>', lang="es"
            ),
            alone=ES,
        ),
        "bold_within_the_link": Page(
            article(
                HARVEST_TITLE,
                f'{p(HARVEST[0])}<p><a href="https://weather.example/april"><strong>{HARVEST[1]}</strong></a></p>{p(HARVEST[2])}',
            ),
            alone=HARVEST,
        ),
        "between_line_breaks": Page(
            article(
                BRIDGE_TITLE,
                f'<div class="text">{BRIDGE[0]}<br><br><a href="https://town.example/plan">{BRIDGE[1]}</a><br><br>{BRIDGE[2]}</div>',
            ),
            alone=BRIDGE,
        ),
    }
}
