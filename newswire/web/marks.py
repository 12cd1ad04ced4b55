"""A text with its marks: cut where any mark begins or ends, so that marks may overlap as they like."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from newswire.web.words import amount, unit

Row = dict[str, Any]
_SPOT = re.compile(r"(text|title):(\d{1,9})-(\d{1,9})")


class Mark(NamedTuple):
    """A stretch of a field that something was found in."""

    start: int
    end: int
    kind: str  #: figure, claim, source, entity, contest
    key: str  #: what the piece of text is anchored and looked up by: `f3`
    title: str


class Piece(NamedTuple):
    """Text under the same marks."""

    text: str
    kinds: tuple[str, ...]
    keys: tuple[str, ...]
    title: str
    anchors: tuple[str, ...]  #: the keys of marks that begin here


def pieces(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """The text by paragraph, each as pieces. Marks beyond the text count as far as it goes."""
    found: list[list[Piece]] = [[]]
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(at for mark in inside for at in (mark.start, mark.end))})
    starting = sorted(inside, key=lambda mark: mark.start)
    active: list[Mark] = []
    for begin, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > begin]
        fresh: list[Mark] = []
        while starting and starting[0].start <= begin:
            fresh.append(starting.pop(0))
        active += fresh
        title = "\n".join(dict.fromkeys(mark.title for mark in active if mark.title))
        kinds = tuple(dict.fromkeys(mark.kind for mark in active))
        keys = tuple(dict.fromkeys(mark.key for mark in active))
        anchors = tuple(dict.fromkeys(mark.key for mark in fresh))
        for number, part in enumerate(text[begin:end].split("\n\n")):
            if number:
                found.append([])
            if part:
                found[-1].append(Piece(part, kinds, keys, title, anchors if not number else ()))
    return [paragraph for paragraph in found if paragraph]


def spot(at: str, field: str) -> list[Mark]:
    """The place that a link to some words of an article names: `text:120-125`, characters of a field, half-open.

    >>> spot("text:120-125", "text"), spot("text:120-125", "title")
    ([Mark(start=120, end=125, kind='spot', key='here', title='')], [])
    """
    found = _SPOT.fullmatch(at)
    return [Mark(int(found[2]), int(found[3]), "spot", "here", "")] if found and found[1] == field else []


def marks_of(field: str, entities: Sequence[Row], figures: Sequence[Row], claims: Sequence[Row]) -> list[Mark]:
    """The marks in `text` or `title`. Keys: `f`, `c` or `e` and the number in its list."""
    found: list[Mark] = []
    for row in entities:
        if row["field"] == field:
            name = row["name"] or row["text"]
            ident = f" ({row['entity_id']})" if row["entity_id"] else ""
            found.append(Mark(row["start"], row["end"], "entity", f"e{row['_row']}", f"{row['type']}: {name}{ident}"))
    for row in claims:
        if row["field"] != field:
            continue
        key, who = f"c{row['claim']}", row["source_name"] or row["source_text"] or "nobody named"
        for start, end in row["content"] or ():
            found.append(Mark(start, end, "claim", key, f"{row['status']} by {who}"))
        if row["source_start"] is not None:
            found.append(Mark(row["source_start"], row["source_end"], "source", key, f"says so: {who}"))
        for contest in row["contested_by"] or ():
            how = contest["how"].replace("_", " ")
            found.append(Mark(contest["start"], contest["end"], "contest", key, f"{how} by {contest['name'] or '?'}"))
    for row in figures:
        if row["field"] == field:
            about = " ".join(filter(None, (amount(row), unit(row), row["what_lemma"], row["counted_head"])))
            found.append(Mark(row["start"], row["end"], "figure", f"f{row['_row']}", f"{about}, {row['status']}"))
    return found
