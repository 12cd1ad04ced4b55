"""Figures: each number of a text with its value, bound, unit, thing counted, time and claim.

What a number is, is found in steps that each have their place: numbers (values), units, quantities (bound and change;
ranges and scores of two), exclusions (what is not a figure), counted (over the parse), facts (by which units/decide
tells kind and unit), events (what happened, where), context (how sure), when (which time it is of).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from newswire.enrich.figures.context import find_status
from newswire.enrich.figures.counted.decide import share
from newswire.enrich.figures.events.happened import find_events
from newswire.enrich.figures.events.placed import placed
from newswire.enrich.figures.events.series import in_series
from newswire.enrich.figures.events.stated import stated
from newswire.enrich.figures.events.told import Told
from newswire.enrich.figures.events.what import find_what
from newswire.enrich.figures.events.where import find_where
from newswire.enrich.figures.exclusions import Exclusions, within
from newswire.enrich.figures.facts import Known
from newswire.enrich.figures.quantities.ellipsis import complete
from newswire.enrich.figures.quantities.joining import join
from newswire.enrich.figures.quantities.quantify import quantify
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.units.decide import decide, of_figure
from newswire.enrich.figures.units.dollars import Countries
from newswire.enrich.figures.weighed import is_none, weighed
from newswire.enrich.figures.when.choose import choose
from newswire.enrich.numbers.finder import FindNumbers, find_numbers
from newswire.enrich.numbers.number import Number
from newswire.enrich.passages.document import Document, Enricher
from newswire.enrich.passages.passage import Passage, passages
from newswire.enrich.passages.readable import ENDLESS, is_readable
from newswire.stream.messages import Figure

#: a text and a number in it to the number with its unit, bound and change; None where it is none after all
Quantify = Callable[[str, Number], Quantity | None]


class FigureTagger:
    """Finds the figures of each document, after entities, times and claims."""

    name = "figures"
    version = "8"

    def __init__(self, numbers: FindNumbers = find_numbers, quantify: Quantify = quantify) -> None:
        self._find_numbers, self._quantify = numbers, quantify

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            countries = Countries(document.texts.values())
            for passage in passages(document):
                document.figures.extend(find_figures(passage, countries, self._find_numbers, self._quantify))
        return batch


def make(numbers: FindNumbers = find_numbers, quantify: Quantify = quantify) -> Enricher:
    """The tagger, with what finds the numbers of a language and reads what stands with them."""
    return FigureTagger(numbers, quantify)


def find_figures(passage: Passage, countries: Countries, find: FindNumbers, quantify: Quantify) -> list[Figure]:
    """The figures of one field of a document that counts in the money of `countries`, in order."""
    text = passage.text
    endless = [m.span() for m in ENDLESS.finditer(text)]
    # what runs on without a blank for longer than a word has no figures
    numbers = [n for n in find(text) if not (endless and within(endless, n.start, n.end))]
    if not numbers:
        return []
    exclusions = Exclusions(passage)
    found: list[Quantity] = []
    after: Number | None = None
    for number in reversed(numbers):
        quantity = None if exclusions.hide(number) else quantify(text, number)
        kept = quantity is not None and not exclusions.hold(number, quantity.unit)
        if kept and after and not (found and found[-1].number.start == after.start):
            # 16 in "16-18 Station Road" leads to what is not a figure
            kept = not (after.start == number.end + 1 and text[number.end] in "-–")
        if quantity and kept:
            found.append(_owned(text, quantity, countries))
        after = number
    found.reverse()
    figures: list[Figure] = []
    for quantity in complete(text, join(text, found)):
        if not is_none(passage, quantity):
            figures.append(_figure(passage, quantity, figures))
    done = share(text, figures)
    if passage.times and not endless:
        done = placed(passage, choose(passage, done), find_events(passage))
        done = stated(passage, in_series(passage, done))
    return weighed(passage, done)


def _owned(text: str, q: Quantity, countries: Countries) -> Quantity:
    """With the unit of the country whose money it is."""
    unit = q.unit and decide("article", countries, q.unit, text[q.start : q.end])
    return replace(q, unit=unit) if unit else q


def _figure(passage: Passage, q: Quantity, figures: Sequence[Figure]) -> Figure:
    text, doc = passage.text, passage.parse
    span = doc.char_span(q.start, max(q.end, q.last), alignment_mode="expand")
    assert span is not None  # the quantity was cut from this parse
    token = span.root
    (unit, kind, *_), counted = of_figure(Known(passage, q, span, figures), text, q.end)
    index, claim = passage.claim_at(q.start, q.end) or (None, None)
    single = q.low == q.high
    what = find_what(Told(text, span, counted, kind, figures)) if is_readable(token) else None
    return Figure(
        field=passage.field,
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
        when=None,
        claim=index,
        status=find_status(token, claim, text[max(0, q.start - 16) : q.start]),
        parts=q.parts,
        what=what,
        where=find_where(passage, token, kind, what.lemma if what else None) if is_readable(token) else None,
    )
