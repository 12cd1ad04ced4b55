"""What a total counts that is named before its verb: "raised the number of dead to 27", "the toll stands at 40"."""

from __future__ import annotations

import re

from newswire.enrich.figures.counted.expressions import EXPRESSIONS, may_be
from newswire.enrich.figures.counted.phrase import counted, find_phrase
from newswire.enrich.figures.counted.site import Site, Thing
from newswire.enrich.lexicon.people import is_people
from newswire.stream.messages import Counted

#: characters before a number in which its total is looked for
_REACH = 120
#: adjectives that stand for people: "the number of dead"
_PEOPLE = frozenset(("dead", "missing", "injured", "wounded", "infected", "homeless", "unemployed", "jobless", "poor"))


def of_group(site: Site) -> Thing | None:
    """People: "a town of 40,000", "a crowd of 300"."""
    return Thing(None, "person") if _before(site, "town or group") else None


def of_size(site: Site) -> Thing | None:
    """People: "the population is 40,000"; not of "the butterfly population"."""
    m = _before(site, "size")
    at = m and site.doc.char_span(*m.span("people"), alignment_mode="expand")
    of_things = at is None or (at.start > 0 and site.doc[at.start - 1].pos_ == "NOUN")
    return Thing(None, "person") if m and not of_things else None


def of_number(site: Site) -> Thing | None:
    """What stands after the "of" of a total: "the number of arrests rose to 40", "brings to 9 the number of dead"."""
    after = EXPRESSIONS["total after"].match(site.text, site.number.end_char)
    m = after or _before(site, "total")
    at = site.doc.char_span(m.start("of") - 1, m.start("of"), alignment_mode="expand") if m and m["of"] else None
    if at is None:
        return None
    phrase = find_phrase(site.doc, at.end - 1, of=True)
    if phrase and (after or site.doc[phrase[1]].idx < site.start):
        made = counted(site.text, site.doc[phrase[0]], site.doc[phrase[1]])
        return Thing(made, "person" if is_people(made.head) else None)
    token = next((t for t in site.doc[at.end : site.number.start] if t.lower_ in _PEOPLE), None)
    if token is None:
        return None
    end = token.idx + len(token.text)
    return Thing(Counted(text=token.text, start=token.idx, end=end, head=token.lower_), "person")


def of_toll(site: Site) -> Thing | None:
    """Deaths: "the toll stands at 40"."""
    m = EXPRESSIONS["toll after"].match(site.text, site.number.end_char) or _before(site, "toll")
    if m is None:
        return None
    start, end = m.span("toll")
    return Thing(Counted(text=m["toll"], start=start, end=end, head="death"), "person")


def of_casualties(site: Site) -> Thing | None:
    """Who is counted, where a verb says how many there are now: "casualties increased to 167"."""
    m = _before(site, "casualties")
    noun = m and site.doc.char_span(*m.span("who"), alignment_mode="expand")
    return Thing(counted(site.text, noun[0], noun[-1]), "person") if noun else None


def of_total(site: Site) -> Thing | None:
    """What the count before counts: "It made 40 arrests. The total is now 90"."""
    m, last = _before(site, "total"), site.before[-1] if site.before else None
    if m is None or m["of"] or last is None or last.kind != "count":
        return None
    return Thing(last.counted, "person" if last.unit == "person" else None)


def _before(site: Site, name: str) -> re.Match[str] | None:
    left = max(site.number.sent.start_char, site.start - _REACH)
    return EXPRESSIONS[name].search(site.text, left, site.start) if may_be(name, site.text[left : site.start]) else None
