"""Messages of version 1 stay readable: the golden files were written by the first release and never change."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, DeadLetter, DeadMark, EnrichedArticle, FeedEntry, Figure, Stuck, make_id
from newswire.stream.topics import (
    ARTICLES,
    ATTEMPTS,
    DEAD,
    DEAD_MARK,
    ENRICHED,
    ENTRIES,
    TOPICS,
    cloudevent,
    decode_mark,
    encode,
    header,
    is_mark,
)

GOLDEN = Path(__file__).with_name("golden")
TYPES: dict[str, type[Any]] = {topic.name: topic.type for topic in TOPICS} | {
    "news.dead.mark.v1": DeadMark,
    "news.dead.stuck.v1": Stuck,
}


def golden(name: str) -> bytes:
    return (GOLDEN / f"{name}.json").read_bytes()


def lost(before: object, after: object, at: str = "") -> list[str]:
    """Where a value of `before` is not in `after` any more. More may stand there."""
    if isinstance(before, dict):
        assert isinstance(after, dict)
        return [x for k, v in before.items() for x in (lost(v, after[k], f"{at}.{k}") if k in after else [f"{at}.{k}"])]
    if isinstance(before, list):
        assert isinstance(after, list)
        return [x for i, v in enumerate(before) for x in lost(v, after[i], f"{at}[{i}]")]
    return [] if before == after else [at]


def test_each_topic_has_a_golden_file() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == TYPES.keys()


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_golden_message_is_read_and_loses_nothing_when_written_again(name: str) -> None:
    message = msgspec.json.decode(golden(name), type=TYPES[name])
    assert lost(json.loads(golden(name)), json.loads(encode(message))) == []


@pytest.mark.parametrize("name", sorted(TYPES))
def test_fields_of_later_versions_are_passed_over(name: str) -> None:
    later = json.loads(golden(name)) | {"added_later": {"any": ["thing"]}}
    assert msgspec.json.decode(json.dumps(later), type=TYPES[name]) == msgspec.json.decode(
        golden(name), type=TYPES[name]
    )


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_message_passes_through_bytes_unchanged(name: str) -> None:
    message = msgspec.json.decode(golden(name), type=TYPES[name])
    assert msgspec.json.decode(encode(message), type=TYPES[name]) == message


def test_the_golden_values_are_read_as_what_they_mean() -> None:
    entry = msgspec.json.decode(golden("news.entries.v1"), type=FeedEntry)
    assert (entry.authors, entry.tags, entry.updated) == (("Ada Brandt",), ("economy", "Häfen"), "2024-10-18")
    enriched = msgspec.json.decode(golden("news.enriched.v1"), type=EnrichedArticle)
    figure, score = enriched.figures
    assert (figure.value, figure.bound, figure.claim, score.parts) == (1500, "about", 0, (3, 1.5))
    letter = msgspec.json.decode(golden("news.dead.v1"), type=DeadLetter)
    assert (letter.key, letter.value, letter.headers) == (
        b"news.example",
        b"\x00\xffnot JSON",
        (("ce_id", b"x\xfe"),),
    )


def test_each_golden_span_holds_its_text() -> None:
    enriched = msgspec.json.decode(golden("news.enriched.v1"), type=EnrichedArticle)
    for mark in (*enriched.entities, *enriched.times, *enriched.figures):
        assert getattr(enriched.article, mark.field)[mark.start : mark.end] == mark.text


def test_what_is_required_is_little() -> None:
    article = msgspec.json.decode(b'{"article_id": "a", "revision": "r", "url": "u", "text": "t"}', type=Article)
    assert (article.kind, article.access, article.how, article.published) == ("article", "open", {}, None)


def test_bytes_that_are_not_a_message_are_rejected_with_the_reason() -> None:
    for value, reason in [
        (b"", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b'{"more": ' + b"[" * 100_000, "not_json"),
        (b"[]", "wrong_shape"),
        (b'{"entry_id": 1}', "wrong_shape"),
        (b"{}", "wrong_shape"),
    ]:
        with pytest.raises(RejectedError) as met:
            ENTRIES.decode(value)
        assert met.value.reason == reason


def test_what_json_can_say_and_a_message_can_not_costs_itself() -> None:
    def decoded(figure: str, text: str = "t") -> EnrichedArticle:
        start = '{"article": {"article_id": "a", "revision": "r", "url": "u", "text": "' + text + '"}, "figures": ['
        return ENRICHED.decode(
            (start + '{"field": "text", "text": "1", "start": 0, "end": 1, "kind": "count", ' + figure + "}]}").encode()
        )

    assert decoded('"value": 1e999').figures[0].value == float("inf")
    assert decoded('"value": ' + "9" * 400).figures[0].value == int("9" * 400)
    assert decoded('"value": 1', "x\\ud800y").article.text == "x\ufffdy"


def test_a_lone_surrogate_is_written_as_one_other_character() -> None:
    article = Article(article_id="a", revision="r", url="u", text="x\ud800y", how={"text\udfff": "feed"})

    back = ARTICLES.decode(encode(article))

    assert (back.text, back.how) == ("x\ufffdy", {"text\ufffd": "feed"})
    cloudevent(id="i", type="t", source="s", subject="https://news.example/\ud800", time="now")


def test_headers_are_cloudevents_in_binary_mode() -> None:
    headers = cloudevent(id="i", type=ENTRIES.event, source="newswire/poll", subject="u", time="2024-10-18T10:00:00Z")
    assert header(headers, "ce_specversion") == "1.0"
    assert [header(headers, f"ce_{name}") for name in ("id", "type", "source", "subject", "time")] == [
        "i",
        "org.newswire.entry.v1",
        "newswire/poll",
        "u",
        "2024-10-18T10:00:00Z",
    ]
    assert header(headers, "content-type") == "application/json"
    version, trace, span, flags = (header(headers, "traceparent") or "").split("-")
    assert (version, len(trace), len(span), flags) == ("00", 32, 16, "01")
    assert int(trace, 16) and int(span, 16)


def test_a_stage_is_a_new_span_of_the_same_trace_and_what_is_empty_is_left_out() -> None:
    first = cloudevent(id="a", type=ENTRIES.event, source="s", subject=None, time="now")
    trace = header(first, "traceparent")
    second = cloudevent(id="b", type=ARTICLES.event, source="s", subject="", time="now", trace=trace)
    before, after = ((header(headers, "traceparent") or "").split("-") for headers in (first, second))
    assert before[1] == after[1] and before[2] != after[2]
    assert header(first, "ce_subject") is header(second, "ce_subject") is None
    assert header(first, "ce_dataschema") == "urn:newswire:news.entries.v1"
    hostile = header(
        cloudevent(id="c", type="t", source="s", subject=None, time="", trace="00-x\n-y-01"), "traceparent"
    )
    assert hostile is not None and len(hostile) == 55


def test_the_last_header_of_a_name_counts() -> None:
    assert header(((ATTEMPTS, b"1"), (ATTEMPTS, b"2")), ATTEMPTS) == "2"
    assert header((), ATTEMPTS) is None
    assert header(((ATTEMPTS, b"\xff"),), ATTEMPTS) == "\ufffd"


def test_a_mark_is_told_from_a_letter_by_its_type() -> None:
    mark = cloudevent(id="i", type=DEAD_MARK, source="s", subject="", time="")
    letter = cloudevent(id="i", type=DEAD.event, source="s", subject="", time="")
    assert is_mark(mark) and not is_mark(letter)
    assert decode_mark(golden("news.dead.mark.v1")).retried_at == "2024-10-18T11:00:00Z"


def test_an_id_depends_on_every_part_and_its_limits() -> None:
    ids = [make_id(*parts) for parts in [("a",), ("a", ""), ("", "a"), ("ab", "c"), ("a", "bc"), ("abc",), ()]]
    assert len(set(ids)) == len(ids)
    assert make_id("a", "b") == make_id("a", "b")
    assert len(make_id("\udc80")) == 32


def test_halves_of_characters_and_endless_numbers_cost_themselves_and_not_the_message() -> None:
    letter = DeadLetter(
        id="1",
        stage="fetch",
        topic=ENTRIES.name,
        partition=0,
        offset=0,
        key=b"\xff",
        value=b"\xed\xa0\x80",
        reason="bad_url",
        error="half \ud83d, whole \ud83d\ude00",
        failed_at="now",
    )
    read = DEAD.decode(encode(letter))
    assert (read.error, read.value, read.key) == ("half \ufffd, whole \U0001f600", b"\xed\xa0\x80", b"\xff")
    figure = Figure(field="text", text="1" + "0" * 5000, start=0, end=5001, kind="count", value=10**5000)
    assert msgspec.json.decode(encode(figure), type=Figure).value is None
    huge = msgspec.structs.replace(figure, value=10**1000, low=float("inf"), high=1e308)
    read = msgspec.json.decode(encode(huge), type=Figure)
    assert (read.value, read.low, read.high) == (10**1000, None, 1e308)


def test_a_header_of_a_message_is_text_that_can_be_sent() -> None:
    headers = cloudevent(id="1", type="t", source="s", subject="https://x.example/\ud800", time="now")
    assert header(headers, "ce_subject") == "https://x.example/?"
