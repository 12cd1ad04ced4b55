"""Times: each expression of time in an article, and which of them a figure refers to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.lexicon.load import read_table
from enrich.passages.document import Document
from enrich.times.finder import FindTimes, find
from stream.messages import Time, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: verbs whose own time says when something was said, not when it was so
_SPEECH = frozenset(row[0] for row in read_table("en/claims/cues") if row[1] == "verb")
_REPORTING = frozenset(("report", "announce", "confirm", "publish", "release"))
#: a time that tells when the words inside their clause happened, whatever the verb: "a day after he said ..."
_RELATIONAL = (" after", " before")
#: named things whose name may hold a month or a weekday
_NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT"))
#: steps up from an expression to the word that it dates
_MAX_CLIMB = 4
#: times of a sentence that are looked at: the nearest
_MOST = 16


class Times:
    """Tags the expressions of time of each document."""

    name = "times"
    version = "3"

    def __init__(self, times: FindTimes = find) -> None:
        self._find = times

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            for field, text, parse in document.parsed():
                document.times.extend(
                    Time(
                        field=field,
                        text=text[e.start : e.end],
                        start=e.start,
                        end=e.end,
                        kind=e.reading.kind,
                        value=e.value,
                        interval=e.interval,
                    )
                    for e in self._find(text, parse, document.published, _names(document, field))
                )
        return batch


def _names(document: Document, field: str) -> list[tuple[int, int]]:
    return sorted((e.start, e.end) for e in document.entities if e.field == field and e.type in _NAMES)


def make(times: FindTimes = find) -> Times:
    """The tagger of times, with what finds them in a language."""
    return Times(times)


def time_of(start: int, end: int, field: str, parse: Doc, times: Sequence[Time]) -> When | None:
    """The time that the figure at `start:end` of `field` refers to, None where the text gives none.

    `parse` is the parse of that field, `times` what was found in the article. Of the times of the sentence counts
    the one that stands nearest above the figure in the tree, or below the thing that it counts; when something was
    said is not when it was so ("he said on Friday that 40 died").
    """
    span = parse.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    sentence = span.root.sent
    first, last = sentence.start_char, sentence.end_char
    candidates = [
        t
        for t in times
        if t.field == field and t.interval and first <= t.start < last and (t.end <= start or end <= t.start)
    ]
    if not candidates:
        return None
    path = [span.root, *span.root.ancestors]
    places = {token.i: n for n, token in enumerate(path)}
    candidates = sorted(candidates, key=lambda t: abs(t.start - start))[:_MOST]
    ranked = [(_distance(path, places, parse, t), abs(t.start - start), t) for t in candidates]
    near = [r for r in ranked if r[0] is not None]
    if near:
        best = min(near, key=lambda r: (r[0] or 0, r[1]))[2]
        return When(interval=_reaching(best, parse), text=best.text, start=best.start, end=best.end)
    return None


def _reaching(time: Time, parse: Doc) -> str | None:
    """The interval of a time, without end where its clause says since when: "since it broke out on 20 January"."""
    span = parse.char_span(time.start, time.end, alignment_mode="expand")
    first = (time.interval or "").partition("/")[0]
    verb = span.root if span is not None else None
    for _ in range(_MAX_CLIMB):
        if verb is None or verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    if verb is None or first in ("", "..") or verb.dep_ != "advcl":
        return time.interval
    return f"{first}/.." if any(c.dep_ == "mark" and c.lower_ == "since" for c in verb.children) else time.interval


def _distance(path: list[Token], places: dict[int, int], parse: Doc, time: Time) -> int | None:
    """How far the word that a time dates stands from a figure; None where it dates something else.

    `path` leads from the figure up to the root of its sentence; `places` tells where in it a token stands.
    """
    span = parse.char_span(time.start, time.end, alignment_mode="expand")
    if span is None:
        return None
    anchor = span.root
    for _ in range(_MAX_CLIMB):
        if anchor.pos_ in ("VERB", "AUX") or anchor.dep_ == "ROOT" or (anchor.pos_ == "NOUN" and anchor not in span):
            break
        anchor = anchor.head
    if anchor.i in places:
        above = places[anchor.i]
        held = path[above - 1].dep_ if above else ""
        # "reported 40 cases on Thursday": the report is of Thursday
        inside = held in ("ccomp", "xcomp") or (held == "dobj" and anchor.lemma_.lower() in _REPORTING)
        if anchor.lemma_.lower() in _SPEECH and inside and not time.text.endswith(_RELATIONAL):
            return None
        return above
    steps = 1
    for token in anchor.ancestors:
        if token.i in places:
            # below the figure's own phrase: "half of the shells used this year"
            return places[token.i] + steps + (4 if token.pos_ in ("VERB", "AUX") else 0)
        steps += 1
    return None
