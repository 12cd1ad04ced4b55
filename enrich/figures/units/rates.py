"""What a unit is out of: "$5 a share", "4 barrels per day", "40 cases per 100,000 people"."""

import re

from newswire.enrich.figures.units.unit import GAP, Unit
from newswire.enrich.figures.units.words import MEASURES, SYMBOLS
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import SCALES, Number, flat

_PER = re.compile(
    rf"(?:{GAP}+(per|an?|each|every){GAP}+|-(?:per|an?)-|{GAP}?/{GAP}?)"
    rf"(?:({alternatives(MEASURES)}|{alternatives(SYMBOLS)})(?!\w)|([a-z]+)\b)",
    re.IGNORECASE,
)
#: "a year earlier" is a time, no price of a year
_LATER = re.compile(rf"{GAP}+(?:earlier|later|ago|before|after|prior|old|from{GAP}+now)\b", re.IGNORECASE)
#: what money is paid for by the piece, beside measures: "$5 a share"
_PIECES = frozenset(read_toml("en/symbols")["pieces"]["words"])
#: between a measure and how often: "4 million barrels of crude oil per day"
_OF_STUFF = re.compile(
    rf"{GAP}of(?:{GAP}[a-z-]+){{1,3}}?(?={GAP}(?:per|an?){GAP}(?:second|minute|hour|day|week|month|year)\b)"
)
_EVERY = r"\b(?:per|(?:for|in|out of) every)\s"
_BEFORE_BASE = re.compile(rf"{_EVERY}$", re.IGNORECASE)
#: after the thing counted: "cases per 100,000", "deaths in 2019 for every 1,000", "per million"
_BASE = re.compile(
    rf"(?:\s[\w’'-]+){{0,5}}\s{_EVERY}(?:(\d[\d,]*)|(?:an?\s|one\s)?({alternatives(SCALES)}))\b", re.IGNORECASE
)


def per(text: str, unit: Unit) -> Unit | None:
    """The unit with what stands after "per", "a" or "/": `USD-per-barrel`."""
    if unit.kind in ("percent", "age") or "-per-" in (unit.id or ""):
        return None
    of = _OF_STUFF.match(text, unit.end) if unit.kind == "measure" else None
    m = _PER.match(text, of.end() if of else unit.end)
    if not m or _LATER.match(text, m.end()):
        return None
    if m[2]:
        known = MEASURES.get(flat(m[2])) or SYMBOLS.get(m[2])
        # "they swim 40 miles each year": how often, and no speed
        if not known or (unit.kind == "measure" and flat(m[1] or "") in ("each", "every")):
            return None
        return unit._replace(id=f"{unit.id}-per-{known[0]}", end=unit.end if of else m.end())
    noun = m[3].lower()
    known_piece = noun in _PIECES or "per" in m[0].lower()
    return unit._replace(id=f"{unit.id}-per-{noun}", end=m.end()) if known_piece else None


def out_of(text: str, unit: Unit, end: int) -> Unit | None:
    """What is counted or measured out of a round number, which is said after `end`: `per-1e5`, `liter-per-1e2`."""
    m = _BASE.match(text, end) if unit.kind in ("count", "measure") else None
    size = 0 if m is None else int(m[1].replace(",", "")) if m[1] else SCALES[flat(m[2])]
    base = f"per-1e{len(str(size)) - 1}"
    return unit._replace(id=f"{unit.id}-{base}" if unit.id else base) if _is_round(size) else None


def is_base(text: str, number: Number) -> bool:
    """Whether the number is what a rate is out of: a round one after "per"."""
    return _is_round(number.low) and bool(_BEFORE_BASE.search(text, max(0, number.start - 16), number.start))


def _is_round(value: float) -> bool:
    """Whether it is a hundred, a thousand, and so on."""
    return isinstance(value, int) and value >= 100 and str(value).rstrip("0") == "1"
