"""Figures: each number of a text with its value, bound, unit, thing counted, time and claim.

What a number is, is found in steps that each have their file: numbers (values), units, bounds, changes,
quantity (ranges and scores), exclusions (what is no figure), counted (over the parse), context (who, when).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from enrich.bounds import find_bound
from enrich.changes import find_change
from enrich.context import find_claim, find_status, find_when
from enrich.counted import find_counted, find_phrase, is_people
from enrich.document import Document, Enricher
from enrich.exclusions import is_address, is_name_of, is_named, is_pronoun, masked, within
from enrich.number import Number, Value
from enrich.numbers import find_numbers
from enrich.quantity import Quantity, join
from enrich.units import find_unit, scaled_letter
from stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: entities that may hold a number as part of their name
_NAMES = frozenset(["ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "WEAPON", "LOC", "GPE"])
_MINUS = re.compile(r"(?:(?<=[\s($£€])|^)(?:[-−]|minus[- ])$", re.IGNORECASE)
_AGE_BEHIND = re.compile(r"\s?[,.;)―—–]|$")
_INDEX = re.compile(
    r"\b(?:Dow|Nasdaq|S&P|FTSE|index|Index|Nikkei|Sensex|Nifty|Hang Seng|DAX|CAC|ASX|TSX|Stoxx|STOXX|Industrials)\b"
)


class FigureTagger:
    """Finds the figures of each document, behind entities, times and claims."""

    name = "figures"
    version = "1"

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            for field, text, doc in document.parsed():
                document.figures.extend(find_figures(document, field, text, doc))
        return batch


def make() -> Enricher:
    """The tagger; its lexicons come with the package."""
    return FigureTagger()


def find_figures(document: Document, field: str, text: str, doc: Doc) -> Iterator[Figure]:
    """The figures of one field, in order."""
    numbers = find_numbers(text)
    if not numbers:
        return
    names = [(e.start, e.end) for e in document.entities if e.field == field and e.type in _NAMES]
    dates = [(t.start, t.end) for t in document.times if t.field == field and t.kind != "duration"]
    masks = masked(text)
    found: list[Quantity] = []
    for number in reversed(numbers):
        quantity = _quantity(text, doc, number)
        if not quantity or _is_excluded(text, doc, quantity, names, dates, masks):
            continue
        if not _leads_to_none(text, number, found, numbers):
            found.append(quantity)
    found.reverse()
    for quantity in join(text, found):
        yield _figure(document, field, text, doc, quantity)


def _quantity(text: str, doc: Doc, number: Number) -> Quantity | None:
    """The number with unit, sign, bound and change."""
    unit = find_unit(text, number)
    start, end = (unit.start, unit.end) if unit else (number.start, number.end)
    low, high = number.low, number.high
    letter_end = number.end + len(number.letter)
    if number.letter and not (unit and unit.kind not in ("money",) and unit.end > number.end):
        factor, letter_end = scaled_letter(text, number, money=bool(unit), counts=_counts(text, letter_end))
        if letter_end == number.end:
            return None
        low, high, end = _times(low, factor), _times(high, factor), max(end, letter_end)
        number = number._replace(end=letter_end, scale=int(factor), letter="")
    if unit and unit.factor != 1:
        low, high = _times(low, unit.factor), _times(high, unit.factor)
    sign = _MINUS.search(text[max(0, number.start - 16) : number.start])
    if sign and not text[: number.start - len(sign[0])].endswith(("plus or ", "+/", "give or take ")):
        low, high = -high, -low
        start = min(start, number.start - len(sign[0]))
    kind = (
        unit.kind if unit else {"fraction": "ratio", "ratio": "ratio", "ordinal": "ordinal"}.get(number.form, "count")
    )
    if number.form == "ordinal":
        return Quantity(number, start, end, low, high, None, "exact", None, kind, last=number.end)
    bound = find_bound(text, start, end, number.end).name
    if number.form == "vague" and bound == "exact":
        bound = "about"
    return Quantity(
        number, start, end, low, high, unit, bound, find_change(text, start, end, kind=kind), kind, last=number.end
    )


def _counts(text: str, end: int) -> bool:
    """Whether a plural follows, so that the letter before it is a scale: "2m people"."""
    return bool(re.compile(r"\s(?:[a-z]+\s)?[a-z]{3,}(?:s|people|men|women|children)\b").match(text, end))


def _times(value: Value, factor: float) -> Value:
    result = round(value * factor, 9)
    return int(result) if float(result).is_integer() and abs(result) < 1e15 else result


def _is_excluded(
    text: str,
    doc: Doc,
    quantity: Quantity,
    names: list[tuple[int, int]],
    dates: list[tuple[int, int]],
    masks: list[tuple[int, int]],
) -> bool:
    number, unit = quantity.number, quantity.unit
    start, end = number.start, number.end
    if within(masks, start, end):
        return True
    if within(dates, start, end) and not (unit and unit.kind in ("duration", "age", "money", "percent")):
        return True
    # a name may hold a number, but seldom begins with one: "Group of 20"
    if any(s < start < e for s, e in names) and not (unit and unit.kind in ("money", "percent")):
        return True
    if is_named(text, number, unit):
        return True
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return True
    if number.form == "ordinal":
        return not _is_ordinal(doc, span.end - 1)
    if unit:
        return False
    if number.form == "words" and number.low == 1 and text[start:end].lower() == "one":
        return is_pronoun(doc, span.start, text, end)
    if is_name_of(doc, span.start, span.end - 1, number):
        return True
    phrase = find_phrase(doc, span.end - 1)
    return phrase is not None and is_address(doc, span.start, phrase[1], number)


def _leads_to_none(text: str, number: Number, found: list[Quantity], numbers: list[Number]) -> bool:
    """Whether the number is the first half of what is no figure: 16 in "16-18 Station Road"."""
    joined = text[number.end : number.end + 1] in ("-", "–")
    after = next((n for n in numbers if n.start == number.end + 1), None) if joined else None
    return after is not None and (not found or found[-1].number.start != after.start)


def _is_ordinal(doc: Doc, last: int) -> bool:
    """Whether an ordinal numbers a noun: "first step"; not "at first", "First, ...", "a second ago"."""
    token = doc[last]
    return token.pos_ in ("ADJ", "NUM") and token.dep_ in ("amod", "nummod", "compound") and token.head.i > last


def _figure(document: Document, field: str, text: str, doc: Doc, q: Quantity) -> Figure:
    number_end = q.last
    span = doc.char_span(q.start, max(q.end, number_end), alignment_mode="expand")
    assert span is not None  # the quantity was cut from this parse
    token = span.root
    counted: Counted | None = None
    if q.kind != "score" and q.kind != "odds":
        counted = find_counted(text, doc, span.end - 1, of=_needs_of(q))
    unit, kind = (q.unit.id if q.unit else None), q.kind
    if unit is None and kind == "count":
        if not counted and q.low == q.high and _is_age(text, doc, q, document, field):
            unit, kind, counted = "year-person", "age", None
        elif counted and (is_people(counted.head) or _is_nationality(document, field, counted)):
            unit = "person"
        elif counted and counted.head == "point" and _INDEX.search(span.sent.text):
            kind = "index"
    elif unit is None and kind in ("ratio", "ordinal") and counted and is_people(counted.head) and kind == "ratio":
        unit = None
    index = find_claim(document.claims, field, q.start, q.end)
    claim = document.claims[index] if index is not None else None
    said_at = claim.cue.start if claim and claim.cue else None
    times = [t for t in document.times if t.field == field]
    single = q.low == q.high
    return Figure(
        field=field,
        text=text[q.start : q.end],
        start=q.start,
        end=q.end,
        kind=kind,
        value=q.low if single and not q.parts else None,
        low=None if single or q.parts else q.low,
        high=None if single or q.parts else q.high,
        bound=q.bound,
        unit=unit,
        counted=counted,
        change=q.change,
        when=find_when(doc, token, times, q.start, q.end, said_at) if times else None,
        claim=index,
        status=find_status(token, claim, q.bound, text[max(0, q.start - 16) : q.start]),
        parts=q.parts,
    )


def _needs_of(q: Quantity) -> bool:
    """Whether only what stands behind an "of" is counted: units come between a number and its noun."""
    return q.unit is not None or q.number.form in ("fraction", "ratio")


def _is_age(text: str, doc: Doc, q: Quantity, document: Document, field: str) -> bool:
    """ "Ivan Petrov, 34, said", "aged 34", "at the age of 34"."""
    if not isinstance(q.low, int) or not 0 < q.low < 120 or q.number.scale > 1:
        return False
    before, behind = text[max(0, q.start - 24) : q.start], text[q.end : q.end + 8]
    if re.search(r"\b(?:aged|ages|age of|age|turned|turns|turning)\s+(?:between\s)?$", before):
        return True
    if q.low >= 12 and _says_age(doc, q):
        return True
    if not re.search(r",\s$|\s\($", before) or not _AGE_BEHIND.match(behind):
        return False
    at = q.start - 2
    name = doc.char_span(at - 1, at, alignment_mode="expand")
    if before.endswith(", ") and q.low > 14 and behind.startswith(",") and name and name[-1].pos_ == "PROPN":
        return name[-1].ent_type_ not in ("GPE", "DATE", "LOC", "FAC")
    people = [e for e in document.entities if e.field == field and e.type == "PERSON" and e.end in (at, at - 1)]
    return bool(people)


def _says_age(doc: Doc, q: Quantity) -> bool:
    """ "He will be 35 by then", "who is 70": somebody is a bare number."""
    span = doc.char_span(q.start, q.end, alignment_mode="expand")
    if span is None or span.root.dep_ not in ("attr", "acomp", "oprd") or span.root.head.lemma_ not in ("be", "turn"):
        return False
    subjects = [t for t in span.root.head.children if t.dep_ == "nsubj"]
    return any(t.lower_ in ("he", "she", "i", "who") or t.ent_type_ == "PERSON" for t in subjects)


def _is_nationality(document: Document, field: str, counted: Counted) -> bool:
    """Whether people are counted by where they come from: "40 North Koreans"."""
    return any(e.type == "NORP" and e.field == field and e.end == counted.end for e in document.entities)
