"""What is known about pages, in SQLite and PostgreSQL: noted once whatever comes twice, visited on time, forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from factories import article
from newswire.ingest.revisions.pages import KEEP_DAYS, PageState
from newswire.ingest.revisions.visits import next_visit, publish_due, visit_message
from newswire.stream.broker import Message
from newswire.stream.errors import RetryableError
from newswire.stream.messages import Article, Fetch
from newswire.stream.topics import ENTRIES, header

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
STEPS = (3600.0, 21600.0, 86400.0)
FETCH = Fetch(url="https://news.example/a", status=200, bytes=9, sha256="0" * 64, etag='W/"1"', last_modified="Sun")


@pytest.fixture
def pages(state_url: str) -> Iterator[PageState]:
    state = PageState(state_url)
    yield state
    state.close()


class Sent:
    """A producer that keeps what it is given; its flush may fail."""

    def __init__(self, fails: bool = False) -> None:
        self.messages: list[Message] = []
        self.fails = fails

    def send(self, message: Message) -> None:
        self.messages.append(message)

    def flush(self) -> None:
        if self.fails:
            raise RetryableError("the broker is away")

    def close(self) -> None:
        """Nothing to let go of."""


def seen(name: str = "a", **fields: object) -> Article:
    return article(name, fetched="2026-03-01T12:00:00Z", fetch=FETCH, feed="https://news.example/rss.xml", **fields)


def later(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def asked(pages: PageState, now: datetime) -> list[int | None]:
    sent = Sent()
    publish_due(pages, sent, lambda: now, steps=STEPS)
    return [ENTRIES.decode(message.value).visit for message in sent.messages]


def test_an_article_is_known_by_its_id_and_by_the_id_of_its_url(pages: PageState) -> None:
    one = seen(text="A text with \x00 and \ud800 in it.".replace("\ud800", "é"))
    pages.record([one], NOW, steps=STEPS)
    page = pages.known([one.article_id])[one.article_id]
    assert (page.revision, page.title, page.text) == (one.revision, one.title, one.text)
    assert (page.etag, page.last_modified, page.gone_since) == ('W/"1"', "Sun", None)
    assert pages.known([page.url_id])[page.url_id] == page
    assert pages.known(["0" * 32]) == {}


def test_what_comes_twice_is_noted_once_also_out_of_the_past(pages: PageState) -> None:
    first = seen()
    second = msgspec.structs.replace(seen(text="Other words.", previous=first.revision), revision="r2")
    assert pages.record([first, second], NOW, steps=STEPS) == 2
    assert pages.record([first, second, first], later(1), steps=STEPS) == 0
    page = pages.known([first.article_id])[first.article_id]
    assert (page.revision, page.revisions) == ("r2", {first.revision, "r2"})


def test_a_page_is_visited_on_time_with_what_leads_to_it_and_then_no_more(pages: PageState) -> None:
    one = seen(entry_id="e1", seen="2026-03-01T11:59:00Z", published="2026-03-01", how={"title": "og:title"})
    pages.record([one], NOW, steps=STEPS)
    assert asked(pages, later(0.9)) == []
    assert pages.due_count(later(1)) == 1
    sent = Sent()
    publish_due(pages, sent, lambda: later(1), steps=STEPS)
    entry = ENTRIES.decode(sent.messages[0].value)
    assert (entry.url, entry.article_id, entry.visit, entry.entry_id) == (one.url, one.article_id, 1, "e1")
    assert (entry.title, entry.title_from, entry.published) == (one.title, "og:title", "2026-03-01")
    assert sent.messages[0].key == b"news.example"
    assert [asked(pages, later(h)) for h in (1, 5.9, 6, 23, 24, 500)] == [[], [], [2], [], [3], []]


def test_visits_that_were_missed_together_are_made_up_for_once(pages: PageState) -> None:
    pages.record([seen()], NOW, steps=STEPS)
    assert [asked(pages, later(h)) for h in (23, 23.5, 24)] == [[1], [], [3]]
    assert next_visit(0, 0, 100 * 86400.0, STEPS) is None


def test_a_visit_that_was_not_published_is_asked_for_again_under_the_same_id(pages: PageState) -> None:
    pages.record([seen()], NOW, steps=STEPS)
    broken, well = Sent(fails=True), Sent()
    with pytest.raises(RetryableError):
        publish_due(pages, broken, lambda: later(1), steps=STEPS)
    assert asked(pages, later(1)) == []  # whoever holds it may be alive
    publish_due(pages, well, lambda: later(1.1), steps=STEPS)
    assert [header(m.headers, "ce_id") for m in broken.messages] == [header(m.headers, "ce_id") for m in well.messages]


def test_of_two_runs_at_once_each_page_goes_to_one(pages: PageState) -> None:
    pages.record([seen(f"p{n}") for n in range(30)], NOW, steps=STEPS)
    one = pages.lease_due(later(1), 20, lease_s=60)
    other = pages.lease_due(later(1), 20, lease_s=60)
    assert (len(one), len(other)) == (20, 10)
    assert not {v.entry.article_id for v in one} & {v.entry.article_id for v in other}


def test_a_look_that_is_wanted_soon_comes_before_the_one_that_was_planned(pages: PageState) -> None:
    one = seen()
    pages.record([one], NOW, steps=STEPS)
    pages.look_again([one.article_id], NOW, after_s=600, gone=True)
    pages.look_again([one.article_id], later(0.1), after_s=600, gone=True)
    assert pages.known([one.article_id])[one.article_id].gone_since == NOW.timestamp()
    assert asked(pages, later(0.2)) == [1]
    assert [asked(pages, later(h)) for h in (0.9, 1)] == [[], [1]]
    pages.there([one.article_id])
    assert pages.known([one.article_id])[one.article_id].gone_since is None


def test_a_text_goes_after_the_last_visit_and_the_page_when_nothing_is_heard_of_it(pages: PageState) -> None:
    one = seen()
    pages.record([one], NOW, steps=(3600.0,))
    sent = Sent()
    publish_due(pages, sent, lambda: later(1), steps=(3600.0,))
    assert pages.tidy(later(2)) == 0
    assert pages.known([one.article_id])[one.article_id].text == one.text  # the visit is under way
    pages.tidy(later(26))
    page = pages.known([one.article_id])[one.article_id]
    assert (page.text, page.title) == (None, one.title)
    assert pages.tidy(later(24 * KEEP_DAYS + 26)) == 1
    assert pages.known([one.article_id]) == {}


def test_what_has_no_page_on_the_web_is_known_but_never_visited(pages: PageState) -> None:
    one = msgspec.structs.replace(seen(), url="tag:news.example,2026:1")
    pages.record([one], NOW, steps=STEPS)
    assert pages.known([one.article_id])
    assert pages.due_count(later(10_000)) == 0


def test_a_visit_is_a_message_like_an_entry(pages: PageState) -> None:
    pages.record([seen()], NOW, steps=STEPS)
    (visit,) = pages.lease_due(later(1), 9, lease_s=60)
    message = visit_message(visit, later(1))
    assert header(message.headers, "ce_type") == ENTRIES.event
    assert header(message.headers, "ce_source") == "newswire/visit"
