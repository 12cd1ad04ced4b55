"""The thing counted where it stands apart from its number: "troops ... 1,500 of them", "of the 300 men, 40 were"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newswire.enrich.figures.counted.phrase import lemma
from newswire.enrich.figures.near import NEAR
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.numbers.number import Value
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LEXICON = read_toml("en/counted/words")
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"))
_OF_THEM = re.compile(r"\s+of\s+(them|whom|which|those)\b", re.IGNORECASE)
#: "200 tanks, of which 60 can drive"
_OF_WHICH = re.compile(
    r"\bof (?:which|whom|them|these|those),?\s"
    rf"{NEAR}*$",
    re.IGNORECASE,
)
_OF_THE = re.compile(
    r"(?:^|[.;:]\s+|,\s|\bout )of (?:the|these|those|its|their|all|about|some|more than)\b", re.IGNORECASE
)
#: what only people do or suffer
_ONLY_PEOPLE = re.compile(
    r"\s(?:(?:were|are|have been|had been|was|others were|seriously|badly|critically|still"
    r"|reported|confirmed|feared|believed|being|left)\s)*"
    r"(?:killed|wounded|injured|hurt|dead"
    r"|aboard|on board"
    r"|missing|arrested|detained|hospitali[sz]ed|homeless|jobless|unemployed|evacuated|died|marched|protested|rallied|fled"
    r"|attended|enrolled|wed|starved|drowned|infected|vaccinated"
    r"|displaced|stranded|imprisoned|jailed|trapped|unaccounted)\b"
)
_DEAD = frozenset(_LEXICON["done_to_people"]["words"])


#: characters before a number in which what it is a part of is looked for
_REACH = 240
#: what only people do
_MORTAL = frozenset(_LEXICON["done_by_people"]["words"])
#: between a noun and how many of them: "the employees (two were dead)", "the number of women, 102, is"
_ASIDE = re.compile(rf"(?<=[a-z])(?:\s\(|,\s){NEAR}?$")
_ASIDE_END = re.compile(r"[,.;)]")
#: that a text has counted before: "the eight", "these three"
_THE = re.compile(r"\b(?:the|these|those|all)\s$", re.IGNORECASE)
_MORE = re.compile(r"\s(?:more|others)\b")
#: what is done to things rather than to people
_OF_THINGS = frozenset(_LEXICON["of_things"]["words"])
_ACTS = re.compile(r"\s(?:were|have|had)\s")
#: figures before a number of which it may be a part
_FIGURES, _TOLD = 6, 40


def find_antecedent(text: str, doc: Doc, number: Span, end: int, earlier: Figure | None) -> Counted | None:
    """What the number counts that has no noun after it, None where the sentence does not say."""
    sentence = number.sent
    before = earlier if earlier and earlier.counted and earlier.start >= sentence.start_char else None
    if m := _OF_THEM.match(text, end):
        if (said := _said_after(doc, end + len(m[0]))) is not None:
            return Counted(text=said.text, start=said.idx, end=said.idx + len(said.text), head=lemma(said))
        if before and before.counted and m[1].lower() == "those":
            return before.counted
        noun = _antecedent(sentence, number, people=m[1].lower() == "whom")
        if noun is None and before is None and m[1].lower() == "them":
            noun = _subject_before(doc, sentence)
        if before and before.counted and (noun is None or noun.idx <= before.counted.start):
            return before.counted
        return (
            Counted(text=noun.text, start=noun.idx, end=noun.idx + len(noun.text), head=lemma(noun)) if noun else None
        )
    if _ASIDE.search(text, max(0, number.start_char - 24), number.start_char) and (noun := _aside(doc, number)):
        return Counted(text=noun.text, start=noun.idx, end=noun.idx + len(noun.text), head=lemma(noun))
    if before and before.counted and _OF_WHICH.search(text, max(before.end, number.start_char - 48), number.start_char):
        return before.counted
    root = number.root
    opens = before and _OF_THE.search(
        text[max(0, sentence.start_char - 2, number.start_char - _REACH) : number.start_char]
    )
    if before and opens and root.dep_ in ("nsubj", "nsubjpass") and before.end < number.start_char:
        return before.counted
    return None


def find_same(
    text: str, number: Span, limits: tuple[Value, Value], before: Sequence[Figure]
) -> tuple[Counted | None, str | None] | None:
    """What a number without a noun counts, and its unit, by the figures before it; `limits` are its value.

    "The eight" are those that were eight before, "two more" are of the same, and "33 fled" are people or a part of what
    the sentence or the one before has counted. None where the number may count anything.
    """
    low, high = limits
    counts = [f for f in before[-_TOLD:] if f.kind == "count" and (f.counted or f.unit)]
    if _THE.search(text, max(0, number.start_char - 8), number.start_char) and any(
        f.value == low and f.unit == "person" for f in counts
    ):
        return None, "person"
    doc, sentence, root = number.doc, number.sent, number.root
    near = sentence.start_char
    if sentence.start and "\n" not in text[doc[sentence.start - 1].sent.start_char : near].strip():
        near = doc[sentence.start - 1].sent.start_char
    last = next((f for f in reversed(counts[-_FIGURES:]) if f.start >= near), None)
    if _MORE.match(text, number.end_char) and last:
        return (last.counted if last.unit != "person" else None), last.unit
    acts = root.dep_ in ("nsubj", "nsubjpass") or _ACTS.match(text, number.end_char)
    if not acts or not isinstance(low, int) or low < 2:
        return None
    if last and last.unit == "person":
        return None, "person"
    if last and high <= (last.value or last.high or 0):
        return last.counted, last.unit
    verb = root.head if root.head.pos_ == "VERB" else next((t for t in root.ancestors if t.pos_ == "VERB"), root)
    return (None, "person") if verb.lemma_.lower() not in _OF_THINGS else None


def is_of_people(text: str, number: Span, end: int) -> bool:
    """Whether what happens to the number happens to people: "killed 12 and wounded 30", "30 wounded", "200 fled"."""
    root = number.root
    if _ONLY_PEOPLE.match(text, end):
        return True
    if root.dep_ == "nummod" and root.head.lower_ in ("more", "others"):
        root = root.head  # "killing seven and injuring three more"
    verb = root.head.lemma_.lower()
    return (root.dep_ in ("dobj", "nsubjpass") and verb in _DEAD) or (root.dep_ == "nsubj" and verb in _MORTAL)


def _said_after(doc: Doc, at: int) -> Token | None:
    """Who they are, in "eight of them children"."""
    span = doc.char_span(at, at + 2, alignment_mode="expand")
    if span is None:
        return None
    noun = next((t for t in span if t.idx > at), None)
    ends = noun is not None and (noun.i + 1 >= len(doc) or doc[noun.i + 1].is_punct or doc[noun.i + 1].lower_ == "and")
    return noun if noun is not None and ends and noun.tag_ in ("NNS", "NNPS") else None


def _antecedent(sentence: Span, number: Span, *, people: bool) -> Token | None:
    """The plural that "them" or "whom" stands for: the nearest, of people for "whom"; a subject before others."""
    plurals = [t for t in sentence if t.i < number.start and t.tag_ in ("NNS", "NNPS") and lemma(t) not in _TIMES]
    if people:
        plurals = [t for t in plurals if is_people(lemma(t))]
    subjects = [t for t in plurals if t.dep_ in ("nsubj", "nsubjpass")]
    chosen = subjects if subjects and not people else plurals
    return chosen[-1] if chosen else None


def _subject_before(doc: Doc, sentence: Span) -> Token | None:
    """Of whom the sentence before tells: "Voters went another way. More than 100,000 of them ..."."""
    if sentence.start == 0:
        return None
    told = doc[sentence.start - 1].sent
    return next((t for t in told if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ in ("NNS", "NNPS")), None)


def _aside(doc: Doc, number: Span) -> Token | None:
    """The plural before the bracket or comma after which a number stands."""
    bracket = next((t for t in list(doc[max(0, number.start - 4) : number.start])[::-1] if t.text in ("(", ",")), None)
    noun = doc[bracket.i - 1] if bracket is not None and bracket.i else None
    in_bracket = bracket is not None and bracket.text == "(" and number.root.dep_.startswith("nsubj")
    told = in_bracket or bool(_ASIDE_END.match(doc[number.end : number.end + 1].text))
    return noun if noun is not None and noun.tag_ in ("NNS", "NNPS") and told else None
