"""What a quantity leaves unsaid and takes from its neighbours: "fell to 4.1 percent from 4.3"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newswire.enrich.figures.near import END
from newswire.enrich.figures.quantities.changes import find_change, find_shared
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.units.decide import beside, decide
from newswire.enrich.numbers.number import LETTERS, exact

_BRACKET, _IN_BRACKETS = 64, 4
_KINDS = frozenset(["percent", "money", "measure", "duration"])
_TWO_UNITS = frozenset(["money", "measure"])


def complete(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities with the units and changes that stand only at their neighbours."""
    quantities = _complete_lists(text, quantities)
    done: list[Quantity] = []
    moved: Quantity | None = None
    for at, q in enumerate(quantities):
        before = _main(text, done)
        after = quantities[at + 1] if at + 1 < len(quantities) else None
        if before and _is_million(text, before, q):
            number = q.number.scaled()
            q = replace(q, number=number, unit=beside(text, number), low=number.low, high=number.high)
        if not q.change:
            others = {"before": before, "last": done[-1] if done else None, "moved": moved, "after": after}
            q = replace(q, change=find_shared(text, q, others))
        if _is_bare(text, q):
            if before and before.unit and before.unit.kind in _KINDS and _goes_on(text, before, q):
                q = _with_unit(q, before)
                q = replace(q, change=q.change or find_change(text, q.start, q.end, kind=q.kind))
            elif (
                after
                and after.unit
                and after.unit.kind == "money"
                and RULES["part of a sum"].fullmatch(text, q.end, after.start)
            ):
                q = _with_unit(q, after)
        if done and q.bound == "exact" and q.unit and _is_twin(text, done[-1], q):
            q = replace(q, bound=done[-1].bound)
        done.append(q)
        moved = q if q.change else moved
    return done


def _is_twin(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether b is a in another unit: "about 30 km (19 miles)"."""
    other = a.unit and b.unit and a.kind == b.kind in _TWO_UNITS and a.unit.id != b.unit.id
    return bool(other and text[a.end : b.start] in (" (", "("))


def _is_million(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether the m of b is no metre, as a is in millions: "3m tickets in 2019 and 4m in 2020"."""
    alike = b.number.letter == "m" and a.number.scale == LETTERS["m"]
    return alike and b.kind == "measure" and b.start - a.end < 72 and bool(END.match(text, b.end))


def _main(text: str, done: Sequence[Quantity]) -> Quantity | None:
    """The last quantity that no bracket holds, and no adjective is: of "6 hectares (15 acres), up from" the hectares,
    of "47.9, a six-month high, from" the 47.9.
    """
    for q in reversed(done[-_IN_BRACKETS:]):
        if q.kind == "duration" and "-" in text[q.number.end : q.end]:
            continue
        opened = text.rfind("(", max(0, q.start - _BRACKET), q.start)
        if opened < 0 or ")" in text[opened : q.start]:
            return q
    return done[-1] if done else None


def _complete_lists(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The unit after the last number of a list is that of all: "5, 8 and 11 km", "3 and 4 million dollars"."""
    done = list(quantities)
    ended = False
    for at in range(len(done) - 2, -1, -1):
        a, b = done[at], done[at + 1]
        gap = text[a.end : b.start]
        # "won by 52 to 38 percent" is not a range
        falls = gap == " to " and b.kind == "percent" and (a.low or 0) > (b.high or 0)
        ended = (
            falls
            or bool(RULES["end of a list of units"].fullmatch(gap))
            or (ended and bool(RULES["list of units"].fullmatch(gap)))
        )
        suffixed = b.unit is not None and b.unit.kind in _KINDS and b.unit.start == b.number.start
        scale = b.number.scale if a.number.scale == 1 and a.low < 1000 else 1
        ended = ended and suffixed and _is_plain(a) and 0.02 <= abs(a.low) * scale / (b.number.high or 1) <= 50
        if ended:
            done[at] = _with_unit(replace(a, low=exact(a.low * scale), high=exact(a.high * scale)), b)
    return done


def _is_plain(q: Quantity) -> bool:
    return q.unit is None and q.kind == "count" and q.number.form in ("digits", "words") and not q.parts


def _is_bare(text: str, q: Quantity) -> bool:
    return _is_plain(q) and (
        bool(END.match(RULES["same in brackets"].sub("", text[q.end : q.end + _BRACKET])))
        or bool(RULES["part of a sum"].match(text, q.end))
    )


def _goes_on(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether b has the unit of a: the same magnitude, and words between them that compare."""
    gap = RULES["same in brackets"].sub("", text[a.end : b.start])
    if len(gap) > 72 or RULES["part of a sum"].match(text, b.end) or not _alike(a, b):
        return False
    if (m := RULES["in turn"].match(text, a.end)) and m.end() == b.start:
        return True  # "40 tonnes in 2020, 50 in 2021"
    if RULES["from, after a unit"].fullmatch(gap):
        return a.kind != "duration" or not gap.lower().endswith((" to ", " against "))
    return bool(a.change) and bool(RULES["while another moved"].fullmatch(gap))


def _alike(a: Quantity, b: Quantity) -> bool:
    factor = a.unit.factor if a.unit else 1
    one, other = abs(a.high) / factor, abs(b.low)
    return bool(other) and 0.1 <= one / other <= 10


def _with_unit(q: Quantity, other: Quantity) -> Quantity:
    unit = other.unit
    assert unit is not None
    low, high = exact(q.low * unit.factor), exact(q.high * unit.factor)
    # the unit stands elsewhere: nothing of the text is added to the quantity
    unit = decide("neighbour", q.unit, unit._replace(start=q.start, end=q.end))
    return replace(q, unit=unit, low=low, high=high)
