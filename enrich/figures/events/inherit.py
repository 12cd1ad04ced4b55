"""Gives figures of an event the day and place that the text tells elsewhere, where it is plainly the same event.

Only what happened once takes a time from another sentence. What holds (the length of a term, the price of a ticket,
the seats of a chamber), what grew until now ("has killed") and what is older ("had killed") take none: a row
without a time misleads nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from enrich.figures.events.happened import RECALLED, Event, is_past, paragraph_of, sentences_before
from enrich.figures.events.scene import Scene
from enrich.figures.events.words import VERBS, WORDS
from enrich.passages.passage import is_readable
from stream.messages import Figure, When

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TOLLS = WORDS["tolls"]
_VICTIMS = WORDS["victims"]
#: of an event, and never of a price or an age
_EVENTFUL = frozenset(("count", "measure", "index", "score", "ratio", "duration", "money", "percent"))
#: sentences by which a story goes on about the same event
_GOES_ON = 3
#: kinds of figures that happen in a place
_SOMEWHERE = frozenset(("count", "index", "ratio", "measure", "duration", "score"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
_CLIMB = 8


def inherit(scene: Scene, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one field, those of an event with its day and place."""
    return [_dated(scene, f) if f.kind in _EVENTFUL else f for f in figures]


def _dated(scene: Scene, figure: Figure) -> Figure:
    span = scene.doc.char_span(figure.start, figure.end, alignment_mode="expand")
    if span is None or not is_readable(span.root) or scene.text[figure.end : figure.end + 1] == "-":
        return figure
    verb = _verb(span.root, figure)
    event = _event_of(scene, figure, span, verb)
    if event is None:
        return replace(figure, where=scene.place) if _is_where_it_was(scene, figure, span.root.sent, verb) else figure
    if figure.when is None:
        time = event.time
        figure = replace(figure, when=When(interval=time.interval, text=time.text, start=time.start, end=time.end))
    elif figure.when.interval != event.time.interval:
        return figure
    place = event.place or (scene.place if event.violent else None)
    if figure.where is None and place is not None and figure.kind in _SOMEWHERE:
        figure = replace(figure, where=place)
    return figure


def _is_where_it_was(scene: Scene, figure: Figure, sentence: Span, verb: Token | None) -> bool:
    """Whether a toll without place and time is at the place of the disaster that the text opens with."""
    if figure.where is not None or figure.kind not in _SOMEWHERE or scene.lead is None or not scene.lead.violent:
        return False
    what = figure.what.lemma if figure.what else ""
    told = what in _TOLLS or what in WORDS["violent"]
    after = sentence.start_char >= scene.lead.end and not scene.has_time(sentence) and not scene.has_place(sentence)
    return told and after and verb is not None and (is_past(verb) or _is_undated(verb))


def _event_of(scene: Scene, figure: Figure, span: Span, verb: Token | None) -> Event | None:
    what = figure.what.lemma if figure.what else ""
    sentence = span.root.sent
    own = scene.of(sentence)
    if figure.when is not None:
        return next((e for e in own if e.time.start == figure.when.start), None)
    toll = what in _TOLLS or bool(figure.counted and figure.counted.head in _VICTIMS)
    once = verb is not None and is_past(verb)
    if own:
        # "64 people have died and 1,200 have been injured in the quake that struck on Sunday"
        alike = once or (
            verb is not None and any(c.dep_ == "aux" and c.lower_ in ("have", "has") for c in verb.children)
        )
        return own[0] if toll and own[0].violent and alike and len(own) == 1 else None
    if scene.has_time(sentence):
        return None  # the sentence has a time, which is not the figure's: it tells more than one thing
    if not (once or (toll and _is_undated(verb))):
        return None
    finders: Sequence[Callable[[], Event | None]] = (
        lambda: _recalled(scene, sentence),
        lambda: _toll(scene, sentence.start_char) if toll else None,
        lambda: _held(scene, figure, what),
        lambda: _going_on(scene, sentence, verb) if once else None,
    )
    return next((e for find in finders if (e := find()) is not None), None)


def _recalled(scene: Scene, sentence: Span) -> Event | None:
    """The event that the sentence comes back to by a noun: "The crash killed seven"."""
    for token in sentence:
        noun = token.lemma_.lower()
        if token.pos_ != "NOUN" or noun not in RECALLED:
            continue
        if not any(c.lower_ in ("the", "this", "that") for c in token.children if c.dep_ == "det"):
            continue
        before = scene.before(sentence.start_char)
        for event in before:
            if noun in event.words or (RECALLED[noun] and RECALLED[noun] in event.words):
                return event
        if noun in WORDS["whatever"]:
            return next((e for e in before if e.violent), None)
    return None


def _toll(scene: Scene, at: int) -> Event | None:
    """The event that a toll is of: the latest of its paragraph, else the one that the text opens with."""
    paragraph = paragraph_of(scene.breaks, at)
    here = [e for e in scene.before(at) if e.paragraph == paragraph]
    if here:
        return here[0] if here[0].violent else None
    return scene.lead if scene.lead is not None and scene.lead.violent and scene.lead.end <= at else None


def _held(scene: Scene, figure: Figure, what: str) -> Event | None:
    """The game or vote that the text opens with, for what is counted in it."""
    lead, counted = scene.lead, figure.counted.head if figure.counted else ""
    if lead is None:
        return None
    played = bool(lead.words & {"win", "beat", "lead", "defeat", "lose", "score", "draw", "race", "medal", "record"})
    if played and (counted in WORDS["played"] or (figure.kind == "duration" and figure.unit in ("second", "minute"))):
        return lead
    voted = bool(lead.words & {"vote", "elect", "election", "reelect", "approve", "pass", "adopt", "reject"})
    takes = figure.kind == "count" and not counted and what in ("receive", "win", "get")
    return lead if voted and (counted in WORDS["voted"] or takes or what in ("vote", "defect")) else None


def _going_on(scene: Scene, sentence: Span, verb: Token | None) -> Event | None:
    """The event of a sentence shortly before in the paragraph, of which the same one is the subject."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None
    if subject is None or subject.pos_ == "NUM" or any(c.dep_ == "nummod" for c in subject.children):
        return None  # "two million people replied": those are others
    paragraph = paragraph_of(scene.breaks, sentence.start_char)
    for event in scene.before(sentence.start_char):
        if event.paragraph != paragraph:
            return None
        told = sum(1 for s in sentences_before(sentence, _GOES_ON) if event.end <= s.start_char)
        same = subject.lower_ == event.subject or subject.lower_ in _PRONOUNS
        return event if same and told < _GOES_ON else None
    return None


def _verb(token: Token, figure: Figure) -> Token | None:
    """The verb that the word of what happened hangs on, else that of the figure."""
    what = figure.what
    if what is not None:
        span = token.doc.char_span(what.start, what.end, alignment_mode="expand")
        if span is not None and abs(span.root.i - token.i) < len(token.sent):
            token = span.root
    for _ in range(_CLIMB):
        if token.pos_ in VERBS or token.head.i == token.i:
            break
        token = token.head
    return token if token.pos_ in VERBS else None


def _is_undated(verb: Token | None) -> bool:
    """Whether a toll's words leave open when it was: "five seriously injured"; "has killed" is until now."""
    if verb is None:
        return True
    over = verb.head
    if over.i != verb.i and over.pos_ in VERBS and not is_past(over):
        return False  # "it is the largest, burning 300 acres"
    return not any(c.dep_ == "aux" for c in verb.children) and verb.tag_ in ("VBN", "VBG")
