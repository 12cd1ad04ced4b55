"""A number with what stands beside it: scale, sign, unit, bound and change."""

import re

from enrich.figures.quantities.bounds import find_bound
from enrich.figures.quantities.changes import find_change
from enrich.figures.quantities.quantity import Quantity
from enrich.figures.quantities.units import find_and_half, find_unit, scaled_letter
from enrich.numbers.number import Number, Value, exact

_NOUNS = r"[a-z]*(?:[a-z]{3}s|people|men|women|children)\b"
#: what can be counted in millions, and no race: "100m hurdles"; adjectives are told by their ends
_PLURAL = re.compile(
    rf"\s(?!(?:hurdles|heats|finals|races|sprints|sights|across)\b)"
    rf"(?:(?:[a-z-]+(?:ly|al|ic|ed|ive|ant|ent|ble|ous|ful|an|ese)|new|more|other|extra|poor|young|old|small|paid)\s)"
    rf"{{0,2}}{_NOUNS}|\sof\s(?:them|whom|which|these|(?:its|their|our|his|her)\s(?:[a-z-]+\s){{0,2}}{_NOUNS})"
)
#: "75 -300mm" and "0 -5" are ranges
_MINUS = re.compile(r"(?:(?<=[\s($£€])(?<!\d\s)|^)(?:[-−]|–(?=$)|(?:minus|negative)[- ])$", re.IGNORECASE)
#: letters that are a scale before what is counted; a t is a tonne
_COUNTING = frozenset("kKmMbB")
_MONEY_RANGE = re.compile(r"[$€£¥]\s?\d[\d.,]*\s?(?:[-–—]|to)\s?$")
_POINTS = re.compile(r"(?:\s+|-)points?\b")
#: in a game points are added, too
_ADDED = re.compile(r"\badd(?:s|ed|ing)?\s(?:[\w-]+\s){0,3}$")
INDEX = re.compile(
    r"\b(?:Dow|Nasdaq|S&P|FTSE|index|Index|Nikkei|Sensex|Nifty|Hang Seng|DAX|CAC|ASX|TSX|Stoxx|STOXX|Industrials)\b"
)


def quantify(text: str, number: Number) -> Quantity | None:
    """The number with unit, sign, bound and change."""
    if number.form == "fraction" and (whole := find_and_half(text, number)):
        bound = find_bound(text, whole.start, number.end).name
        value = exact(1 + number.low)
        return Quantity(
            number, whole.start, number.end, value, value, whole, bound, None, whole.kind, last=number.end
        )  # fmt: skip
    unit = find_unit(text, number)
    start, end = (unit.start, unit.end) if unit else (number.start, number.end)
    low, high = number.low, number.high
    letter_end = number.end + len(number.letter)
    counts = number.letter in _COUNTING and bool(_PLURAL.match(text, letter_end))
    if counts and unit and unit.kind != "money" and unit.end == letter_end:
        # a scale and no metre: "2m people", "3.2m tonnes"
        unit, end = find_unit(text, number._replace(end=letter_end, letter="", scale=1_000_000)), number.end
    if number.letter and not (unit and unit.kind == "money") and _MONEY_RANGE.search(text, max(0, start - 20), start):
        counts, unit = True, None  # "€2-3m"
    if number.letter and (counts or not (unit and unit.kind != "money")):
        factor, letter_end = scaled_letter(text, number, money=bool(unit), counts=counts)
        if letter_end == number.end:
            return None
        low, high = _times(low, factor), _times(high, factor)
        end = max(end, letter_end, unit.end if unit else 0)
        number = number._replace(end=letter_end, scale=int(factor), letter="")
    if unit and unit.factor != 1:
        low, high = _times(low, unit.factor), _times(high, unit.factor)
    at = start if _is_minus(text, start) else number.start
    if sign := _is_minus(text, at):
        low, high = -high, -low
        start = min(start, at - sign)
    kind = (
        unit.kind if unit else {"fraction": "ratio", "ratio": "ratio", "ordinal": "ordinal"}.get(number.form, "count")
    )
    if number.form == "ordinal":
        return Quantity(number, start, end, low, high, None, "exact", None, kind, last=number.end)
    bound = find_bound(text, start, end, number.end).name
    if number.form == "vague" and bound == "exact":
        bound = "about"
    return Quantity(
        number,
        start,
        end,
        low,
        high,
        unit,
        bound,
        find_change(text, start, end, kind="index" if _are_points(text, start, end) else kind),
        kind,
        last=number.end,
    )


def _is_minus(text: str, at: int) -> int:
    """How many characters of a minus end at `at`: "-3", "-$3", "minus three"; 0 where none do."""
    sign = _MINUS.search(text[max(0, at - 16) : at])
    if not sign or text[max(0, at - 40) : at - len(sign[0])].endswith(("plus or ", "+/", "give or take ")):
        return 0
    return len(sign[0])


def _are_points(text: str, start: int, end: int) -> bool:
    """Whether points of an index or a poll are said; those that a player adds are of a game."""
    if not _POINTS.match(text, end):
        return False
    return not _ADDED.search(text, max(0, start - 32), start) or bool(INDEX.search(text, max(0, start - 160), end))


def _times(value: Value, factor: float) -> Value:
    return exact(value * factor)
