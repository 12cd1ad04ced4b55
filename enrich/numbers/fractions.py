"""Shares: "two-thirds of", "about half", "one in five", "nine out of ten"."""

import re
from collections.abc import Iterator

from newswire.enrich.lexicon.load import alternatives
from newswire.enrich.numbers.number import CARDINALS, DENOMINATORS, LIKELY_YEAR, Number, bottom_of, share
from newswire.enrich.numbers.rules import RULES

DENOMINATOR = alternatives([*DENOMINATORS, *(f"{w}s" for w in DENOMINATORS if w not in ("half", "halves"))])


def read_fraction(text: str, m: re.Match[str]) -> Number | None:
    """A share: "two-thirds of", "about half", "a quarter of". None where half or third is something else."""
    top, bottom = CARDINALS.get((m["numerator"] or "").lower(), 1), bottom_of(m["denominator"])
    # two quarters are not a half but a stretch of time
    if top >= bottom or (top, bottom) == (2, 4):
        return None
    sure = bool(RULES["piece"].match(text, m.end())) if text.startswith("-", m.end()) else _is_share(text, m, top)
    return share(m.start(), m.end(), top, bottom) if sure else None


def _is_share(text: str, m: re.Match[str], top: int) -> bool:
    """Whether the words around a half, a third, or several say that it is one of something."""
    word, before = m["denominator"].lower(), text[max(0, m.start() - 16) : m.start()]
    joined = bool(m["numerator"]) and text[m.end("numerator")] == "-"
    of, near = bool(RULES["of"].match(text, m.end())), bool(RULES["near a share"].search(before))
    if word.endswith("s"):
        return top > 1 and (joined or of or near or word != "quarters")
    if RULES["stretch and a half"].search(text, max(0, m.start() - 24), m.start()):
        return False
    if top > 1 or (m["numerator"] and RULES["numbered"].match(text, m.end())):
        return False
    if word == "half":
        return not (RULES["mast"].match(text, m.end()) or RULES["other half"].search(before)) and (
            of or near or bool(m["numerator"])
        )
    return bool(m["numerator"]) and (
        joined or near or bool(RULES["only of"].match(text, m.end())) or bool(RULES["and a share"].search(before))
    )


def join_ratios(text: str, numbers: list[Number]) -> Iterator[Number]:
    """Numbers, with "one in five" and "nine out of ten" made one."""
    at = 0
    while at < len(numbers):
        number = numbers[at]
        at += 1
        if at < len(numbers) and (m := RULES["out of"].match(text, number.end)) and m.end() == numbers[at].start:
            other = numbers[at]
            if _is_ratio(number, other, "out" in m[0].lower()):
                share = number.value / other.value
                yield Number(number.start, other.end, share, share, "ratio", parts=(number.value, other.value))
                at += 1
                continue
        yield number


def _is_ratio(top: Number, bottom: Number, out_of: bool) -> bool:
    """Whether "A in B" is a share, and no "two in 2019", "five in three months"."""
    whole = isinstance(top.value, int) and isinstance(bottom.value, int)
    if not whole or not 0 < top.value < bottom.value or {top.form, bottom.form} - {"digits", "words"}:
        return False
    if out_of:
        return True
    return not re.fullmatch(LIKELY_YEAR, str(bottom.value)) and (
        top.value == 1 or (top.form == bottom.form and bottom.value in (3, 4, 5, 10, 20, 100, 1000))
    )
