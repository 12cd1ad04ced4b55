"""Objects of schema.org as JSON-LD holds them: in lists and graphs, by reference, with names as text or object."""

import re
from collections.abc import Iterator
from typing import Any

from newswire.ingest.extraction.metadata.authors.byline import names_of
from newswire.ingest.extraction.metadata.one_line import one_line

_MAX_AUTHORS = 20
_PICTURES = re.compile(r"photo|foto|illustrat|cartoon|video|camera|фото|写真|사진|摄影", re.I)
_WRITES = re.compile(r"report|writ|edit|journal|correspond|author|redak", re.I)
_MAX_TEXTS = 50  #: in one field
_MAX_DEPTH = 20  #: of lists and graphs in one another


def nodes_of(value: Any, depth: int = _MAX_DEPTH) -> Iterator[dict[str, Any]]:
    """The objects at the top of a block, in its lists and graphs."""
    if isinstance(value, list) and depth:
        for one in value:
            yield from nodes_of(one, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), list | dict) and depth:
                yield from nodes_of(value[key], depth - 1)


def types_of(node: dict[str, Any]) -> frozenset[str]:
    """The bare names of its types."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(re.split("[/:#]", kind)[-1] for kind in listed if isinstance(kind, str))


def people_of(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of authors: people where there are some, else who there is."""
    told = [resolved(one, by_id) for one in (value if isinstance(value, list) else [value])[:_MAX_AUTHORS]]
    if any(_is_a(one, "Person") for one in told):
        told = [one for one in told if not _is_a(one, "Organization", "NewsMediaOrganization")]
    writers = [one for one in told if not _makes_pictures(one)]
    for one in writers or told:
        for name in names_in(one):
            yield from names_of(name)


def names_in(value: Any, depth: int = _MAX_DEPTH) -> list[str]:
    """The names of things that are told as text, object or list."""
    if isinstance(value, list):
        return [name for one in value[:_MAX_AUTHORS] for name in names_in(one, depth - 1)] if depth else []
    if not isinstance(value, dict):
        return texts_in(value)
    return texts_in(value.get("name")) or [" ".join(parts) for parts in [_given_names(value)] if parts]


def texts_in(value: Any) -> list[str]:
    """The texts in a value or a list of them, each in one line."""
    values = value if isinstance(value, list) else [value]
    told = (one.get("@value") if isinstance(one, dict) else one for one in values[:_MAX_TEXTS])
    return [text for one in told if isinstance(one, str) and (text := one_line(one))]


def resolved(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    """An object that is named by its @id only."""
    if isinstance(value, dict) and "name" not in value:
        return by_id.get(str(value.get("@id")), value)
    return value


def _is_a(value: Any, *types: str) -> bool:
    return isinstance(value, dict) and bool(types_of(value) & set(types))


def _makes_pictures(value: Any) -> bool:
    posts = texts_in(value.get("jobTitle")) if isinstance(value, dict) else []
    return any(_PICTURES.search(post) for post in posts) and not any(_WRITES.search(post) for post in posts)


def _given_names(person: dict[str, Any]) -> list[str]:
    return [text for part in ("givenName", "familyName") for text in texts_in(person.get(part))[:1]]
