"""What the reader read in a field: spans of names, and of who says what."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start:end` of a field, and what they are: a kind of name, or Source, Cue, Content."""

    start: int
    end: int
    label: str


class Read(NamedTuple):
    """The spans of one field, from left to right; spans of one list never overlap."""

    names: list[Span]  #: labels PER, ORG, LOC, NORP, EVENT, MISC
    speech: list[Span]  #: labels Source, Cue, Content
