"""The unit beside a number: the first rule that reads one decides.

What has none beside it may have that of its neighbour (`enrich/figures/quantities/ellipsis.py`) or of what it counts
(`enrich/figures/meaning.py`).
"""

import re

from newswire.enrich.figures.units import measures, money
from newswire.enrich.figures.units.unit import GAP, Rule, Unit
from newswire.enrich.figures.units.words import MEASURES, SYMBOLS
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import Number, flat

RULES: tuple[Rule, ...] = (*money.RULES, *measures.RULES)
_PER = re.compile(
    rf"(?:{GAP}+(per|an?|each|every){GAP}+|-(?:per|an?)-|{GAP}?/{GAP}?)"
    rf"(?:({alternatives(MEASURES)}|{alternatives(SYMBOLS)})(?!\w)|([a-z]+)\b)",
    re.IGNORECASE,
)
_AND_HALF = re.compile(
    r"\b(?:an?|one)\s(year|month|week|day|hour|minute|decade|century|mile|percentage point)\s+and\s+$", re.IGNORECASE
)
#: "a year earlier" is a time, no price of a year
_LATER = re.compile(rf"{GAP}+(?:earlier|later|ago|before|after|prior|old|from{GAP}+now)\b", re.IGNORECASE)
#: what money is paid for by the piece, beside measures: "$5 a share"
_PIECES = frozenset(read_toml("en/symbols")["pieces"]["words"])
#: between a number and its unit: "15-plus years", "310 ± 60 parsecs"
_ASIDE = re.compile(
    rf"\+(?!/)|[- ]plus\b|\s(?:or|and)\s(?:more|less|fewer|so)\b|({GAP}?(?:±|\+/-){GAP}?\d[\d.,]*(?<=\d))"
)
#: between a measure and how often: "4 million barrels of crude oil per day"
_OF_STUFF = re.compile(
    rf"{GAP}of(?:{GAP}[a-z-]+){{1,3}}?(?={GAP}(?:per|an?){GAP}(?:second|minute|hour|day|week|month|year)\b)"
)


def find_unit(text: str, number: Number) -> Unit | None:
    """The unit of a number, None where it has none of the lexicons."""
    aside = _ASIDE.match(text, number.end)
    if aside and (unit := _first(text, number._replace(end=aside.end()), measures.RULES)):
        return unit._replace(end=number.end) if aside[1] else unit
    return _first(text, number, RULES)


def find_and_half(text: str, number: Number) -> Unit | None:
    """The unit in front of a fraction: "an hour and a half"; `start` is where the one of it begins."""
    m = _AND_HALF.search(text, max(0, number.start - 24), number.start)
    return Unit(*MEASURES[flat(m[1])], m.start(), number.end) if m else None


def _first(text: str, number: Number, rules: tuple[Rule, ...]) -> Unit | None:
    found = (rule.read(text, number) for rule in rules if number.form in rule.forms)
    unit = next((unit for unit in found if unit), None)
    return _per(text, unit) if unit else None


def _per(text: str, unit: Unit) -> Unit:
    """With what stands after "per", "a" or "/": `USD-per-barrel`."""
    if unit.kind in ("percent", "age") or "-per-" in unit.id:
        return unit
    of = _OF_STUFF.match(text, unit.end) if unit.kind == "measure" else None
    m = _PER.match(text, of.end() if of else unit.end)
    if not m or _LATER.match(text, m.end()):
        return unit
    if m[2]:
        known = MEASURES.get(flat(m[2])) or SYMBOLS.get(m[2])
        # "they swim 40 miles each year": how often, and no speed
        if not known or (unit.kind == "measure" and flat(m[1] or "") in ("each", "every")):
            return unit
        return unit._replace(id=f"{unit.id}-per-{known[0]}", end=unit.end if of else m.end())
    noun = m[3].lower()
    known_piece = noun in _PIECES or "per" in m[0].lower()
    return unit._replace(id=f"{unit.id}-per-{noun}", end=m.end()) if known_piece else unit
