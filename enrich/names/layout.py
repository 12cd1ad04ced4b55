"""Names whose kind the layout of a line shows: results, tables, lists of ranks, datelines.

There the model has no sentence to read, and what looks like a place is a team.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = r"[A-Z][\w.'’&-]{0,24}"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|de|of|la|el|\([A-Z]\))){{0,3}}"
_FULL = (
    r"\b[A-Z][\w'’-]{0,24}\.?(?:[ ](?:van|de|der|den|von|el|al|bin|da|di|dos|du|la|le)){0,2}"
    r"(?:[ ][A-Z][\w'’-]{1,24}){1,3}"
)
_NUMBER = r"[\d.,/:%+*-]{1,9}"

#: "Harbour 2 Valley United 1", with who scored and so on after it
_SCORE = re.compile(rf"^({_NAME})[ ]\d{{1,3}}[ ]({_NAME})[ ]\d{{1,3}}(?=[ ]*(?:$|\())", re.M)
#: a row of a table: a name and numbers only
_ROW = re.compile(rf"^(?:\d{{1,2}}\.?[ ])?({_NAME})((?:[ ](?:{_NUMBER}))+)$", re.M)
#: how many numbers make a row, and how many rows a table
_COLUMNS, _ROWS = 4, 3
_AT = re.compile(r"^([A-Z][A-Z.' ]{2,24})[ ]AT[ ]([A-Z][A-Z.' ]{2,24})$", re.M)
_VERSUS = re.compile(rf"(?:\b({_NAME})[ ])?\bv[ ]({_NAME})(?=[ ]*(?:$|[(,.;]))", re.M)
#: "3. Ana Ruiz (Spain) 12.40", "Ana Ruiz (Spain) beat 7 - ..."
_OF_COUNTRY = re.compile(rf"({_FULL})(?=[ \n]\(([A-Z][\w. -]{{1,28}}?)\))")
#: "LIMA 1996-08-30", "LIMA, Peru (Reuters) -"
_DATELINE = re.compile(
    r"^([A-Z][\w.'’-]{1,24}(?:[ ][A-Z][\w.'’-]{1,24}){0,3})(?:,[ ]([A-Z][\w.]{1,24}(?:[ ][A-Z][\w.]{1,24}){0,2}))?"
    r"(?=[ ]\d{4}-\d\d-\d\d$|[ ]\((?:Reuters|AP|AFP|UPI|Xinhua|CNN|BBC|IANS|PTI|dpa|DPA|TASS|Bloomberg)\)|"
    r",?[ ](?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?[ ]\d{1,2}[ ]?(?:\(|[-–—]))",
    re.M,
)


class Shown(NamedTuple):
    """A name at `start:end` that the layout shows, and what it names: TEAM, PERSON or GPE."""

    start: int
    end: int
    type: str


def find(text: str) -> list[Shown]:
    """The names that the layout shows, from left to right; none overlap."""
    taken: list[Shown] = []
    end = -1
    for shown in sorted(_all(text), key=lambda s: (s.start, -s.end)):
        if shown.start >= end:
            taken.append(shown)
            end = shown.end
    return taken


def _all(text: str) -> Iterator[Shown]:
    scores = list(_SCORE.finditer(text))
    for match in scores:
        yield from _teams(match)
    rows = [m for m in _ROW.finditer(text) if len(m[2].split()) >= _COLUMNS]
    if len(rows) >= _ROWS:
        for match in rows:
            yield Shown(*match.span(1), "TEAM")
    fixtures = list(_AT.finditer(text))
    if len(fixtures) > 1:
        for match in fixtures:
            yield from _teams(match)
    versus = list(_VERSUS.finditer(text))
    if len(scores) + len(versus) > 2:
        for match in versus:
            yield from _teams(match)
    for match in _OF_COUNTRY.finditer(text):
        yield Shown(*match.span(1), "PERSON OF " + match[2])
    for match in _DATELINE.finditer(text):
        for group in (1, 2):
            if match[group]:
                start, end = match.span(group)
                yield Shown(start, start + len(text[start:end].rstrip()), "GPE")


def _teams(match: re.Match[str]) -> Iterator[Shown]:
    for group in (1, 2):
        if match[group]:
            yield Shown(*match.span(group), "TEAM")
