"""The topics: name, type, key, partitions, retention, and how a message becomes bytes with CloudEvents headers.

Headers follow the CloudEvents 1.0 Kafka binding, binary mode: the value is the document itself, so that any
Kafka client reads it without an SDK. `ce_id` is made from content: a repeat is recognisable.
"""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from newswire.stream.errors import RejectedError
from newswire.stream.following import ThreadChange
from newswire.stream.messages import Article, DeadLetter, DeadMark, EnrichedArticle, FeedEntry, Stuck
from newswire.stream.text import mended
from newswire.stream.watching import Match

_encoder = msgspec.json.Encoder()
#: version, trace id, span id, flags: https://www.w3.org/TR/trace-context/
_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})")


class Topic(NamedTuple):
    """A named log of one type of message."""

    name: str
    type: type[Any]
    event: str  #: CloudEvents type
    partitions: int
    retention_days: int  #: 0 keeps all
    compacted: bool = False  #: only the last message under a key is kept; one without a value is the key's end

    def decode(self, value: bytes) -> Any:
        """The message in these bytes. Raises RejectedError with `not_json` or `wrong_shape`.

        Two things that JSON can say and a message can't are let pass: a number beyond a double is infinite, and a
        lone surrogate is U+FFFD, one character for one.
        """
        try:
            return msgspec.json.decode(value, type=self.type)
        except (msgspec.DecodeError, RecursionError) as e:
            try:
                return msgspec.convert(mended(json.loads(value)), type=self.type)
            except msgspec.ValidationError as wrong:
                raise RejectedError("wrong_shape", f"no {self.type.__name__}: {wrong}") from wrong
            except (ValueError, RecursionError):
                raise RejectedError("not_json", f"{e}, {len(value)} bytes") from e


ENTRIES = Topic("news.entries.v1", FeedEntry, "org.newswire.entry.v1", 6, 7)  #: key: registrable domain
ARTICLES = Topic("news.articles.v1", Article, "org.newswire.article.v1", 6, 7)  #: key: article id
ENRICHED = Topic("news.enriched.v1", EnrichedArticle, "org.newswire.enriched.v1", 6, 30)  #: key: article id
#: key: article id. What is known of each article now; a message without a value where it is gone
LATEST = Topic("news.latest.v1", EnrichedArticle, "org.newswire.latest.v1", 6, 0, compacted=True)
THREADS = Topic("news.threads.v1", ThreadChange, "org.newswire.thread.v1", 6, 30)  #: key: thread id
#: what watches found; key: article id; one partition, so that all matches have one order
MATCHES = Topic("news.matches.v1", Match, "org.newswire.match.v1", 1, 30)
DEAD = Topic("news.dead.v1", DeadLetter, "org.newswire.dead.v1", 1, 30)  #: key: id of the letter
#: type of a message on ENRICHED that says again what is known: no news, but a better reading of it
REENRICHED = "org.newswire.reenriched.v1"
#: types of messages that say that an article is gone from its site: on ARTICLES, on ENRICHED, on LATEST
ARTICLE_WITHDRAWN = "org.newswire.article.withdrawn.v1"
WITHDRAWN = "org.newswire.withdrawn.v1"
LATEST_WITHDRAWN = "org.newswire.latest.withdrawn.v1"
DEAD_MARK = "org.newswire.dead.retried.v1"
STUCK = "org.newswire.dead.stuck.v1"

TOPICS: tuple[Topic, ...] = (ENTRIES, ARTICLES, ENRICHED, LATEST, THREADS, MATCHES, DEAD)

#: type of event -> the topic, or kind of mark, whose JSON Schema its value has
_SCHEMAS = {topic.event: topic.name for topic in TOPICS} | {
    REENRICHED: ENRICHED.name,
    ARTICLE_WITHDRAWN: ARTICLES.name,
    WITHDRAWN: ENRICHED.name,
    DEAD_MARK: "news.dead.mark.v1",
    STUCK: "news.dead.stuck.v1",
}

