"""What the reader read in a field: spans of names, of who says what, and what its numbers point at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start:end` of a field, and what they are: a kind of name, or Source, Cue, Content."""

    start: int
    end: int
    label: str


class Pointed(NamedTuple):
    """What a number points at in one role: chances, which add up to at most one."""

    nothing: float  #: that there is nothing
    no_word: float  #: that there is something that no word tells
    words: list[tuple[int, int, float]]  #: words (characters `start:end`) with their chances, the likeliest first


class Read(NamedTuple):
    """The spans of one field, from left to right; spans of one list never overlap."""

    names: list[Span]  #: labels PER, ORG, LOC, NORP, EVENT, MISC
    speech: list[Span]  #: labels Source, Cue, Content
    #: where a number begins -> role (`figure`, `what`, `where`) -> what it points at
    numbers: Mapping[int, Mapping[str, Pointed]] = MappingProxyType({})
