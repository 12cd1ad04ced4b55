"""Places that stand before the office of a person: "Sivas Governor Ayse Arslan" is a city and a person, whatever a
reader makes of these words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newswire.enrich.lexicon.load import alternatives, read_table, read_words
from newswire.enrich.names import cities
from newswire.enrich.names.coreference import Mention
from newswire.enrich.names.overlaps import merged

#: "mayor", "police chief": offices of cities and provinces
_OFFICES = [
    noun if before == "place" else f"{word} {noun}"
    for noun, _, before in read_table("en/roles")
    for word in before.split("|")
    if word
]
#: what may stand between the place and the office: "Deputy", "Regional"
_OFFICE = re.compile(
    rf"(?<=[\w.]) (?i:(?:(?:{alternatives(read_words('en/names/ranks'))}) )*(?:{alternatives(_OFFICES)})) (?=[A-Z])"
)
#: the end of a name that a reader cut within a word: "Park Ji" of "Park Ji-won"
_REST = re.compile(r"\w*(?:-\w+)*")
_PLACE = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:de|del|la|el|al|da|do|dos) )?[A-Z][\w’'-]*){0,3}")
#: organisations that have such offices, too: "BOJ Governor", "Central Bank Governor"
_BODY = re.compile(r"[A-Z]{2,}|Fed|.*(?:[Bb]ank|Reserve|University|College|School|Board|Church|Party|League|Club)\b.*")


def of_places(found: Sequence[Mention], field: str, text: str) -> list[Mention]:
    """The mentions, in order, where each office of a place divides a place from a person."""
    parts: dict[int, tuple[Mention, Mention]] = {}
    starts = [m.start for m in found]
    for office in _OFFICE.finditer(text):
        person = _person(found, starts, text, office)
        place = _place(found, starts, text, office) if person else None
        if person and place:
            parts[place[0]] = (_named(field, text, *place, "GPE"), _named(field, text, *person, "PERSON"))
    wide = [Mention(field, a.start, b.end, "", "", "") for a, b in parts.values()]
    return list(_divided(merged(found, wide, lambda over, new: True), parts))


def _divided(mentions: Sequence[Mention], parts: dict[int, tuple[Mention, Mention]]) -> Iterator[Mention]:
    for mention in mentions:
        yield from (mention,) if mention.type else parts[mention.start]


def _person(found: Sequence[Mention], starts: list[int], text: str, office: re.Match[str]) -> tuple[int, int] | None:
    """The person after an office, whole, though a reader divided the name or joined it to the office."""
    n = bisect_right(starts, office.end()) - 1
    if n < 0 or found[n].end <= office.end():
        return None
    last = found[n]
    seen = {last.type}
    for mention in found[n + 1 : n + 3]:
        if mention.start - last.end > 1 or text[last.end : mention.start].strip():
            break
        last = mention
        seen.add(last.type)
    end = next(_REST.finditer(text, last.end)).end()
    before = text[found[n].start : office.start()]  # of one that is joined to its office
    if before and " " not in text[office.end() : end]:
        return None
    return (office.end(), end) if "PERSON" in seen or before in cities.cities() else None


def _place(found: Sequence[Mention], starts: list[int], text: str, office: re.Match[str]) -> tuple[int, int] | None:
    """The place before an office: what the reader found there as whatever it took it for, or a known city."""
    end = office.start()
    n = bisect_right(starts, end - 1) - 1
    if n < 0 or found[n].end < end:
        first = max(0, end - 40)
        words = [first + m.start() for m in re.finditer(r"\S+", text[first:end])][-3:]
        return next(((at, end) for at in words if text[at:end] in cities.cities()), None)
    mention, name = found[n], text[found[n].start : end]
    is_place = mention.type in ("GPE", "LOC") or name in cities.cities()
    is_body = mention.type == "ORG" and (mention.known or _BODY.fullmatch(name))
    # "Trump prosecutor Ann Lee"
    is_accused = mention.type == "PERSON" and office[0].lower().endswith("prosecutor ")
    if not is_place and (mention.type not in ("PERSON", "ORG") or is_body or is_accused or not _PLACE.fullmatch(name)):
        return None
    return mention.start, end


def _named(field: str, text: str, start: int, end: int, kind: str) -> Mention:
    return Mention(field, start, end, text[start:end], kind, text[start:end], None, True)