#: headers to filter on without reading the value: language of the article (`en`), its site, how many figures it has
LANGUAGE, SITE, FIGURES = "newswire_language", "newswire_site", "newswire_figures"
#: and of a match the name of its watch
WATCH = "newswire_watch"
#: topic -> which of them its messages have
FILTERS = {
    ARTICLES.name: (LANGUAGE, SITE),
    ENRICHED.name: (LANGUAGE, SITE, FIGURES),
    LATEST.name: (LANGUAGE, SITE, FIGURES),
    MATCHES.name: (WATCH, LANGUAGE, SITE),
}
#: header that counts how often a message was tried after `newswire dead retry`
ATTEMPTS = "newswire_attempts"
#: header of an article that the store holds already: when it came first. It is re-enriched
INGESTED = "newswire_ingested"


def encode(value: Any) -> bytes:
    """JSON of a message, a missing value as null. A half of a character in it, which no JSON can hold, becomes U+FFFD:
    one bad letter is no reason to lose a message."""
    try:
        return _encoder.encode(value)
    except (UnicodeEncodeError, ValueError, OverflowError):
        return _encoder.encode(mended(value))


def schema_id(name: str) -> str:
    """`$id` of the JSON Schema of a topic or a kind of mark; `ce_dataschema` of its messages."""
    return f"urn:newswire:{name}"


def cloudevent(
    *,
    id: str,
    type: str,
    source: str,
    subject: str | None,
    time: str,
    trace: str | None = None,
    more: Mapping[str, str | None] | None = None,
) -> tuple[tuple[str, bytes], ...]:
    """CloudEvents 1.0 headers, and a W3C `traceparent`: of a new trace, or a new span of the one in `trace`, which is
    the header of the message that this one is made of. `more` are headers beside them. What is empty is left out.

    https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
    """
    named = {
        "ce_specversion": "1.0",
        "ce_id": id,
        "ce_type": type,
        "ce_source": source,
        "ce_subject": subject,
        "ce_time": time,
        "ce_dataschema": schema_id(_SCHEMAS[type]) if type in _SCHEMAS else None,
        "content-type": "application/json",
        "traceparent": _next_span(trace),
        **(more or {}),
    }
    return tuple((name, text.encode("utf-8", "replace")) for name, text in named.items() if text)


def filters(language: str | None, site: str | None, figures: int | None = None) -> dict[str, str | None]:
    """The headers that messages with an article are filtered on."""
    return {LANGUAGE: language, SITE: site, FIGURES: None if figures is None else str(figures)}


def _next_span(parent: str | None) -> str:
    found = _TRACEPARENT.fullmatch(parent or "")
    return f"00-{found[1] if found else secrets.token_hex(16)}-{secrets.token_hex(8)}-{found[2] if found else '01'}"


def trace_id(headers: Sequence[tuple[str, bytes]]) -> str | None:
    """Which trace a message belongs to: 32 hexadecimal characters; None where it names none."""
    found = _TRACEPARENT.fullmatch(header(headers, "traceparent") or "")
    return found[1] if found else None


def in_trace(trace: str | None) -> tuple[tuple[str, bytes], ...]:
    """Headers of a message that goes on in this trace, as of another one before it."""
    return (("traceparent", f"00-{trace}-{secrets.token_hex(8)}-01".encode()),) if trace else ()


def header(headers: Sequence[tuple[str, bytes]], name: str) -> str | None:
    """The last value of a header, None where it is absent or not UTF-8."""
    for key, raw in reversed(headers):
        if key == name and raw is not None:
            return raw.decode("utf-8", "replace")
    return None


def stuck_in(headers: Sequence[tuple[str, bytes]], value: bytes) -> Stuck | None:
    """What a record on the topic of dead letters says about a worker that stopped; None where it says something else.
    Raises msgspec.DecodeError."""
    return msgspec.json.decode(value, type=Stuck) if header(headers, "ce_type") == STUCK else None


def is_mark(headers: Sequence[tuple[str, bytes]]) -> bool:
    """Whether a record on the topic of dead letters is a DeadMark rather than a letter."""
    return header(headers, "ce_type") == DEAD_MARK


def decode_mark(value: bytes) -> DeadMark:
    """The mark in these bytes."""
    return msgspec.json.decode(value, type=DeadMark)
