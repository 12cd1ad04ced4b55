"""Speakers told by the form of a line or sentence.

A play's dialogue, "And from the mayor: ...", a quotation with a name after a dash, "According to the bank, ...", "The
bank raised its forecast to 4 percent", "Police reported 32 arrests".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newswire.enrich.claims.lemmas import is_form
from newswire.enrich.claims.rules import RULES, SPEAKERS, WORDS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import Place, sharing

#: the expressions, with groups `who`, `cue` and `said`, and the doubts that what they match is what somebody says
_FORMS = {
    "speaker of a play": ("place", "dateline", "headline"),
    "word from somebody": ("place",),
    "according to": ("source was read",),
    "by somebody's count": ("source was read",),
    "by reports": (),
    "hearsay": ("somebody's words",),
    "forecast that moves": ("more was read",),
    "report of a number": ("more was read", "tells nothing"),
}


def add(speech: Sequence[Span], field: Spoken) -> list[Span]:
    """The spans with those that the layout shows in place of what was read there."""
    turns = list(_turns(field))
    asked = [said for _, said, asks in turns if asks]
    asked += [m.span() for m in field.each("speaker of a play") if m["who"] == "Q"]
    questions = [Span(*said, "Question") for said in sorted(asked)]
    answers = [(match, said) for match, said, asks in turns if not asks]
    shown = sorted(
        span
        for match, said in (*answers, *_matches(speech, field))
        if not sharing(questions, *said)
        for span in _spans(match, said)
    )
    taken = sorted([*shown, *questions])
    return sorted([*shown, *(s for s in speech if not sharing(taken, s.start, s.end))])


def _matches(speech: Sequence[Span], field: Spoken) -> Iterator[tuple[re.Match[str], Place]]:
    for name, doubts in _FORMS.items():
        for match in field.each(name):
            if not any(doubt.read(match, speech, field) for doubt in DOUBTS if doubt.name in doubts):
                yield match, match.span("said")
    for quotation in field.quoted:
        named = field.match("name after a dash", quotation.end)
        if named and named["who"][0].isupper():
            yield named, (quotation.start, quotation.end)


def _is_place(match: re.Match[str], speech: Sequence[Span], field: Spoken) -> bool:
    start = match.start("who")
    return any(e.start == start and e.type in ("GPE", "LOC", "FAC") for e in field.names_at(start, start + 1))


def _is_dateline(match: re.Match[str], speech: Sequence[Span], field: Spoken) -> bool:
    return match.start() == 0 and " " not in match["who"] and f"\n{match['who']}:" not in field.text


def _is_headline(match: re.Match[str], speech: Sequence[Span], field: Spoken) -> bool:
    return not (match["who"].isupper() or _is_read("Source", match.span("who"), speech))


def _has_source(match: re.Match[str], speech: Sequence[Span], field: Spoken) -> bool:
    return _is_read("Source", match.span("who"), speech)


def _is_somebodys(match: re.Match[str], speech: Sequence[Span], field: Spoken) -> bool:
    return any(s.label == "Content" and s.start < match.start() for s in sharing(speech, *match.span("cue")))


def _says_more(match: re.Match[str], speech: Sequence[Span], field: Spoken) -> bool:
    # of "expected winds of 100 mph" the encoder read "winds" alone
    read = [s for s in sharing(speech, *match.span()) if s.end > match.end("cue")]
    return any(s.label != "Content" or s.end > match.end("said") for s in read)


def _tells_nothing(match: re.Match[str], speech: Sequence[Span], field: Spoken) -> bool:
    """Whether things do it, too, or bands, or places."""
    who, verb = match["who"], match["cue"]
    last = who.rpartition(" ")[2]
    if is_form(last, SPEAKERS):
        return False
    if last[0].isupper():
        return verb in WORDS["listing"] or RULES["name that reports"].match(who) is None
    return verb in WORDS["listing"] | {"counted"} or not (who in ("it", "they") or who.lower().startswith("the "))


def _is_read(label: str, place: Place, speech: Sequence[Span]) -> bool:
    return any(s.label == label for s in sharing(speech, *place))


DOUBTS = (
    Way("place", _is_place, r"It rained.\n\nOSLO: The bank opens 40 schools in spring."),
    Way("dateline", _is_dateline, "VIK: The bank opens 40 schools in spring."),
    Way("headline", _is_headline, "It rained.\nHarbour Poll: Wealthy voters leave the party."),
    Way("source was read", _has_source, "According to {the bank|S}, 40 farms have closed."),
    Way("somebody's words", _is_somebodys, "{Ann Lee|S} {said|Q} {the flood had reportedly 40 victims|C}."),
    Way("more was read", _says_more, "Police reported {40 thefts|C}, {Ann Lee|S} {said|Q}."),
    Way("tells nothing", _tells_nothing, "Oslo recorded 40 songs."),
)


def _turns(field: Spoken) -> Iterator[tuple[re.Match[str], Place, bool]]:
    """Each turn of an interview, and whether its speaker is who asks: the writer; the last one is a paragraph, as what
    comes after it is told by nobody."""
    turns, text = list(field.each("turn of an interview")), field.text
    asked: Counter[str] = Counter()
    said: list[str] = []
    for n, turn in enumerate(turns):
        until = turns[n + 1].start() if n + 1 < len(turns) else text.find("\n", turn.end())
        said.append(text[turn.end() : until if until >= 0 else len(text)].rstrip())
        asked[turn["who"]] += 1 if said[-1].endswith("?") else -1
    for turn, words in zip(turns, said, strict=True):
        if words:
            yield turn, (turn.end(), turn.end() + len(words)), asked[turn["who"]] > 0


def _spans(match: re.Match[str], said: Place) -> Iterator[Span]:
    if "who" in match.re.groupindex:
        yield Span(*match.span("who"), "Source")
    yield Span(*match.span("cue"), "Cue")
    yield Span(*said, "Content")
