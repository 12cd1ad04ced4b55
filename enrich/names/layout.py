"""Names whose kind the layout of a line shows: results, tables, lists of ranks, datelines.

There the model has no sentence to read, and what looks like a place is a team.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newswire.enrich.names import gazetteer
from newswire.enrich.names.mention import Mention, Text

#: rules of lines that name teams or places, how many such lines a text must have, where none before them
#: names any, and the type of what they name
_LINES = (
    ("result", 1, "ORG"),
    ("standing", 3, "ORG"),
    ("teams at", 2, "ORG"),
    ("teams versus", 3, "ORG"),
    ("dateline", 1, "GPE"),
)


def shown(found: Sequence[Mention], at: Text) -> Iterator[Mention]:
    """What the layout shows; a nation plays under its own name, a full name among scores is somebody's."""
    spans = {(m.start, m.end): m for m in found}
    for start, end, kind in _shown(at):
        other = spans.get((start, end))
        if kind == "ORG":
            is_person = other is not None and other.type == "PERSON" and " " in other.text
            if not is_person and not gazetteer.is_country(at.text[start:end]):
                yield at.mention(start, end, kind)
        elif other is None or not other.known:
            yield at.mention(start, end, kind)


def _shown(at: Text) -> Iterator[tuple[int, int, str]]:
    """Start, end and type of names, rule by rule."""
    seen: set[str] = set()
    for rule, least, kind in _LINES:
        matches = list(at.words[rule].finditer(at.text))
        if len(matches) < least and kind not in seen:
            continue
        seen.update(kind for _ in matches[:1])
        for match in matches:
            for group, name in enumerate(match.groups(), 1):
                if name:
                    yield match.start(group), match.start(group) + len(name.rstrip()), kind
    for match in at.words["person of a country"].finditer(at.text):
        if gazetteer.is_country(match[2]):
            yield *match.span(1), "PERSON"
