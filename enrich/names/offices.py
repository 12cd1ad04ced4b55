"""Places that stand before the office of a person: "Sivas Governor Ayse Arslan" is a city and a person, whatever a
reader makes of these words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from newswire.enrich.names import cities
from newswire.enrich.names.coreference import Mention
from newswire.enrich.names.overlaps import always, merged
from newswire.enrich.names.words import Words

#: the end of a name that a reader cut within a word: "Park Ji" of "Park Ji-won"
_REST = re.compile(r"\w*(?:-\w+)*")


def of_places(found: Sequence[Mention], field: str, text: str, words: Words) -> list[Mention]:
    """The mentions, in order, where each office of a place divides a place from a person."""
    parts: dict[int, tuple[Mention, Mention]] = {}
    starts = [m.start for m in found]
    for office in words["office"].finditer(text):
        person = _person(found, starts, text, office)
        place = _place(found, starts, text, office, words) if person else None
        if person and place:
            parts[place[0]] = (_named(field, text, *place, "GPE"), _named(field, text, *person, "PERSON"))
    # what stands between the two is the office
    wide = [Mention(field, a.start, b.end, "", "", "") for a, b in parts.values()]
    return [m for whole in merged(found, wide, always) for m in ((whole,) if whole.type else parts[whole.start])]


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


def _place(
    found: Sequence[Mention], starts: list[int], text: str, office: re.Match[str], words: Words
) -> tuple[int, int] | None:
    """The place before an office: what the reader found there as whatever it took it for, or a known city."""
    end = office.start()
    n = bisect_right(starts, end - 1) - 1
    if n < 0 or found[n].end < end:
        first = max(0, end - 40)
        before = [first + m.start() for m in re.finditer(r"\S+", text[first:end])][-3:]
        return next(((at, end) for at in before if text[at:end] in cities.cities()), None)
    mention, name = found[n], text[found[n].start : end]
    is_place = mention.type in ("GPE", "LOC") or name in cities.cities()
    is_body = mention.type == "ORG" and (mention.known or words["body with an office"].match(name))
    # "Trump prosecutor Ann Lee"
    is_accused = mention.type == "PERSON" and words["who prosecutes him"].search(office[0])
    may_be_place = mention.type in ("PERSON", "ORG") and words["place"].match(name) and not (is_body or is_accused)
    return (mention.start, end) if is_place or may_be_place else None


def _named(field: str, text: str, start: int, end: int, kind: str) -> Mention:
    return Mention(field, start, end, text[start:end], kind, text[start:end], None, True)
