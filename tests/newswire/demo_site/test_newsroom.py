"""What the demo site tells, and when: texts, follow-ups, corrections and withdrawals by the clock."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswire.demo_site.newsroom import BACKLOG, CORRECTION_S, Newsroom, Shift, count_at, published_at
from newswire.demo_site.texts import STORY, TEXTS, number_of, write

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def test_there_are_enough_texts_of_a_length_worth_reading_and_each_slug_is_one_articles() -> None:
    assert len(TEXTS) >= 24
    assert len({text.fields["slug"] for text in TEXTS}) == len(TEXTS)
    assert sum(len(text.paragraphs) >= 5 for text in TEXTS) >= 24
    assert all("{" in paragraph for text in TEXTS for paragraph in text.paragraphs[:1])


def test_a_follow_up_has_other_figures_its_own_address_and_no_marks_left() -> None:
    for number in range(len(TEXTS)):
        first, later = write(number, NOON), write(number + 2 * len(TEXTS), NOON)
        assert first.path != later.path and first.title != later.title and first.paragraphs != later.paragraphs
        assert number_of(first.path) == number and number_of(later.path) == number + 2 * len(TEXTS)
        for text in (first.title, *first.paragraphs, later.title, *later.paragraphs):
            assert not set("{}[]") & set(text)


def test_the_story_comes_in_four_reports_soon_after_the_backlog_with_others_between() -> None:
    story = [write(n, NOON) for n, text in enumerate(TEXTS) if "tesk-valley" in text.fields["slug"]]
    assert [article.number for article in story] == [STORY, STORY + 2, STORY + 4, STORY + 6]
    assert BACKLOG <= STORY <= BACKLOG + 3
    words = [" ".join(article.paragraphs) for article in story]
    assert [n for text in words for n in ("1,500", "4,000", "2,200", "3,000") if n in text] == [
        "1,500", "4,000", "2,200", "3,000",
    ]  # fmt: skip
    assert [text.count("denied that Lorvia") for text in words] == [1, 0, 0, 1]


def test_an_article_is_a_function_of_its_number_and_times() -> None:
    assert write(61, NOON) == write(61, NOON)
    assert "Tuesday" in " ".join(p for n in range(3) for p in write(n, NOON).paragraphs)


@pytest.mark.parametrize(
    ("now", "count"), [(999, BACKLOG), (1000, BACKLOG), (1019, BACKLOG), (1020, BACKLOG + 1), (1100, BACKLOG + 5)]
)
def test_one_article_follows_every_so_many_seconds(now: int, count: int) -> None:
    assert count_at([Shift(1000, BACKLOG, 20)], now) == count


def test_an_article_keeps_its_time_through_later_starts() -> None:
    first = [Shift(1000, BACKLOG, 20)]
    second = [*first, Shift(9000, BACKLOG + 3, 10)]
    assert [published_at(second, n) for n in range(BACKLOG + 3)] == [published_at(first, n) for n in range(BACKLOG + 3)]
    assert published_at(second, BACKLOG + 3) == 9010


def test_a_second_start_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    state = tmp_path / "site.json"
    first = Newsroom(state, 20, now=1000)
    first.tick(1070)
    seen = [(a.path, a.published) for a in first.latest() if "school-meals" not in a.path]  # withdrawn by then

    second = Newsroom(state, 20, now=50_000)

    assert len(seen) == BACKLOG + 2
    assert [(a.path, a.published) for a in second.latest()] == seen
    second.tick(50_021)
    assert second.latest()[1:] == [a for a in second.latest() if (a.path, a.published) in seen]


def test_one_article_is_corrected_later_with_a_new_time_and_another_figure() -> None:
    newsroom = Newsroom(None, 20, now=1000)
    before = newsroom.article(1)
    newsroom.tick(1000 + CORRECTION_S)
    after = newsroom.article(1)
    assert (before.path, before.published) == (after.path, after.published)
    assert after.updated > before.updated == before.published
    assert "$2.7 billion" in before.title and "$2.4 billion" in after.title
    assert not before.note and after.note.startswith("Correction")


def test_one_article_is_withdrawn_later_and_no_feed_lists_it_any_more() -> None:
    newsroom = Newsroom(None, 20, now=1000)
    withdrawn = next(a for a in newsroom.latest() if "school-meals" in a.path)
    assert withdrawn.page == "article"
    newsroom.tick(1000 + CORRECTION_S)
    assert newsroom.article(withdrawn.number).page == "withdrawn"
    assert withdrawn.path not in [a.path for a in newsroom.latest()]
