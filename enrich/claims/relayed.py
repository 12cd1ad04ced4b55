"""Whom a source relies on or speaks through: "local media, citing unnamed sources, reported", "quoted the mayor as
saying", "said, quoted by the state agency"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newswire.enrich.claims.lemmas import is_form
from newswire.enrich.claims.rules import SPEAKERS, WORDS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import Place, sharing

_WORD = re.compile(r"[\w'’-]+")
#: characters of who is cited, and the verb after them
_NAMED = 80
#: characters between an aside and the cue that it belongs to: ", later"
_BESIDE = 12


class Change(NamedTuple):
    """What becomes of the spans of `start:end`, and through whom a claim came, or on whom it relies."""

    start: int
    end: int
    cue: int  #: the first character of the claim's cue
    who: Place | None
    added: tuple[Span, ...] = ()


def relayed(speech: Sequence[Span], field: Spoken) -> tuple[list[Span], Mapping[int, list[Place]]]:
    """The spans, in order, in which only who says something himself is a source of his own words; and, by the first
    character of a cue, through whom its claim came."""
    changes: list[Change] = []
    via: dict[int, list[Place]] = defaultdict(list)
    speech = list(_with_verbs(speech, field))
    for n, span in enumerate(speech):
        if span.label != "Cue" or (changes and span.start < changes[-1].end):
            continue
        change = next((found for reading in READINGS if (found := reading.read(speech, n, field))), None)
        if change is not None:
            changes.append(change)
            if change.who is not None:
                via[change.cue].append(change.who)
    return sorted(_changed(speech, changes, field.text)), via


def _with_verbs(speech: Sequence[Span], field: Spoken) -> Iterator[Span]:
    """The spans, parted where those who are cited run into the verb of who cites them: "media citing [unnamed sources
    reported that it fell]"."""
    for n, span in enumerate(speech):
        is_cited = n > 1 and [s.label for s in speech[n - 2 : n + 1]] == ["Source", "Cue", "Content"]
        citing = is_cited and field.match("citing alone", *speech[n - 1][:2])
        told = _told(span, field.text) if citing else None
        if told is None:
            yield span
            continue
        yield Span(span.start, told.start() - 1, "Content")
        yield Span(*told.span(), "Cue")
        yield Span(told.end() + 1, span.end, "Content")


def _told(span: Span, text: str) -> re.Match[str] | None:
    """The first verb of telling in a content, where somebody who speaks stands right before it and words after it."""
    before = ""
    for word in _WORD.finditer(text, span.start, min(span.end, span.start + _NAMED)):
        if word.end() + 1 < span.end and is_form(word[0], WORDS["telling"]):
            return word if is_form(before, SPEAKERS) else None
        before = word[0]
    return None


def _cites(speech: Sequence[Span], n: int, field: Spoken) -> re.Match[str] | None:
    return field.search("who cites", speech[n].start, speech[n].end)


def _according_to(speech: Sequence[Span], n: int, field: Spoken) -> Change | None:
    """ "The mayor said, according to the agency": the mayor, through the agency."""
    here, after = speech[n], speech[n + 1] if n + 1 < len(speech) else None
    if n == 0 or speech[n - 1].label != "Cue" or field.text[speech[n - 1].end : here.start] != ", ":
        return None
    is_told = after is not None and after.label == "Source" and after.start - here.end < 3
    if after is None or not is_told or field.said(here[:2]).lower() != "according to":
        return None
    return Change(here.start, after.end, speech[n - 1].start, after[:2])


