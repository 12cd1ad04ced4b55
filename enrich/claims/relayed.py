"""Whom a source relies on or speaks through: "local media, citing unnamed sources, reported", "quoted the mayor as
saying", "said, quoted by the state agency"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newswire.enrich.claims.lemmas import SPEAKERS, WORDS, lemmas
from newswire.enrich.claims.sentences import Sentences
from newswire.enrich.lexicon.load import alternatives
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import Place

_VERB = re.compile(r"\b(?:quot|cit)(?:e|es|ed|ing)\b", re.I)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s(?:\w+\s)?$", re.I)
_AS_SAYING = rf"(?P<cue>as (?:{alternatives(WORDS['quoted'])}|telling \w+))\b[,:]?\s*"
#: "quoted the mayor as saying", "was quoted by the agency as saying"
_ACTIVE_SAYING = re.compile(rf"\s+(?P<who>[^;:\n]{{2,120}}?)\s{_AS_SAYING}")
_PASSIVE_SAYING = re.compile(rf"(?:\s+by\s(?P<by>[^;:\n]{{2,80}}?))?\s{_AS_SAYING}")
_CITING = re.compile(r"\s+(?P<who>[^,.;:\n]{2,80})")
_CITED_BY = re.compile(r"\s+by\s(?P<who>[^,.;:\n]{2,80})")
#: what comes before the participle: "the minister, quoted by", "said, as quoted by"
_ASIDE = re.compile(r"(?:,\s|\bas\s)$")
#: where what says more about somebody begins
_MORE = re.compile(r"\s(?:of|in|at|from|by|with|who|that|close|familiar|on|for)\b")
_WORD = re.compile(r"[\w'’-]+")
#: characters of who is cited, and the verb after them
_NAMED = 80
#: characters between an aside and the cue that it belongs to: ", later"
_BESIDE = 12


@dataclass(slots=True)
class Relayed:
    """Spans of speech without what only tells whom a source relies on."""

    speech: list[Span]
    via: Mapping[int, list[Place]]  #: first character of a cue -> through whom its claim came, or on whom it relies


@dataclass(slots=True)
class _Change:
    """What becomes of the spans from a cue on."""

    start: int
    end: int
    added: list[Span] = field(default_factory=list)


def relayed(speech: Sequence[Span], text: str, sentences: Sentences) -> Relayed:
    """The spans, in order, in which only who says something himself is a source of his own words."""
    changes: list[_Change] = []
    via: dict[int, list[Place]] = {}
    speech = list(_with_verbs(speech, text))
    for n, span in enumerate(speech):
        if span.label != "Cue" or (changes and span.start < changes[-1].end):
            continue
        if aside := _according(speech, n, text):
            changes.append(_Change(span.start, aside.end))
            via.setdefault(speech[n - 1].start, []).append((aside.start, aside.end))
            continue
        verb = _VERB.search(text, span.start, span.end)
        if verb is None:
            continue
        for read in (_as_saying, _citing, _cited_by):
            found = read(speech, n, verb, text, sentences)
            if found is not None:
                change, cue, who = found
                changes.append(change)
                if who is not None:
                    via.setdefault(cue, []).append(who)
                break
    return Relayed(sorted(_changed(speech, changes, text)), via) if changes else Relayed(list(speech), via)


def _with_verbs(speech: Sequence[Span], text: str) -> Iterator[Span]:
    """The spans, parted where those who are cited run into the verb of who cites them: "media citing [unnamed sources
    reported that it fell]"."""
    for n, span in enumerate(speech):
        cited = span.label == "Content" and n > 1 and speech[n - 1].label == "Cue" and speech[n - 2].label == "Source"
        verb = _VERB.fullmatch(text, speech[n - 1].start, speech[n - 1].end) if cited else None
        told = _told(text, span) if verb and verb[0].lower().endswith("ing") else None
        if told is None:
            yield span
            continue
        yield Span(span.start, told.start() - 1, "Content")
        yield Span(*told.span(), "Cue")
        yield Span(told.end() + 1, span.end, "Content")


def _told(text: str, span: Span) -> re.Match[str] | None:
    """The first verb of telling in a content, where somebody who speaks stands right before it and words after it."""
    before = ""
    for word in _WORD.finditer(text, span.start, min(span.end, span.start + _NAMED)):
        if word.end() + 1 < span.end and any(f in WORDS["telling"] for f in lemmas(word[0])):
            return word if any(f in SPEAKERS for f in lemmas(before)) else None
        before = word[0]
    return None


_Found = tuple[_Change, int, Place | None]


