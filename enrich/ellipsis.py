"""What a quantity leaves unsaid and takes from its neighbours: "fell to 4.1 percent from 4.3"."""

from __future__ import annotations

import re
from dataclasses import replace

from enrich.changes import find_change
from enrich.lexicon import alternatives, read_toml
from enrich.number import Value
from enrich.quantity import Quantity

_LEXICON = read_toml("changes")
_MOVES = alternatives([*_LEXICON["up"]["words"], *_LEXICON["down"]["words"]])
#: the same difference in another unit
_OR = re.compile(r",?\s+or\s+(?:(?:about|around|nearly|almost|roughly|some)\s+)?|\s?\(", re.IGNORECASE)
#: "4.1 percent from 4.3", "$20 compared with 18"
_FROM = re.compile(
    r"(?:\s[\w-]+){0,3},?\s(?:from|to|versus|vs\.?|against|(?:compared|up|down)\s(?:with|to|from))\s"
    r"(?:(?:about|around|nearly|almost|just|over|roughly)\s)?",
    re.IGNORECASE,
)
#: "2 percent while the CAC lost 1.2"
_WHILE = re.compile(rf"[^.;:\d]{{1,60}}\b(?:{_MOVES})(?:\sby)?\s", re.IGNORECASE)
#: "280 million of the 1.5 billion rupees"
_OF = re.compile(r"\s(?:out\s)?of\s(?:the|its|his|her|their|an?)\s(?:\w+\s)?", re.IGNORECASE)
#: nothing behind the number that it might count
_END = re.compile(
    r"\s?(?:[.,;:)]|$)|\s(?:from|to|in|on|at|for|and|but|while|last|this|a|the|after|as|by|when|earlier|previously"
    r"|per|versus|during|over|since|with|year|months?)\b",
    re.IGNORECASE,
)
_KINDS = frozenset(["percent", "money", "measure"])


def complete(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities with the units and changes that stand only at their neighbours."""
    done: list[Quantity] = []
    for at, q in enumerate(quantities):
        before = done[-1] if done else None
        behind = quantities[at + 1] if at + 1 < len(quantities) else None
        if before and before.change and not q.change and _is_other_measure(text, before, q):
            q = replace(q, change=before.change)
        if _is_bare(text, q):
            if before and before.unit and before.unit.kind in _KINDS and _goes_on(text, before, q):
                q = _with_unit(q, before)
                q = replace(q, change=q.change or find_change(text, q.start, q.end, kind=q.kind))
            elif behind and behind.unit and behind.unit.kind == "money" and _OF.fullmatch(text[q.end : behind.start]):
                q = _with_unit(q, behind)
        done.append(q)
    return done


def _is_other_measure(text: str, a: Quantity, b: Quantity) -> bool:
    """ "12 points, or 0.4 percent": one difference said twice."""
    gap = text[a.end : b.start]
    if a.kind == "count" and gap.startswith((" point", " points")):
        gap = gap.removeprefix(" points").removeprefix(" point")
    differs = a.kind != b.kind or (a.unit and b.unit and a.unit.id != b.unit.id)
    return bool(differs) and "percent" in (a.kind, b.kind) and len(gap) < 24 and bool(_OR.fullmatch(gap))


def _is_bare(text: str, q: Quantity) -> bool:
    plain = q.unit is None and q.kind == "count" and q.number.form in ("digits", "words") and not q.parts
    return plain and (bool(_END.match(text, q.end)) or bool(_OF.match(text, q.end)))


def _goes_on(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether b has the unit of a: the same magnitude, and words between them that compare."""
    gap = text[a.end : b.start]
    if len(gap) > 72 or a.parts or not _END.match(text, b.end) or not _alike(a, b):
        return False
    if _FROM.fullmatch(gap):
        return True
    return bool(a.change) and a.kind == "percent" and bool(_WHILE.fullmatch(gap))


def _alike(a: Quantity, b: Quantity) -> bool:
    factor = a.unit.factor if a.unit else 1
    one, other = abs(a.high) / factor, abs(b.low)
    return bool(other) and 0.1 <= one / other <= 10


def _with_unit(q: Quantity, other: Quantity) -> Quantity:
    unit = other.unit
    assert unit is not None
    low: Value = q.low * unit.factor if unit.factor != 1 else q.low
    high: Value = q.high * unit.factor if unit.factor != 1 else q.high
    # the unit stands elsewhere: nothing of the text is added to the quantity
    return replace(q, unit=unit._replace(start=q.start, end=q.end), kind=unit.kind, low=low, high=high)
