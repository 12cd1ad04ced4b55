"""A paragraph of the story that is wholly one link."""
# ruff: noqa: E501

from cases.held.stories import CLOCK, CLOCK_TITLE, DE, DE_TITLE, JA, JA_TITLE, MUSEUM, MUSEUM_TITLE, WOLF, WOLF_TITLE
from cases.rows import Page, article, p

CASES = {
    "paragraph_is_one_link": {
        "two_in_a_row": Page(
            article(
                MUSEUM_TITLE,
                f'{p(MUSEUM[0])}<p><a href="/engine">{MUSEUM[1]}</a></p><p><a href="/finch">{MUSEUM[2]}</a></p>{p(MUSEUM[3])}',
            ),
            alone=MUSEUM,
        ),
        "link_around_the_paragraph": Page(
            article(WOLF_TITLE, f'{p(WOLF[0])}<a href="https://forest.example/count"><p>{WOLF[1]}</p></a>{p(WOLF[2])}'),
            alone=WOLF,
        ),
        "all_but_the_full_stop": Page(
            article(
                CLOCK_TITLE, f'{p(CLOCK[0])}<p><a href="https://watch.example">{CLOCK[1][:-1]}</a>.</p>{p(CLOCK[2])}'
            ),
            alone=CLOCK,
        ),
        "japanese": Page(
            article(
                JA_TITLE, f'{p(JA[0])}<p><a href="https://town.example/school">{JA[1]}</a></p>{p(JA[2])}', lang="ja"
            ),
            alone=JA,
        ),
        "german_in_a_div": Page(
            article(
                DE_TITLE,
                f'<div>{DE[0]}</div><div><a href="https://kahn.example" target="_blank" rel="noopener">{DE[1]}</a></div><div>{DE[2]}</div>',
                lang="de",
            ),
            alone=DE,
        ),
    }
}
