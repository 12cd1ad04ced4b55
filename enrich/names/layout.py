"""Names whose kind the layout of a line shows: results, tables, lists of ranks, datelines.

There the model has no sentence to read, and what looks like a place is a team.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newswire.enrich.lexicon.load import read_toml

_WORD = r"[A-Z][\w.'’&-]{0,24}"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|de|of|la|el|\([A-Z]\))){{0,3}}"
_FULL = (
    r"\b[A-Z][\w'’-]{0,24}\.?(?:[ ](?:van|de|der|den|von|el|al|bin|da|di|dos|du|la|le)){0,2}"
    r"(?:[ ][A-Z][\w'’-]{1,24}){1,3}"
)
_MONTH = "|".join(month[:3].capitalize() for month in read_toml("en/calendar")["months"]["words"])

#: lines that name teams or places, how many of them a text must have, where none before them
#: names any, and what they name
_LINES = (
    # "Harbour 2 Valley United 1", with who scored and so on after it
    (re.compile(rf"^({_NAME})[ ]\d{{1,3}}[ ]({_NAME})[ ]\d{{1,3}}(?=[ ]*(?:$|\())", re.M), 1, "TEAM"),
    # a row of a table: a name and numbers only
    (re.compile(rf"^(?:\d{{1,2}}\.?[ ])?({_NAME})(?:[ ][\d.,/:%+*-]{{1,9}}){{4,}}$", re.M), 3, "TEAM"),
    (re.compile(r"^([A-Z][A-Z.' ]{2,24})[ ]AT[ ]([A-Z][A-Z.' ]{2,24})$", re.M), 2, "TEAM"),
    (re.compile(rf"(?:\b({_NAME})[ ])?\bv[ ]({_NAME})(?=[ ]*(?:$|[(,.;]))", re.M), 3, "TEAM"),
    # "LIMA 1996-08-30", "LIMA, Peru (Reuters) -"
    (
        re.compile(
            r"^([A-Z][\w.'’-]{1,24}(?:[ ][A-Z][\w.'’-]{1,24}){0,3})"
            r"(?:,[ ]([A-Z][\w.]{1,24}(?:[ ][A-Z][\w.]{1,24}){0,2}))?"
            r"(?=[ ]\d{4}-\d\d-\d\d$|[ ]\((?:Reuters|AP|AFP|UPI|Xinhua|CNN|BBC|IANS|PTI|dpa|DPA|TASS|Bloomberg)\)"
            rf"|,?[ ](?:{_MONTH})[a-z]{{0,6}}\.?[ ]\d{{1,2}}[ ]?(?:\(|[-–—]))",
            re.M,
        ),
        1,
        "GPE",
    ),
)
#: "3. Ana Ruiz (Spain) 12.40", "Ana Ruiz (Spain) beat 7 - ..."
_OF_COUNTRY = re.compile(rf"({_FULL})(?=[ \n]\(([A-Z][\w. -]{{1,28}}?)\))")


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
    shown: set[str] = set()
    for pattern, least, kind in _LINES:
        matches = list(pattern.finditer(text))
        if len(matches) < least and kind not in shown:
            continue
        shown.update(kind for _ in matches[:1])
        for match in matches:
            for group in (1, 2)[: pattern.groups]:
                if match[group]:
                    start = match.start(group)
                    yield Shown(start, start + len(match[group].rstrip()), kind)
    for match in _OF_COUNTRY.finditer(text):
        yield Shown(*match.span(1), "PERSON OF " + match[2])
