"""Scripted changes to pages: what a reader sees is a revision, what is none of the article is not."""

import random
import zlib
from datetime import UTC, datetime

import msgspec
import pytest

from newswire.demo_site.texts import TEXTS, write
from newswire.ingest.extraction.extract import extract
from newswire.ingest.feed_article import with_feed
from newswire.ingest.revisions.page_row import MAX_REVISIONS, Page
from newswire.ingest.revisions.reading import print_of
from newswire.ingest.revisions.revise import next_revision, revision_of
from newswire.stream.messages import Article, FeedEntry
from newswire.stream.messages.earlier import earlier
from sites.page_edits import EDITS, NO_EDITS, Change, html, page_of
from sites.page_edits import Page as Shown

URL = "https://courier.example/2024/story.html"
SHAPES = 3
#: texts of the demo site that each change is tried on
TRIED = 4


def looked(shown: Shown, title: str | None = None, title_from: str | None = None) -> Article:
    """What the fetch stage makes of a page."""
    entry = FeedEntry(
        url=URL,
        title=title or shown.title,
        summary=shown.lead,
        entry_id="e",
        feed="https://courier.example/rss",
        seen="2024-10-18T10:00:00Z",
    )
    found = extract(html(shown), URL, fetched="2024-10-18T10:00:00Z", hint=entry, title_from=title_from)
    return with_feed(found, entry)


def known(article: Article, *, with_text: bool = True) -> Page:
    """The page as it is known after an article was noted."""
    return Page(
        article_id=article.article_id,
        url_id=article.article_id,
        url=article.url,
        etag=None,
        last_modified=None,
        revision=article.revision,
        revisions=frozenset({article.revision}),
        print=print_of(article.title, article.text, article.summary),
        access=article.access,
        text_from=article.how.get("text"),
        title=article.title,
        text=article.text if with_text else None,
        cluster_id=article.article_id,
        gone_since=None,
    )


def tried(change: Change) -> list[tuple[Article, Article | None, Article | None]]:
    """For several pages: the first look, and what the second one is, with the earlier text at hand and without."""
    found = []
    start = zlib.crc32(change.__name__.encode())
    for n in range(TRIED):
        number = (start + 5 * n) % len(TEXTS)
        shown = page_of(write(number, datetime(2024, 10, 18, tzinfo=UTC)), n % SHAPES)
        first = looked(shown)
        second = looked(change(shown, random.Random(n)), first.title, first.how.get("title"))
        second = msgspec.structs.replace(second, published=first.published)
        found.append((first, revision_of(second, known(first)), revision_of(second, known(first, with_text=False))))
    return found


@pytest.mark.parametrize("edit", EDITS, ids=lambda e: e.__name__)
def test_what_a_reader_sees_is_a_revision(edit: Change) -> None:
    for first, revised, without_text in tried(edit):
        assert revised is not None and without_text is not None, first.title
        assert revised.previous == first.revision and revised.changes and without_text.changes == ()
        assert revised.revision not in (first.revision, None)
        before = earlier(revised)
        assert before is not None
        assert print_of(before.title, before.text) == print_of(first.title, first.text)


@pytest.mark.parametrize("change", NO_EDITS, ids=lambda c: c.__name__)
def test_what_is_none_of_the_article_is_not_a_revision(change: Change) -> None:
    for first, revised, without_text in tried(change):
        assert revised is None, (first.title, revised.changes)
        assert without_text is None, first.title


def test_there_are_enough_of_both() -> None:
    assert TRIED * len(EDITS) >= 40 and TRIED * len(NO_EDITS) >= 40


def test_what_a_page_went_back_to_after_its_oldest_revisions_were_forgotten_has_an_id_of_its_own() -> None:
    page = known(looked(page_of(write(0, datetime(2024, 10, 18, tzinfo=UTC)), 0)))
    full = page._replace(revisions=frozenset(f"r{n}" for n in range(MAX_REVISIONS)))
    assert next_revision("forgotten", page) == "forgotten"
    assert next_revision("forgotten", full) != "forgotten"
    assert next_revision("forgotten", full) == next_revision("forgotten", full)
    assert next_revision("forgotten", full) != next_revision("forgotten", full._replace(revision="other"))
