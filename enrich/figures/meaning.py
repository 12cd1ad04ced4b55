"""What a quantity is of: its kind, its unit where the text beside it has none, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newswire.enrich.figures.ages import is_age, is_aged
from newswire.enrich.figures.counted.antecedent import find_antecedent, find_same
from newswire.enrich.figures.counted.phrase import find_counted
from newswire.enrich.figures.counted.totals import find_total, of_forecast
from newswire.enrich.figures.near import NEAR
from newswire.enrich.figures.people import are_people, is_crowd
from newswire.enrich.figures.quantities.quantify import INDEX
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.lexicon.load import alternatives
from newswire.enrich.numbers.number import CARDINALS
from newswire.enrich.passages.field import Passage
from newswire.enrich.passages.passage import is_readable
from newswire.stream.messages import Counted, Figure

if TYPE_CHECKING:
    from spacy.tokens import Span

_MAGNITUDE = re.compile(
    rf"\bmagnitude(?:[- ]|\s(?:of|was|at)\s)(?:{NEAR}|between\s)?$"
    rf"|\b(?:quake|earthquake|tremor|aftershock|strongest)\b[^.;\d]{{0,24}}\smeasur(?:ed|ing)\s{NEAR}?$",
    re.IGNORECASE,
)
_MAGNITUDE_AFTER = re.compile(
    r"[- ]?(?:-?\s?magnitude\b|\s(?:on|in|by)\sthe\s(?:open-ended\s)?(?:Richter|moment|magnitude)\b)", re.IGNORECASE
)

#: "a confidence index of 47.9", "the Nikkei closed at 7,864"
_LEVEL = re.compile(
    rf"(?:\b(?:[Ii]ndex|[Ii]ndices|[Bb]arometer)\b|{INDEX.pattern})(?:[^.;:()]|\.\d){{0,72}}\s(?:to|at|of|above|below|from)\s{NEAR}?$"
    rf"|\breading\s(?:of|at|above|below)\s{NEAR}?$"
)
_LEVEL_REACH = 120
#: how many times as much: "three times the average", not "shot three times"
_TIMES = re.compile(
    r"\stimes\s(?:more|less|fewer|as\s(?:many|much|likely|[a-z]+\sas)"
    r"|(?!after|later|earlier|under|rather|either|together|another|however|other)[a-z]{3,}er"
    r"|that|what|its|their|his|her|the(?=\s(?!last|past|next|first|previous|same|day|night|week|month|year)))\b"
)

#: scales of temperature that bare degrees of the same text are on
_SCALES = frozenset(["celsius", "fahrenheit"])
#: before bare millions that are money, where sums were told before
_SUM = re.compile(
    r"\b(?:profits?|loss(?:es)?|sales|revenues?|costs?|turnover|debts?|income|earnings|budget|spending|price|fines?|damages"
    rf"|loans?|worth|paid|pays?|spent|spend|raised|lost|earned|ow(?:es?|ed)|c(?:o|a)mes?\sto|of\sthe\sextra)"
    rf"(?:\s(?:of|at|to|was|is|were))?\s(?:the\s)?{NEAR}*$"
)
_AGAINST = re.compile(rf"[^.;]*\b(?:from|than|against|of\swhich|instead\sof)\s(?:the\s)?{NEAR}*$")
_MILLION, _TOLD, _SUM_REACH = 1_000_000, 12, 72
#: figures before one that may be in its sentence
_NEAR = 8
_OF_NUMBER = re.compile(
    rf"\b(?:\d{{1,3}}|{alternatives(word for word, n in CARDINALS.items() if 0 < n <= 12)})\s(?:out\s)?of\s$",
    re.IGNORECASE,
)
#: "a father of three"
_PARENT = re.compile(r"\b(?:(?:grand)?(?:father|mother|parent)|dad|mum|mom)s?(?:\sof\s|-of-)$", re.IGNORECASE)


class Meaning(NamedTuple):
    """A figure's kind, unit and thing counted."""

    kind: str
    unit: str | None
    counted: Counted | None


