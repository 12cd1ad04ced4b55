"""Figures: each number of a text with its value, bound, unit, thing counted, time and claim.

What a number is, is found in steps that each have their file: numbers (values), units, bounds, changes,
quantity (ranges and scores), exclusions (what is no figure), counted (over the parse), context (who, when).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.ages import is_age
from enrich.apart import find_apart, is_of_people
from enrich.bounds import find_bound
from enrich.changes import find_change
from enrich.context import find_claim, find_status, find_when
from enrich.counted import find_counted, is_people
from enrich.document import Document, Enricher
from enrich.dollars import resolve
from enrich.ellipsis import complete
from enrich.exclusions import Exclusions
from enrich.number import Number, Value, exact
from enrich.numbers import find_numbers
from enrich.quantity import Quantity, join
from enrich.rates import is_base, rate
from enrich.sharing import share
from enrich.units import find_and_half, find_unit, scaled_letter
from stream.messages import Counted, Figure, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: what can be counted in millions, and no race: "100m hurdles"
_PLURAL = re.compile(
    r"\s(?!(?:hurdles|heats|finals|races|sprints|sights|across)\b)[a-z]*(?:[a-z]{3}s|people|men|women|children)\b"
)
#: "75 -300mm" and "0 -5" are ranges
_MINUS = re.compile(r"(?:(?<=[\s($£€])(?<!\d\s)|^)(?:[-−]|(?:minus|negative)[- ])$", re.IGNORECASE)
_POINTS = re.compile(r"(?:\s+|-)points?\b")
#: in a game points are added, too
_ADDED = re.compile(r"\badd(?:s|ed|ing)?\s(?:[\w-]+\s){0,3}$")
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
            document.figures[:] = resolve(document.texts.values(), document.figures)
        return batch


def make() -> Enricher:
    """The tagger; its lexicons come with the package."""
    return FigureTagger()


def find_figures(document: Document, field: str, text: str, doc: Doc) -> list[Figure]:
    """The figures of one field, in order."""
    numbers = find_numbers(text)
    if not numbers:
        return []
    exclusions = Exclusions(document, field, text)
    times = sorted((t for t in document.times if t.field == field), key=lambda t: t.start)
    found: list[Quantity] = []
    after: Number | None = None
    for number in reversed(numbers):
        quantity = _quantity(text, number)
        kept = quantity is not None and not is_base(text, number) and not exclusions.hold(doc, number, quantity.unit)
        if kept and after and not (found and found[-1].number.start == after.start):
            # 16 in "16-18 Station Road" leads to what is no figure
            kept = not (after.start == number.end + 1 and text[number.end] in "-–")
        if quantity and kept:
            found.append(quantity)
        after = number
    found.reverse()
    figures: list[Figure] = []
    for quantity in complete(text, join(text, found)):
        figures.append(_figure(document, field, text, doc, quantity, times, figures[-1] if figures else None))
    return rate(text, share(text, figures))


def _quantity(text: str, number: Number) -> Quantity | None:
    """The number with unit, sign, bound and change."""
    if number.form == "fraction" and (whole := find_and_half(text, number)):
        bound = find_bound(text, whole.start, number.end).name
        value = exact(1 + number.low)
        return Quantity(
            number, whole.start, number.end, value, value, whole, bound, None, whole.kind, last=number.end
        )  # fmt: skip
    unit = find_unit(text, number)
    start, end = (unit.start, unit.end) if unit else (number.start, number.end)
    low, high = number.low, number.high
    letter_end = number.end + len(number.letter)
    counts = bool(number.letter) and bool(_PLURAL.match(text, letter_end))
    if counts and unit and unit.kind != "money" and unit.end == letter_end:
        unit, end = None, number.end  # a scale and no metre: "2m people"
    if number.letter and not (unit and unit.kind != "money"):
        factor, letter_end = scaled_letter(text, number, money=bool(unit), counts=counts)
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
        number,
        start,
        end,
        low,
        high,
        unit,
        bound,
        find_change(text, start, end, kind="index" if _are_points(text, start, end) else kind),
        kind,
        last=number.end,
    )


def _are_points(text: str, start: int, end: int) -> bool:
    """Whether points of an index or a poll are said; those that a player adds are of a game."""
    if not _POINTS.match(text, end):
        return False
    return not _ADDED.search(text, max(0, start - 32), start) or bool(_INDEX.search(text, max(0, start - 160), end))


def _times(value: Value, factor: float) -> Value:
    return exact(value * factor)


def _figure(
    document: Document, field: str, text: str, doc: Doc, q: Quantity, times: Sequence[Time], earlier: Figure | None
) -> Figure:
    number_end = q.last
    span = doc.char_span(q.start, max(q.end, number_end), alignment_mode="expand")
    assert span is not None  # the quantity was cut from this parse
    token = span.root
    counted: Counted | None = None
    if q.kind != "score" and q.kind != "odds":
        counted = find_counted(text, doc, span.end - 1, of=_needs_of(q))
    unit, kind = (q.unit.id if q.unit else None), q.kind
    if unit is None and kind in ("count", "ratio") and not counted:
        counted = find_apart(text, doc, span, q.end, earlier)
    if unit is None and kind == "count":
        if not counted and q.number.form != "vague" and is_age(text, doc, q, document, field):
            unit, kind, counted = "year-person", "age", None
        elif _are_people(document, field, text, counted, span, q.end, earlier):
            unit = "person"
        elif counted and counted.head == "point" and _INDEX.search(span.sent.text):
            kind = "index"
    index = find_claim(document.claims, field, q.start, q.end)
    claim = document.claims[index] if index is not None else None
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
        when=find_when(doc, field, token, times, q.start, q.end) if times else None,
        claim=index,
        status=find_status(token, claim, q.bound, text[max(0, q.start - 16) : q.start]),
        parts=q.parts,
    )


def _needs_of(q: Quantity) -> bool:
    """Whether only what stands behind an "of" is counted: units come between a number and its noun."""
    return q.unit is not None or q.number.form == "fraction"


def _are_people(
    document: Document, field: str, text: str, counted: Counted | None, number: Span, end: int, earlier: Figure | None
) -> bool:
    """Whether people are counted, said by a noun, a nationality, "30 others" or what is done to them."""
    if counted is None:
        return is_of_people(text, number, end)
    if counted.head == "other":
        return bool(earlier and earlier.unit == "person")
    return is_people(counted.head) or _is_nationality(document, field, counted)


def _is_nationality(document: Document, field: str, counted: Counted) -> bool:
    """Whether people are counted by where they come from: "40 North Koreans"."""
    return any(e.type == "NORP" and e.field == field and e.end == counted.end for e in document.entities)
