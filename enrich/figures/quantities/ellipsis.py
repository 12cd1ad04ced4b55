"""What a quantity leaves unsaid and takes from its neighbours: "fell to 4.1 percent from 4.3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newswire.enrich.figures.near import AGAINST, END, LIST_ON, NEAR
from newswire.enrich.figures.quantities.changes import find_change, find_shared
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.units.decide import beside, decide
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import LETTERS, exact

_LEXICON = read_toml("en/changes")
_MOVES = alternatives([*_LEXICON["up"]["words"], *_LEXICON["down"]["words"]])
#: "4.1 percent from 4.3", "$20 compared with 18"
_FROM = re.compile(rf"(?:\s[\w-]+){{0,3}},?\s{AGAINST}\s{NEAR}?", re.IGNORECASE)
#: between a figure and the next one, which has its time, too
_IN_TURN = re.compile(
    r"\s(?:in|on|during|for)\s(?:[\w’'-]+\s){0,2}[\w’'-]+(?:,|,?\s(?:and|but|versus|after|against))\s"
    rf"{NEAR}?(?=[\d.]+\s(?:in|on|during|for)\s)"
)
#: "2 percent while the CAC lost 1.2"
_WHILE = re.compile(rf"[^.;:\d]{{1,60}}\b(?:{_MOVES})(?:\sby)?\s", re.IGNORECASE)
#: "280 million of the 1.5 billion rupees"
_OF = re.compile(r"\s(?:out\s)?of\s(?:the|its|his|her|their|an?)\s(?:\w+\s)?", re.IGNORECASE)
#: the same in another unit
_ASIDE = re.compile(r"\s?\([^()]{1,60}\)")
_BRACKET, _IN_BRACKETS = 64, 4
_KINDS = frozenset(["percent", "money", "measure", "duration"])
#: before the last of a list
_LIST_END = re.compile(r",?\s(?:and|or)\s")


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
            elif after and after.unit and after.unit.kind == "money" and _OF.fullmatch(text[q.end : after.start]):
                q = _with_unit(q, after)
        done.append(q)
        moved = q if q.change else moved
    return done


def _is_million(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether the m of b is no metre, as a is in millions: "3m tickets in 2019 and 4m in 2020"."""
    alike = b.number.letter == "m" and a.number.scale == LETTERS["m"] and a.kind in ("count", "money")
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
        ended = falls or bool(_LIST_END.fullmatch(gap)) or (ended and bool(LIST_ON.fullmatch(gap)))
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
        bool(END.match(_ASIDE.sub("", text[q.end : q.end + _BRACKET]))) or bool(_OF.match(text, q.end))
    )


def _goes_on(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether b has the unit of a: the same magnitude, and words between them that compare."""
    gap = _ASIDE.sub("", text[a.end : b.start])
    if len(gap) > 72 or _OF.match(text, b.end) or not _alike(a, b):
        return False
    if (m := _IN_TURN.match(text, a.end)) and m.end() == b.start:
        return True  # "40 tonnes in 2020, 50 in 2021"
    if _FROM.fullmatch(gap):
        return a.kind != "duration" or not gap.lower().endswith((" to ", " against "))
    return bool(a.change) and bool(_WHILE.fullmatch(gap))


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
