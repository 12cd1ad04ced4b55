"""The events that a text tells with their day: what happened, when and where."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from newswire.enrich.figures.events.where import find_where
from newswire.enrich.figures.events.words import NOUNS, SPEECH, VERBS, WORDS
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.readable import is_readable
from newswire.stream.messages import Mention, Time

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TOLD = WORDS["violent"] | WORDS["happenings"] | WORDS["tolls"]
#: an event is told with a day, or with few
_FEW_DAYS = 3
_CLIMB = 6


class Event(NamedTuple):
    """One event, from the sentence that tells its day."""

    end: int  #: of its sentence
    paragraph: int  #: number of its paragraph
    time: Time
    place: Mention | None
    violent: bool  #: whether people may have died in it


def find_events(passage: Passage) -> list[Event]:
    """The events of one field in order."""
    found = []
    for time in passage.times:
        if time.kind not in ("date", "time") or not _is_past_day(time, passage.published):
            continue
        span = passage.parse.char_span(time.start, time.end, alignment_mode="expand")
        event = _event(passage, span, time) if span is not None and is_readable(span.root) else None
        if event is not None:
            found.append(event)
    return found


def is_past(verb: Token) -> bool:
    """Whether a verb tells what happened once: "struck", "was killed", "killing" beside such a verb; not "has killed",
    "had killed", "kills", "would kill"."""
    for _ in range(_CLIMB):
        if verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_ in ("aux", "auxpass")):
            return True
        if verb.tag_ not in ("VBG", "VBN", "VB") or verb.head.i == verb.i:
            return False
        over = verb.head
        while over.pos_ not in VERBS and over.head.i != over.i:
            over = over.head
        if over.pos_ not in VERBS:
            return (
                verb.tag_ == "VBN"
            )  # "A bus that carried 40 overturned", which the parser took for "a bus overturned by"
        verb = over
    return False


def _garden_path(root: Token) -> Token | None:
    """The verb of a sentence that the parser took for a noun with participles: "A bus carrying children overturned"."""
    if root.pos_ not in NOUNS or root.head.i != root.i:
        return None
    return next((c for c in root.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)


def verb_over(token: Token, most: int) -> Token | None:
    """The verb that a token is or hangs under, at most this many steps away; None where there is none."""
    for _ in range(most):
        if token.pos_ in VERBS:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def days(interval: str | None) -> tuple[date, date] | None:
    """Both ends of an interval that is closed."""
    first, _, last = (interval or "").partition("/")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None


def _is_past_day(time: Time, until: date | None) -> bool:
    ends = days(time.interval)
    return ends is not None and (ends[1] - ends[0]).days <= _FEW_DAYS and (until is None or ends[0] <= until)


def _event(passage: Passage, span: Span, time: Time) -> Event | None:
    sentence, anchor = span.root.sent, span.root
    for _ in range(_CLIMB):
        if anchor.pos_ in VERBS:
            break
        anchor = anchor.head
    if anchor.dep_ == "acl":
        anchor = _garden_path(anchor.head) or anchor
    if anchor.pos_ not in VERBS or anchor.lemma_.lower() in SPEECH or not is_past(anchor):
        return None
    words = {t.lemma_.lower() for t in anchor.subtree if t.pos_ in ("VERB", "NOUN")}
    return Event(
        end=sentence.end_char,
        paragraph=passage.paragraph(sentence.start_char),
        time=time,
        place=find_where(passage, anchor, "count", None),
        violent=bool(words & _TOLD),
    )
