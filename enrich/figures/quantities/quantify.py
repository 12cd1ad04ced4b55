"""A number with what stands beside it: scale, sign, unit, bound and change."""

from newswire.enrich.figures.near import END
from newswire.enrich.figures.quantities.bounds import find_bound
from newswire.enrich.figures.quantities.changes import find_change
from newswire.enrich.figures.quantities.quantity import Quantity, kind_of
from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.units.decide import beside
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.numbers.number import Number, exact

#: letters that are a scale before what is counted; a t is a tonne
_COUNTING = frozenset("kKmMbB")
#: that are one without it, too; an m is a metre
_SCALES = frozenset("kKMB")


def quantify(text: str, number: Number) -> Quantity | None:
    """The number with unit, sign, bound and change; None where a letter after it is neither scale nor unit."""
    read = _with_letter(text, number)
    if read is None:
        return None
    number, unit = read
    start, end = (unit.start, max(unit.end, number.end)) if unit else (number.start, number.end)
    low, high = number.low, number.high
    if unit and (unit.factor != 1 or unit.plus):
        low, high = exact(low * unit.factor + unit.plus), exact(high * unit.factor + unit.plus)
    at = start if _is_minus(text, start) else number.start
    if sign := _is_minus(text, at):
        low, high, start = -high, -low, min(start, at - sign)
        end += text[start] == "("
    bound = find_bound(text, start, end, number.end, form=number.form)
    change = find_change(text, start, end, kind=unit.kind if unit else kind_of(number))
    return Quantity(number, start, end, low, high, unit, bound, change, last=number.end)


def _with_letter(text: str, number: Number) -> tuple[Number, Unit | None] | None:
    """The number and its unit, a letter after it read as a scale where it is none: "$2m", "2m people", "5k"."""
    unit = beside(text, number)
    letter = number.letter
    if not letter:
        return number, unit
    scaled = number.scaled()
    if unit and unit.kind == "money":
        return (scaled if unit.factor <= 1 else number), unit  # the M of "2.5 M EUR" is in its unit
    if RULES["money range before"].search(text, max(0, number.start - 20), number.start):
        return scaled, None  # "€2-3m"
    if letter.strip() in _COUNTING and RULES["plural after a letter"].match(text, scaled.end):
        return scaled, beside(text, scaled)  # "2m people", "3.2m tonnes"
    if (
        letter == "m"
        and RULES["sum"].search(text, max(0, number.start - 48), number.start)
        and END.match(text, scaled.end)
    ):
        return scaled, None  # "it lost 4m in 2020"
    if (rate := beside(text, scaled)) and "-per-" in (rate.id or ""):
        return scaled, rate  # "4.6m b/d"
    if unit or len(letter) > 1:
        return number, unit  # "a 37m tower"
    return (scaled, None) if letter in _SCALES else None


def _is_minus(text: str, at: int) -> int:
    """How many characters of a minus end at `at`: "-3", "-$3", "minus three"; 0 where none do."""
    if RULES["loss in brackets"].search(text, max(0, at - 40), at) and RULES["closed bracket"].match(text, at):
        return 1
    sign = RULES["minus"].search(text[max(0, at - 16) : at])
    other = sign and RULES["plus or minus"].search(text, max(0, at - 40), at - len(sign[0]))
    return len(sign[0]) if sign and not other else 0
