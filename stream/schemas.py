"""JSON Schema of each message, for consumers in any language: what docs/schemas/ holds."""

from typing import Any

import msgspec

from stream.messages import DeadMark, Stuck
from stream.topics import TOPICS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Name -> JSON Schema (2020-12): one per topic, and one for each kind of mark among the dead letters.

    >>> sorted(schemas())[:2]
    ['news.articles.v1', 'news.dead.mark.v1']
    """
    found = {topic.name: _schema(topic.type) for topic in TOPICS}
    found["news.dead.mark.v1"] = _schema(DeadMark)
    found["news.dead.stuck.v1"] = _schema(Stuck)
    return found


def _schema(message: type[Any]) -> dict[str, Any]:
    (root,), components = msgspec.json.schema_components((message,), ref_template="#/$defs/{name}")
    schema = {"$schema": _DIALECT, "title": message.__name__, **root, "$defs": components}
    return dict(msgspec.json.decode(msgspec.json.encode(schema)))  # as it is read from a file: no tuples
