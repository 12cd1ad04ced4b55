"""The topics as an AsyncAPI 3.0 document, made from the table of topics and the structs of their messages.

https://www.asyncapi.com/docs/reference/specification/v3.0.0; bindings of Kafka 0.5.0.
"""

from collections.abc import Sequence
from typing import Any

from newswire.stream.topics import (
    ARTICLE_WITHDRAWN,
    ARTICLES,
    DEAD,
    DEAD_MARK,
    ENRICHED,
    FILTERS,
    LATEST,
    LATEST_WITHDRAWN,
    REENRICHED,
    STUCK,
    TOPICS,
    WITHDRAWN,
    Topic,
)

#: topic -> what its key is, and what it says in one sentence
_ABOUT = {
    "news.entries.v1": ("registrable domain of the page", "An item of a feed that is new or has changed."),
    "news.articles.v1": ("article id", "One revision of an article, as it was extracted from its page."),
    "news.enriched.v1": ("article id", "An article with its entities, times, claims and figures."),
    "news.latest.v1": ("article id", "What is known of an article now: its last revision with the last tags."),
    "news.threads.v1": ("thread id", "A mention that came to a followed quantity, or went, and what stands now."),
    "news.matches.v1": ("article id", "Something that a watch waits for was found in an article, or in a thread."),
    "news.dead.v1": ("id of the letter", "A message that could not be handled, with its original bytes."),
}
#: further types of event on a topic, by the name of their message
_MORE: dict[str, dict[str, tuple[str, str | None, str]]] = {
    ARTICLES.name: {"withdrawn": (ARTICLE_WITHDRAWN, ARTICLES.name, "The page of an article is gone.")},
    ENRICHED.name: {
        "reenriched": (REENRICHED, ENRICHED.name, "An article that is known, tagged again: not news."),
        "withdrawn": (WITHDRAWN, ENRICHED.name, "The page of an article is gone: `access` is `gone`, without a text."),
    },
    LATEST.name: {"withdrawn": (LATEST_WITHDRAWN, None, "A tombstone: the article is gone, or was taken down.")},
    DEAD.name: {
        "retried": (DEAD_MARK, "news.dead.mark.v1", "A dead letter was sent back to where it failed."),
        "stuck": (STUCK, "news.dead.stuck.v1", "A worker stopped, and at which record."),
    },
}
_TEXT = {"type": "string"}
_HEADERS: dict[str, Any] = {
    "ce_specversion": {**_TEXT, "const": "1.0"},
    "ce_id": {**_TEXT, "description": "made from content: a repeat has the same"},
    "ce_type": {**_TEXT, "description": "what is said; skip types that you don't know"},
    "ce_source": {**_TEXT, "description": "the stage, or the feed"},
    "ce_subject": {**_TEXT, "description": "URL of page or feed; left out where there is none"},
    "ce_time": {**_TEXT, "format": "date-time"},
    "ce_dataschema": {**_TEXT, "description": "$id of the JSON Schema of the value"},
    "content-type": {**_TEXT, "const": "application/json"},
    "traceparent": {**_TEXT, "description": "W3C Trace Context: one trace for an item, a span for each stage"},
}


def asyncapi(version: str) -> dict[str, Any]:
    """The document; it refers to the schemas beside it, in `schemas/`. `version` is the package's.

    >>> asyncapi("1")["channels"]["news.enriched.v1"]["address"]
    'news.enriched.v1'
    """
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "newswire",
            "version": version,
            "description": "News with names and figures tagged; docs/consumers.md says how to read it.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in TOPICS},
        "operations": {f"read_{topic.name}": _operation(topic) for topic in TOPICS},
        "components": {"schemas": {"headers": {"type": "object", "properties": _HEADERS}}},
    }


def _channel(topic: Topic) -> dict[str, Any]:
    key, about = _ABOUT[topic.name]
    first = {"message": _message(topic.event, topic.name, about, key, FILTERS.get(topic.name, ()))}
    more = {name: _message(*said, key, FILTERS.get(topic.name, ())) for name, said in _MORE.get(topic.name, {}).items()}
    kept_ms = topic.retention_days * 24 * 60 * 60 * 1000 or -1
    policy = "compact" if topic.compacted else "delete"
    kafka = {
        "partitions": topic.partitions,
        "topicConfiguration": {"cleanup.policy": [policy], "retention.ms": kept_ms},
        "bindingVersion": "0.5.0",
    }
    return {"address": topic.name, "description": about, "messages": first | more, "bindings": {"kafka": kafka}}


def _message(event: str, schema: str | None, about: str, key: str, filters: Sequence[str]) -> dict[str, Any]:
    headers: dict[str, Any] = {"$ref": "#/components/schemas/headers"}
    if filters:
        own = {"type": "object", "properties": {name: dict(_TEXT) for name in filters}}
        headers = {"allOf": [headers, own]}
    return {
        "name": event,
        "summary": about,
        "contentType": "application/json",
        "headers": headers,
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": {"$ref": f"./schemas/{schema}.json"} if schema else {"type": "null"},
        },
        "bindings": {"kafka": {"key": {"type": "string", "description": key}, "bindingVersion": "0.5.0"}},
    }


def _operation(topic: Topic) -> dict[str, Any]:
    return {"action": "send", "channel": {"$ref": f"#/channels/{topic.name}"}}