def _as_saying(speech: Sequence[Span], n: int, verb: re.Match[str], text: str, sentences: Sentences) -> _Found | None:
    """ "State media quoted the mayor as saying ...": the mayor, through state media."""
    is_passive = _PASSIVE.search(text, max(0, verb.start() - 20), verb.start()) is not None
    match = (_PASSIVE_SAYING if is_passive else _ACTIVE_SAYING).match(text, verb.end())
    if match is None or sentences.of(match.end("cue")) != sentences.of(verb.start()):
        return None
    before = speech[n - 1] if n and sentences.of(speech[n - 1].start) == sentences.of(verb.start()) else None
    change = _Change(speech[n].start, match.end(), [Span(*match.span("cue"), "Cue")])
    if not is_passive:
        change.added.append(Span(*match.span("who"), "Source"))
        if before is None or before.label != "Source":
            return change, match.start("cue"), None
        change.start = before.start
        return change, match.start("cue"), (before.start, before.end)
    if before is not None and before.label != "Cue":
        change.start = before.start
        change.added.append(Span(before.start, before.end, "Source"))
    return change, match.start("cue"), match.span("by") if match["by"] else None


def _according(speech: Sequence[Span], n: int, text: str) -> Span | None:
    """Through whom it is known what somebody said: "the mayor said, according to the agency"."""
    here, after = speech[n], speech[n + 1] if n + 1 < len(speech) else None
    if n == 0 or speech[n - 1].label != "Cue" or text[speech[n - 1].end : here.start] != ", ":
        return None
    is_told = after is not None and after.label == "Source" and after.start - here.end < 3
    return after if is_told and text[here.start : here.end].lower() == "according to" else None


def _citing(speech: Sequence[Span], n: int, verb: re.Match[str], text: str, sentences: Sentences) -> _Found | None:
    """ "Local media, citing unnamed sources, reported ...": local media, who rely on unnamed sources."""
    until = next((s.start - 1 for s in speech[n + 1 : n + 3] if s.label == "Cue"), len(text))
    who = _CITING.match(text, verb.end(), until) if verb[0].lower().endswith("ing") else None
    if who is None or not _is_somebody(who, speech[n + 1 : n + 3]):
        return None
    main = _main(speech, n, who.end(), sentences, is_aside=bool(n) and speech[n - 1].label == "Source")
    place = (who.start("who"), who.start("who") + len(who["who"].rstrip()))
    return (_Change(speech[n].start, who.end()), main, place) if main is not None else None


def _cited_by(speech: Sequence[Span], n: int, verb: re.Match[str], text: str, sentences: Sentences) -> _Found | None:
    """ "The minister, quoted by the state agency, said ...": the minister, through the agency."""
    if not _ASIDE.search(text, max(0, verb.start() - 4), verb.start()):
        return None
    who = _CITED_BY.match(text, verb.end())
    main = _main(speech, n, who.end(), sentences, is_aside=True) if who else None
    return (_Change(speech[n].start, who.end()), main, who.span("who")) if who and main is not None else None


def _main(speech: Sequence[Span], n: int, end: int, sentences: Sentences, *, is_aside: bool) -> int | None:
    """The first character of the cue that an aside belongs to: of the one right after it, or of that before it."""
    here = sentences.of(speech[n].start)
    before = next((s for s in reversed(speech[max(0, n - 4) : n]) if s.label == "Cue"), None)
    after = next((s for s in speech[n + 1 : n + 5] if s.label == "Cue" and s.start >= end), None)
    if before is not None and sentences.of(before.start) != here:
        before = None
    if after is not None and (sentences.of(after.start) != here or (before and after.start - end > _BESIDE)):
        after = None
    if after is not None and (is_aside or before is None):
        return after.start
    return before.start if before else None


def _is_somebody(who: re.Match[str], following: Sequence[Span]) -> bool:
    """Whether what is cited speaks: "citing unnamed officials", not "citing her work"."""
    if any(s.label == "Source" and s.start < who.end() and who.start() < s.end for s in following):
        return True
    said = who["who"]
    more = _MORE.search(said)
    heads = {said.split()[-1], (said[: more.start()] if more else said).split()[-1:][0] if said.split() else ""}
    return any(form in SPEAKERS for head in heads for form in lemmas(head))


def _changed(speech: Sequence[Span], changes: Sequence[_Change], text: str) -> Iterator[Span]:
    at = 0
    for span in speech:
        while at < len(changes) and changes[at].end <= span.start:
            at += 1
        if at < len(changes) and changes[at].start < span.end and span.start < changes[at].end:
            rest = text[changes[at].end : span.end]
            start = changes[at].end + len(rest) - len(rest.lstrip(", "))
            if span.label == "Content" and span.end > start + 1:
                yield Span(start, span.end, "Content")
            continue
        yield span
    for change in changes:
        yield from change.added
