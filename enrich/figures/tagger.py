"""Figures: each number of a text with its value, bound, unit, thing counted, time and claim.

What a number is, is found in steps that each have their file: numbers (values), units, bounds, changes,
quantify (a number with these), quantity (ranges and scores), exclusions (what is no figure), counted (over the
parse), events (what happened, where), context (who, when).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.figures.ages import is_age
from enrich.figures.context import Place, find_status, find_when
from enrich.figures.counted.antecedent import find_apart, is_of_people
from enrich.figures.counted.phrase import find_counted
from enrich.figures.counted.sharing import share
from enrich.figures.counted.totals import find_total, of_forecast
from enrich.figures.events.what import find_what
from enrich.figures.events.where import find_where, places_of
from enrich.figures.exclusions import Exclusions, within
from enrich.figures.quantities.dollars import resolve
from enrich.figures.quantities.ellipsis import complete
from enrich.figures.quantities.quantify import INDEX, quantify
from enrich.figures.quantities.quantity import Quantity, join
from enrich.figures.rates import is_base, rate
from enrich.lexicon.people import is_people
from enrich.numbers.finder import FindNumbers, find_numbers
from enrich.numbers.number import Number
from enrich.passages.claim_index import ClaimIndex
from enrich.passages.document import Document, Enricher
from enrich.passages.passage import ENDLESS, is_readable
from stream.messages import Counted, Entity, Figure, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


_MAGNITUDE = re.compile(
    r"\bmagnitude(?:[- ]|\s(?:of|was|at)\s)(?:(?:about|around|at least|a preliminary|between|up to|more than)\s)?$",
    re.IGNORECASE,
)
_MAGNITUDE_BEHIND = re.compile(
    r"[- ]?(?:-?\s?magnitude\b|\s(?:on|in|by)\sthe\s(?:open-ended\s)?(?:Richter|moment|magnitude)\b)", re.IGNORECASE
)


class FigureTagger:
    """Finds the figures of each document, behind entities, times and claims."""

    name = "figures"
    version = "3"

    def __init__(self, numbers: FindNumbers = find_numbers) -> None:
        self._find_numbers = numbers

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            for field, text, doc in document.parsed():
                document.figures.extend(find_figures(document, field, text, doc, self._find_numbers))
            document.figures[:] = resolve(document.texts.values(), document.figures)
        return batch


def make(numbers: FindNumbers = find_numbers) -> Enricher:
    """The tagger, with what finds the numbers of a language; its lexicons come with the package."""
    return FigureTagger(numbers)


def find_figures(document: Document, field: str, text: str, doc: Doc, find: FindNumbers = find_numbers) -> list[Figure]:
    """The figures of one field, in order."""
    endless = [m.span() for m in ENDLESS.finditer(text)]
    # what runs on without a blank for longer than a word has no figures
    numbers = [n for n in find(text) if not (endless and within(endless, n.start, n.end))]
    if not numbers:
        return []
    exclusions = Exclusions(document, field, text)
    times = sorted((t for t in document.times if t.field == field), key=lambda t: t.start)
    found: list[Quantity] = []
    after: Number | None = None
    for number in reversed(numbers):
        quantity = quantify(text, number)
        kept = quantity is not None and not is_base(text, number) and not exclusions.hold(doc, number, quantity.unit)
        if kept and after and not (found and found[-1].number.start == after.start):
            # 16 in "16-18 Station Road" leads to what is no figure
            kept = not (after.start == number.end + 1 and text[number.end] in "-–")
        if quantity and kept:
            found.append(quantity)
        after = number
    found.reverse()
    figures: list[Figure] = []
    claims = ClaimIndex(document.claims, field)
    places = places_of(document.entities, field)
    for quantity in complete(text, join(text, found)):
        figures.append(_figure(document, field, text, doc, quantity, times, claims, figures, places))
    return rate(text, share(text, figures))


def _figure(
    document: Document,
    field: str,
    text: str,
    doc: Doc,
    q: Quantity,
    times: Sequence[Time],
    claims: ClaimIndex,
    figures: Sequence[Figure],
    places: Sequence[Entity],
) -> Figure:
    earlier = figures[-1] if figures else None
    number_end = q.last
    span = doc.char_span(q.start, max(q.end, number_end), alignment_mode="expand")
    assert span is not None  # the quantity was cut from this parse
    token = span.root
    counted: Counted | None = None
    people = False
    if q.kind not in ("score", "odds") and not of_forecast(text, q.end):
        counted = find_counted(text, doc, span.end - 1, of=_needs_of(q))
    unit, kind = (q.unit.id if q.unit else None), q.kind
    # of a list without end no sentence tells what is counted
    apart = unit is None and counted is None and is_readable(token)
    if apart and kind in ("count", "ratio"):
        counted = find_apart(text, doc, span, q.end, earlier)
    if apart and kind == "count" and not counted:
        counted, people = find_total(text, doc, span, q.start, earlier)
    if unit is None and kind == "count":
        if not counted and q.number.form != "vague" and is_age(text, doc, q, document, field):
            unit, kind, counted = "year-person", "age", None
        elif people or _are_people(document, field, text, counted, span, q.end, earlier):
            unit = "person"
        elif counted and counted.head == "point" and INDEX.search(span.sent.text):
            kind = "index"
    if unit is None and kind == "count" and _is_magnitude(text, q):
        kind, counted = "index", None
    index = claims.at(q.start, q.end)
    claim = document.claims[index] if index is not None else None
    single = q.low == q.high
    beside = counted is not None and q.end <= counted.start and "\n" not in text[q.end : counted.end]
    place = Place(field, q.start, q.end, counted.end if counted and beside else q.end, kind)
    what = find_what(text, doc, span, counted, kind, figures) if is_readable(token) else None
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
        when=find_when(text, doc, token, times, place) if times else None,
        claim=index,
        status=find_status(token, claim, q.bound, text[max(0, q.start - 16) : q.start]),
        parts=q.parts,
        what=what,
        where=find_where(doc, token, kind, what.lemma if what else None, places) if is_readable(token) else None,
    )


def _is_magnitude(text: str, q: Quantity) -> bool:
    """Whether it is the strength of a quake: "a magnitude 6.1 quake", "a 5.9-magnitude tremor"."""
    before = text[max(0, q.start - 40) : q.start]
    return q.number.form == "digits" and bool(_MAGNITUDE.search(before) or _MAGNITUDE_BEHIND.match(text, q.end))


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
    return "NORP" in document.types_at(field, counted.end)
