"""Numbers in words: "two and a half million", "dozens", "twenty-first"."""

import re

from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.numbers.number import (
    AND_FRACTION,
    CARDINALS,
    HUGE,
    NEXT,
    Number,
    Value,
    exact,
    flat,
    part_of,
    scale_of,
)
from newswire.enrich.numbers.rules import RULES

_LEXICON = read_toml("en/numbers")
ORDINALS: dict[str, int] = _LEXICON["ordinals"]
VAGUE: dict[str, list[int]] = _LEXICON["vague"]
SEVERAL: dict[str, list[int]] = _LEXICON["several"]


def read_words(text: str, start: int, end: int, value: Value | None, scale: int) -> Number | None:
    """Spelled-out numbers. Begins with the word that ends at `end`, or after a value that was read before it."""
    total, group, limit, last = _begun(text[start:end], value, scale)
    while m := NEXT.match(text, end):
        word = m[1].lower()
        if found := _fraction(text, end, word, group, limit if total and not group else 1):
            (group, end), last = found, "fraction"
            continue
        if word == "and" and last in ("hundred", "scale") and (then := NEXT.match(text, m.end())):
            if then[1].lower() not in CARDINALS:
                break
            m, word = then, then[1].lower()
        if word in CARDINALS:
            if not _fits(last, _size(CARDINALS[word])):
                if {last, _size(CARDINALS[word])} <= {"teen", "ten"}:
                    return _spelled_year(text, start, m.end())
                break
            group, last = group + CARDINALS[word], _size(CARDINALS[word])
        else:
            by = scale_of(text, m)
            if by is None:
                break
            scale = max(scale, by)
            if by == 100:
                if not 0 < group < 100:
                    break
                group, last = group * by, "hundred"
            elif group and by < limit:
                total, group, last, limit = total + group * by, 0, "scale", by
            elif total and not group and total * by < HUGE:  # "a hundred thousand", "two thousand million"
                total, limit = total * by, by
            else:
                break
        end = m.end()
    result = exact(total + group)
    return Number(start, end, result, result, "words", scale)


def _begun(first: str, value: Value | None, scale: int) -> tuple[Value, Value, Value, str]:
    """What the first word, or the value before it, begins: total, group, the scale that the next must be below, and
    what kind of word came last."""
    if value is None:
        group = CARDINALS[first.lower()]
        return 0, group, HUGE, _size(group)
    return (value, 0, scale, "scale") if scale >= 1000 else (0, value, HUGE, "hundred")


def _fraction(text: str, end: int, word: str, group: Value, of: Value) -> tuple[Value, int] | None:
    """The group with the fraction after it, "and a half" `of` a scale or "point five", and where that ends."""
    if fraction := AND_FRACTION.match(text, end):
        return group + part_of(fraction[1]) * of, fraction.end()
    if word == "point" and isinstance(group, int) and (decimals := RULES["decimals"].match(text, end)):
        digits = "".join(str(CARDINALS[w.lower()]) for w in decimals[1].split())
        return float(f"{group}.{digits}"), decimals.end()
    return None


def _spelled_year(text: str, start: int, end: int) -> Number:
    """ "nineteen eighty-four", whose tens end at `end`."""
    unit = NEXT.match(text, end)
    end = unit.end() if unit and CARDINALS.get(unit[1].lower(), 10) < 10 else end
    return Number(start, end, 0, 0, "none")


def _size(value: Value) -> str:
    return "unit" if value < 10 else "teen" if value < 20 else "ten"


def _fits(last: str, size: str) -> bool:
    """Whether a cardinal of this size may follow: twenty three, hundred (and) five, thousand twenty."""
    return (last == "ten" and size == "unit") or last in ("hundred", "scale")


def read_vague(m: re.Match[str]) -> Number:
    words = flat(m["vague"]).split()
    low, high = VAGUE[words[-1]]
    scale = low // 2 if words[-1] not in ("tens", "dozens", "scores") else 1
    if len(words) > 1:  # "hundreds of thousands"
        first_low, first_high = VAGUE[words[0]]
        low, high = first_low * scale, (first_high + 1) * scale - 1
    return Number(m.start(), m.end(), low, high, "vague", scale)


def read_ordinal(m: re.Match[str]) -> Number:
    words = re.split("[ -]", m["ordinal"].lower())
    value = ORDINALS[words[-1]] + (CARDINALS[words[0]] if len(words) > 1 else 0)
    return Number(m.start(), m.end(), value, value, "ordinal")