def meaning(passage: Passage, q: Quantity, span: Span, before: Sequence[Figure]) -> Meaning:
    """What the quantity in `span` is of; `before` are the figures of its field before it."""
    earlier = before[-1] if before else None
    if q.unit and q.unit.id == "year" and is_aged(passage.text, q):
        return Meaning("age", "year-person", None)
    counted, people = _counted(passage, q, span, earlier)
    if q.kind == "count" and _TIMES.match(passage.text, q.end):
        return Meaning("ratio", None, None)
    if not counted and (money := _money(passage.text, q, before)):
        return Meaning("money", money, None)
    unit = q.unit.id if q.unit else None
    if unit == "degree":
        unit = next((f.unit for f in reversed(before) if f.unit in _SCALES), unit)
    if unit or q.kind != "count":
        return Meaning(q.kind, unit, counted)
    start = span.sent.start_char if is_readable(span.root) else q.start
    here = [f for f in before[-_NEAR:] if f.start >= start]
    if not counted and q.number.form != "vague" and is_age(passage, q, here):
        return Meaning("age", "year-person", None)
    if people or are_people(passage, counted, span, q, earlier):
        return Meaning("count", "person", counted)
    if counted is None and is_readable(span.root) and (same := find_same(passage.text, span, (q.low, q.high), before)):
        return Meaning("count", same[1], same[0])
    if counted is None and (_PARENT.search(passage.text, max(0, q.start - 24), q.start) or is_crowd(q, span)):
        return Meaning("count", "person", None)
    if counted and counted.head == "point" and INDEX.search(span.sent.text):
        return Meaning("index", None, counted)
    if q.number.form == "digits" and _is_level(passage.text, q, counted):
        return Meaning("index", None, None)
    return Meaning("count", None, counted)


def _counted(passage: Passage, q: Quantity, span: Span, earlier: Figure | None) -> tuple[Counted | None, bool]:
    """What is counted, and whether the words for it alone say that it is people."""
    text, doc = passage.text, passage.parse
    counted: Counted | None = None
    part = _OF_NUMBER.search(text, max(0, q.start - 24), q.start)  # "twelve of 17 economists had expected it"
    if q.kind not in ("score", "odds") and (part or not of_forecast(text, q.end)):
        # units come between a number and its noun: then only what stands after an "of" is counted
        counted = find_counted(text, doc, span.end - 1, of=q.unit is not None or q.number.form == "fraction")
    # of a list without end no sentence tells what is counted
    if q.unit or counted or not is_readable(span.root):
        return counted, False
    if q.kind in ("count", "ratio"):
        counted = find_antecedent(text, doc, span, q.end, earlier)
    return find_total(text, doc, span, q.start, earlier) if q.kind == "count" and not counted else (counted, False)


def _money(text: str, q: Quantity, before: Sequence[Figure]) -> str | None:
    """The currency of bare millions where the words before say that they are money, that of the last sum before:
    "a profit of 38 million", "up from the 52 billion"."""
    # a sum in brackets says another one in foreign money
    sums = (f for f in reversed(before[-_TOLD:]) if f.kind == "money" and text[f.start - 1 : f.start] != "(")
    last = next(sums, None) if q.kind == "count" and q.number.scale >= _MILLION else None
    if last is None or last.unit is None:
        return None
    said = _SUM.search(text, max(0, q.start - 48), q.start)
    against = q.start - last.end < _SUM_REACH and _AGAINST.search(text, last.end, q.start)
    return last.unit.split("-per-")[0] if said or against else None


def _is_level(text: str, q: Quantity, counted: Counted | None) -> bool:
    """Whether it is the strength of a quake ("a magnitude 6.1 quake", "a 5.9-magnitude tremor") or, where nothing is
    counted, where an index stands: "the index fell to 47.9", "a reading of 106.5"."""
    if _MAGNITUDE.search(text, max(0, q.start - 40), q.start) or _MAGNITUDE_AFTER.match(text, q.end):
        return True
    return counted is None and bool(_LEVEL.search(text, max(0, q.start - _LEVEL_REACH), q.start))
