"""What a watch finds, and that it finds it once: edits, repeats, replays, tagging again, and crashes in between."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newswire.ingest.polling.state.database import Database
from newswire.settings import load
from newswire.stream.broker import Message, Record
from newswire.stream.following import Denial, MentionAt, ThreadChange, ThreadState
from newswire.stream.handler import Item
from newswire.stream.topics import MATCHES, REENRICHED, THREADS, header
from newswire.stream.watching import Match
from newswire.watch.stage import WatchHandler
from newswire.watch.state import open_watching, told
from newswire.watch.watches import watches_of
from sites.watched_article import DENIAL, at, troops

WATCHES = (
    {"name": "troops", "where": "unit = 'person' and counted_head = 'troop'"},
    {"name": "denied", "where": "counted_head = 'troop' and len(contested_by) > 0"},
    {"name": "places", "where": "type = 'GPE' and entity_id = 'iso3166:KP'"},
    {"name": "all", "where": "title ilike '%' and language is distinct from 'de'"},
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_watching(load({"home": tmp_path})) as found:
        yield found


def handler(database: Database, *watches: dict[str, str], **options: Any) -> WatchHandler:
    settings = load({"home": Path("/nowhere"), "watch": watches or WATCHES[:2]})
    return WatchHandler(watches_of(settings), database, lambda topic: f"id of {topic}", **options)


def found(messages: Iterator[Any] | Any) -> list[Match]:
    return [MATCHES.decode(message.value) for results in messages for message in results]


def test_a_match_says_what_was_found_and_where(database: Database) -> None:
    (results,) = handler(database, *WATCHES)([troops()])
    message: Message = results[0]
    match = MATCHES.decode(message.value)
    assert (message.topic, message.key) == (MATCHES.name, match.article_id.encode())
    assert (match.watch, match.on, match.figure.value, match.claim.source.name) == (
        "troops",
        "figures",
        10000,
        "Ukraine",
    )
    assert match.quote == "Some 10,000 troops came from North Korea, Kyiv said."
    assert (match.at, match.url) == ("2025-10-09T08:53:20Z", "https://news.example/a")
    assert header(message.headers, "ce_id") == match.match_id
    assert header(message.headers, "newswire_watch") == "troops"
    assert (header(message.headers, "traceparent") or "").startswith(f"00-{'a' * 32}-")
    assert [(one.watch, one.on) for one in found([results])] == [
        ("troops", "figures"),
        ("places", "entities"),
        ("all", "articles"),
    ]


def test_what_is_said_again_fires_nothing(database: Database) -> None:
    ask = handler(database)
    ask.probe()
    assert len(found(ask([troops()]))) == 1
    assert found(ask([troops(offset=1)])) == []  # a repeat, a replay, a backfill
    assert found(ask([troops(offset=2, before="Updated. ", title="Another title")])) == []  # an edit
    assert found(handler(database)([troops(offset=3)])) == []  # after a restart
    assert len(found(ask([troops("12,000", offset=4)]))) == 1
    assert [one.watch for one in found(ask([troops(offset=5, contests=(DENIAL,))]))] == ["troops", "denied"]
    assert found(ask([troops(offset=6, contests=(DENIAL,))])) == []


def test_what_is_tagged_anew_is_not_news(database: Database) -> None:
    ask = handler(database)
    known = troops().message
    anew = msgspec.structs.replace(known, ingested="2026-01-01T00:00:00Z")
    assert found(ask([at(anew, 0), at(known, 1, REENRICHED)])) == []
    assert len(found(ask([at(known, 2)]))) == 1


def test_a_record_that_is_handled_again_publishes_the_same_again(database: Database) -> None:
    """Killed between the database and the broker's commit, which then never happened."""
    first = found(handler(database)([troops(), troops("12,000", 1)]))
    assert len(first) == 2
    again = found(handler(database)([troops(), troops("12,000", 1), troops("12,000", 2)]))
    assert again == first
    other_topic = WatchHandler(handler(database).watches, database, lambda topic: "made again")
    assert found(other_topic([troops()])) == []  # the same place of another log


TOLD = "counted_head = 'troop'"
REVISED = {"name": "revised", "on": "threads", "where": f"{TOLD} and relation in ('revises', 'conflicts')"}
CONTESTED = {"name": "contested", "on": "threads", "where": f"{TOLD} and len(contested_by) > 0"}


def said(relation: str, offset: int, **more: Any) -> Item:
    """A change of a thread about troops."""
    state = ThreadState(low=1, high=2, by=(), disputed=True, mentions=2, outlets=2, first=None, last=None)
    given: dict[str, Any] = {
        "thread_id": "t",
        "story": "s",
        "change": "said",
        "mention": MentionAt(article_id="a", field="text", start=offset, end=offset + 3),
        "article_revision": "r",
        "url": "https://news.example/a",
        "text": "12,000",
        "dimension": "person",
        "value": 12000.0,
        "head": "troop",
        "source": "Kyiv",
        "relation": relation,
        "state": state,
    }
    record = Record(THREADS.name, 0, offset, 1_760_000_000_000, b"t", b"{}")
    return Item(record, ThreadChange(**(given | more)))


def test_threads_are_watched_for_revisions_and_denials(database: Database) -> None:
    ask = handler(database, REVISED, CONTESTED, WATCHES[0])
    denied = (Denial(name="Moscow", how="denied"),)
    matches = found(ask([said("first", 0), said("revises", 1), said("repeat", 2, contested_by=denied), troops()]))
    assert [(one.watch, one.on, one.article_id[:1]) for one in matches[:2]] == [
        ("revised", "threads", "a"),
        ("contested", "threads", "a"),
    ]
    assert matches[0].thread is not None and matches[0].thread.relation == "revises"
    assert [one.watch for one in matches[2:]] == ["troops"]
    moved = [said("revises", 3, thread_id="merged"), said("revises", 4, change="gone"), said("revises", 5, anew=True)]
    assert found(ask(moved)) == []  # none of them says anything new
    later = said("revises", 6, value=13000.0, anew=True)
    assert found(ask([later])) == []
    assert len(found(ask([said("revises", 7, value=13000.0)]))) == 1


def test_what_was_forgotten_fires_nothing(database: Database) -> None:
    item = troops()
    assert found(handler(database, is_forgotten=lambda id: id == item.message.article.article_id)([item])) == []


def test_a_condition_that_can_not_be_told_costs_only_itself(database: Database) -> None:
    bad = {"name": "bad", "where": "counted_head = 'troop' and counted_text::int > 3"}
    assert [one.watch for one in found(handler(database, bad, WATCHES[0])([troops(), troops("12,000", 1)]))] == [
        "troops",
        "troops",
    ]
    known = told(database)
    assert (known["bad"].failures, known["troops"].matches) == (2, 2)
    assert "troops" in (known["bad"].error or "")


def test_a_long_paragraph_is_cut_around_what_was_found(database: Database) -> None:
    (match,) = found(handler(database, WATCHES[0])([troops(before="word " * 200)]))
    assert len(match.quote) < 320 and match.quote.startswith("…") and "10,000 troops" in match.quote