def _quoted(speech: Sequence[Span], n: int, field: Spoken) -> Change | None:
    """ "State media quoted the mayor as saying ...": the mayor, through state media."""
    verb = _cites(speech, n, field)
    is_passive = verb is not None and field.search("is cited", verb.start() - 20, verb.start()) is not None
    name = "was quoted as saying" if is_passive else "quoted somebody as saying"
    match = field.match(name, verb.end()) if verb else None
    if verb is None or match is None or not field.same_sentence(match.end("cue"), verb.start()):
        return None
    before = speech[n - 1] if n and field.same_sentence(speech[n - 1].start, verb.start()) else None
    cue, who = Span(*match.span("cue"), "Cue"), match.span("who") if match["who"] else None
    if is_passive:
        is_who = before is not None and before.label != "Cue"
        source, via = before[:2] if before and is_who else None, who
    else:
        is_who = before is not None and before.label == "Source"
        source, via = who, before[:2] if before and is_who else None
    start = before.start if before and is_who else speech[n].start
    return Change(start, match.end(), cue.start, via, (Span(*source, "Source"), cue) if source else (cue,))


def _citing_somebody(speech: Sequence[Span], n: int, field: Spoken) -> Change | None:
    """ "Local media, citing unnamed sources, reported ...": local media, who rely on unnamed sources."""
    verb, following = _cites(speech, n, field), speech[n + 1 : n + 3]
    until = next((s.start - 1 for s in following if s.label == "Cue"), None)
    who = field.match("citing somebody", verb.start(), until) if verb else None
    if who is None or not _is_somebody(who, following, field):
        return None
    main = _main(speech, n, who.end(), field, is_aside=bool(n) and speech[n - 1].label == "Source")
    place = (who.start("who"), who.start("who") + len(who["who"].rstrip()))
    return Change(speech[n].start, who.end(), main, place) if main is not None else None


def _cited_by(speech: Sequence[Span], n: int, field: Spoken) -> Change | None:
    """ "The minister, quoted by the state agency, said ...": the minister, through the agency."""
    verb = _cites(speech, n, field)
    who = field.match("cited by somebody", verb.start()) if verb else None
    main = _main(speech, n, who.end(), field, is_aside=True) if who else None
    return Change(speech[n].start, who.end(), main, who.span("who")) if who and main is not None else None


READINGS = (
    Way("according to", _according_to, "{“40 farms closed,”|C} {she|S} {said|Q}, {according to|Q} {state radio|S}."),
    Way("as saying", _quoted, "{The paper|S} {quoted|Q} {Ann Lee as saying 40 farms closed|C}."),
    Way("citing", _citing_somebody, "{Local media|S}, {citing|Q} {two sources|C}, {said|Q} {40 farms closed|C}."),
    Way("cited by", _cited_by, "{Ann Lee|S}, {quoted|Q} by {state radio|S}, {said|Q} {40 farms closed|C}."),
)


def _main(speech: Sequence[Span], n: int, end: int, field: Spoken, *, is_aside: bool) -> int | None:
    """The first character of the cue that an aside belongs to: of the one right after it, or of that before it."""
    here = speech[n].start
    before = next((s for s in reversed(speech[max(0, n - 4) : n]) if s.label == "Cue"), None)
    after = next((s for s in speech[n + 1 : n + 5] if s.label == "Cue" and s.start >= end), None)
    if before is not None and not field.same_sentence(before.start, here):
        before = None
    if after is not None and (not field.same_sentence(after.start, here) or (before and after.start - end > _BESIDE)):
        after = None
    if after is not None and (is_aside or before is None):
        return after.start
    return before.start if before else None


def _is_somebody(who: re.Match[str], following: Sequence[Span], field: Spoken) -> bool:
    """Whether what is cited speaks: "citing unnamed officials", not "citing her work"."""
    if any(s.label == "Source" and s.start < who.end() and who.start() < s.end for s in following):
        return True
    more = field.search("more about whom one cites", *who.span("who"))
    words = [who["who"].split(), field.text[who.start("who") : more.start()].split() if more else []]
    return any(is_form(some[-1], SPEAKERS) for some in words if some)


def _changed(speech: Sequence[Span], changes: Sequence[Change], text: str) -> Iterator[Span]:
    for span in speech:
        change = next(iter(sharing(changes, span.start, span.end)), None)
        if change is None:
            yield span
        elif span.label == "Content":
            rest = text[change.end : span.end]
            start = change.end + len(rest) - len(rest.lstrip(", "))
            if span.end > start + 1:
                yield Span(start, span.end, "Content")
    for change in changes:
        yield from change.added
