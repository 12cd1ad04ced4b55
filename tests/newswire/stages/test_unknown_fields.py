"""A field that a newer producer adds survives every stage that is older than it, from the entry to re-enrichment."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factories import article, feed_entry
from newswire.enrich.passages.document import Document, Source
from newswire.enrich.pipeline.stage import EnrichHandler
from newswire.ingest.fetch import article_message
from newswire.reenrich.item import item_of
from newswire.store.reenrich.articles import Stored, read
from newswire.stream.broker import Message, Record
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import Fetch
from newswire.stream.messages.unknown import unknown, with_unknown
from newswire.stream.topics import ARTICLES, ENRICHED, ENTRIES, INGESTED, Topic, cloudevent, encode, header, trace_id
from protocols.store_batches import NOW, ask, put, store_at


class Given:
    infos = ()

    def annotate(self, articles: Sequence[Source], seconds: float) -> list[Document | RejectedError]:
        return [Document(id=one.id, texts={}) for one in articles]


def received(topic: Topic, message: Message, **added: Any) -> Item:
    """As a stage gets it, of a producer that has added fields."""
    value = with_unknown(message.value, added)
    record = Record(topic.name, 0, 0, int(NOW.timestamp() * 1000), message.key, value, message.headers)
    return Item(record, topic.decode(value))


def test_from_an_entry_to_what_is_enriched_anew(tmp_path: Path) -> None:
    entry = feed_entry("a")
    sent = Message(
        ENTRIES.name, b"k", encode(entry), cloudevent(id="i", type=ENTRIES.event, source="s", subject=None, time="")
    )
    taken = received(ENTRIES, sent, section="harbour", site="not a field of entries", rank=[1, {"of": 2}])
    trace = trace_id(taken.record.headers)

    fetched = article_message(
        taken, article("a", site="The Paper", fetch=Fetch(url="u", status=200, bytes=1, sha256=""))
    )
    said = json.loads(fetched.value)
    assert (said["section"], said["rank"], said["site"]) == ("harbour", [1, {"of": 2}], "The Paper")

    taken = received(ARTICLES, fetched, mood="dry", fetch={"via": "cache"})
    ((enriched,),) = EnrichHandler(Given())([taken])
    said = json.loads(enriched.value)["article"]
    added = {"section": "harbour", "rank": [1, {"of": 2}], "mood": "dry"}
    assert added.items() <= said.items() and said["fetch"]["via"] == "cache"

    put(store_at(tmp_path), [received(ENRICHED, enriched, added_beside=1)])
    ((kept, in_store),) = ask(tmp_path, "SELECT unknown_fields, trace_id FROM articles")
    assert json.loads(kept) == added | {"fetch": {"via": "cache"}} and in_store == trace
    (stored,) = read(tmp_path, NOW.date(), [(ENRICHED.name, 0, 0)])
    assert isinstance(stored, Stored)

    ((anew,),) = EnrichHandler(Given())([item_of(stored)])
    said = json.loads(anew.value)["article"]
    assert added.items() <= said.items() and said["fetch"]["via"] == "cache"
    assert trace_id(anew.headers) == trace
    spans = [header(one.headers, "traceparent") for one in (taken.record, fetched, enriched, anew)]
    assert len(set(spans)) == 3  # what is received has the span of who sent it


def test_what_we_know_is_passed_on_byte_for_byte() -> None:
    one = article("a")
    sent = Message(ARTICLES.name, b"k", encode(one), ((INGESTED, b"2026-01-01T00:00:00Z"),))
    ((plain,),) = EnrichHandler(Given())([received(ARTICLES, sent)])
    assert encode(ENRICHED.decode(plain.value)) == plain.value


def test_a_field_in_a_list_of_structs_stays_in_its_place_and_no_json_has_none() -> None:
    value = b'{"changes": [{"field": "text"}, {"field": "title", "by": "desk"}], "how": {"any": "word"}, "fetch": null}'
    fields = unknown(value, ARTICLES.type)
    assert fields == {"changes": [{}, {"by": "desk"}]}
    assert json.loads(with_unknown(b'{"changes": [{"a": 1}, {"b": 2}]}', fields))["changes"] == [
        {"a": 1},
        {"b": 2, "by": "desk"},
    ]
    assert json.loads(with_unknown(b'{"changes": [{"a": 1}]}', fields)) == {"changes": [{"a": 1}]}
    assert unknown(b"\xff", ARTICLES.type) == unknown(b"[1]", ARTICLES.type) == unknown(b"", ARTICLES.type) == {}
