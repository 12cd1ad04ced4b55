"""What a unit is out of: "$5 a share", "4 barrels per day", "40 cases per 100,000 people"."""

import re

from newswire.enrich.figures.near import GAP
from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.figures.units.words import MEASURES, SYMBOLS
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import SCALES, Number, flat

_PER = re.compile(
    rf"(?:{GAP}+(per|an?|each|every){GAP}+|-(?:per|an?)-|{GAP}?/{GAP}?)"
    rf"(?:({alternatives(MEASURES)}|{alternatives(SYMBOLS)})(?!\w)|([a-z]+)\b)",
    re.IGNORECASE,
)
#: what money is paid for by the piece, beside measures: "$5 a share"
_PIECES = frozenset(read_toml("en/symbols")["pieces"]["words"])


def per(text: str, unit: Unit) -> Unit | None:
    """The unit with what stands after "per", "a" or "/": `USD-per-barrel`."""
    if unit.kind in ("percent", "age") or "-per-" in (unit.id or ""):
        return None
    of = RULES["of stuff by time"].match(text, unit.end) if unit.kind == "measure" else None
    m = _PER.match(text, of.end() if of else unit.end)
    if not m or RULES["later"].match(text, m.end()):
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
    m = RULES["out of"].match(text, end) if unit.kind in ("count", "measure") else None
    size = 0 if m is None else int(m[1].replace(",", "")) if m[1] else SCALES[flat(m[2])]
    base = f"per-1e{len(str(size)) - 1}"
    return unit._replace(id=f"{unit.id}-{base}" if unit.id else base) if _is_round(size) else None


def is_base(text: str, number: Number) -> bool:
    """Whether the number is what a rate is out of: a round one after "per"."""
    return _is_round(number.low) and bool(RULES["before a base"].search(text, max(0, number.start - 16), number.start))


def _is_round(value: float) -> bool:
    """Whether it is a hundred, a thousand, and so on."""
    return isinstance(value, int) and value >= 100 and str(value).rstrip("0") == "1"
