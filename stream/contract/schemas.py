"""JSON Schema of each message, for consumers in any language: what docs/schemas/ holds."""

from typing import Any

import msgspec

from newswire.stream.contract.fields import told
from newswire.stream.messages import DeadMark, Stuck
from newswire.stream.topics import DEAD, TOPICS, schema_id

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: what else lies among the dead letters: marks, by type of event
MARKS = {"news.dead.mark.v1": DeadMark, "news.dead.stuck.v1": Stuck}


def schemas() -> dict[str, dict[str, Any]]:
    """Name -> JSON Schema (2020-12): one per topic, and one for each kind of mark among the dead letters.

    The schema of a topic takes all that lies on it. Fields whose values are words list the known ones as
    `x-extensible-enum`: a new word does not break anything.

    >>> sorted(schemas())[:2]
    ['news.articles.v1', 'news.dead.mark.v1']
    """
    found = {topic.name: _schema(topic.name, topic.type) for topic in TOPICS}
    found[DEAD.name] = _schema(DEAD.name, DEAD.type, *MARKS.values())
    return found | {name: _schema(name, type) for name, type in MARKS.items()}


def _schema(name: str, *messages: type[Any]) -> dict[str, Any]:
    roots, components = msgspec.json.schema_components(messages, ref_template="#/$defs/{name}")
    for owner, component in components.items():
        for field, schema in component.get("properties", {}).items():
            schema |= told(owner, field)
    root = roots[0] if len(roots) == 1 else {"oneOf": list(roots)}
    head = {"$schema": _DIALECT, "$id": schema_id(name), "title": messages[0].__name__}
    # as it is read from a file: no tuples
    return dict(msgspec.json.decode(msgspec.json.encode({**head, **root, "$defs": components})))
