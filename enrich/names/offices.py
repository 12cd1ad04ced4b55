"""Places that stand before the office of a person: "Sivas Governor Ayse Arslan" is a city and a person, whatever a
reader makes of these words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newswire.enrich.names import cities
from newswire.enrich.names.mention import Mention, Text

#: the end of a name that a reader cut within a word: "Park Ji" of "Park Ji-won"
_REST = re.compile(r"\w*(?:-\w+)*")


def of_places(found: Sequence[Mention], at: Text) -> Iterator[Mention]:
    """The place and the person that each office of a place divides, and the office, which is no name; `found` is in
    order."""
    starts = [m.start for m in found]
    for office in at.words["office"].finditer(at.text):
        person = _person(found, starts, at.text, office)
        place = _place(found, starts, at, office) if person else None
        if person and place:
            yield at.mention(*place, "GPE")
            yield at.mention(place[1], person[0], "")
            yield at.mention(*person, "PERSON")


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
    is_person = "PERSON" in seen or before in cities.cities() or end > last.end
    return (office.end(), end) if is_person else None


def _place(found: Sequence[Mention], starts: list[int], at: Text, office: re.Match[str]) -> tuple[int, int] | None:
    """The place before an office: what the reader found there as whatever it took it for, or a known city."""
    end = office.start()
    n = bisect_right(starts, end - 1) - 1
    if n < 0 or found[n].end < end:
        first = max(0, end - 40)
        before = [first + m.start() for m in re.finditer(r"\S+", at.text[first:end])][-3:]
        start = next((start for start in before if at.text[start:end] in cities.cities()), None)
        # in a title every word may have a capital
        if start is None and at.field != "title" and (unknown := at.words["unknown place"].search(at.text, first, end)):
            start = unknown.start("name")
        return None if start is None else (start, end)
    mention, name = found[n], at.text[found[n].start : end]
    is_place = mention.type in ("GPE", "LOC") or name in cities.cities()
    is_body = mention.type == "ORG" and (mention.known or at.words["body with an office"].match(name))
    # "Trump prosecutor Ann Lee"
    is_accused = mention.type == "PERSON" and at.words["who prosecutes him"].search(office[0])
    may_be_place = mention.type in ("PERSON", "ORG") and at.words["place"].match(name) and not (is_body or is_accused)
    return (mention.start, end) if is_place or may_be_place else None
