"""Shares: "two-thirds of", "about half", "one in five", "nine out of ten"."""

import re
from collections.abc import Iterator

from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import CARDINALS, DENOMINATORS, GAP, LIKELY_YEAR, Number, bottom_of, share

DENOMINATOR = alternatives([*DENOMINATORS, *(f"{w}s" for w in DENOMINATORS if w not in ("half", "halves"))])
_OF = re.compile(rf"(?:{GAP}of\b|{GAP}(?:the|an?|its|his|her|their|our|all|that|as)\b)", re.IGNORECASE)
_OF_ONLY = re.compile(r"\sof\b")
_BOUNDS = alternatives(word for words in read_toml("en/bounds")["before"].values() for word in words)
_APPROXIMATE = re.compile(rf"(?<!\w)(?:{_BOUNDS}|than|by|just|only|exactly|to|up|down)\s(?:an?\s)?$", re.IGNORECASE)
#: "a quarter-mile", "half-inch hail"
_PIECE = re.compile(r"-(?:mile|inch|pound|ounce|acre|percentage|percent|pint|gallon|teaspoon|cup|metre|meter)\b")
_MAST = re.compile(r"[\s-](?:staff|mast)\b")
#: what is numbered rather than shared: "a third term"
_NUMBERED = re.compile(
    r"\s(?:term|person|man|woman|time|day|night|round|country|suspect|blast|attack|victim|victory|title|win|straight"
    r"|consecutive|successive|child|candidate|game|set|goal|bomb|explosion|soldier|source|option|state|team)\b"
)
#: "a mile and a quarter"
_AND = re.compile(r"\b(?:hour|mile|year|month|week|minute|century|point)\s+and\s+$", re.IGNORECASE)
_NO_HALF = re.compile(r"(?:first|second|other|latter|better|this|each|per|final|one|and a|the|in)[ -]$", re.IGNORECASE)
_IN = re.compile(
    rf"(?:{GAP}|-)(?:in|out{GAP}of|of(?={GAP}(?:every|10|ten|100)\b))(?:{GAP}every)?(?:{GAP}|-)", re.IGNORECASE
)


def read_fraction(text: str, m: re.Match[str]) -> Number | None:
    """A share: "two-thirds of", "about half", "a quarter of". None where half or third is something else."""
    top, bottom = CARDINALS.get((m["numerator"] or "").lower(), 1), bottom_of(m["denominator"])
    # two quarters are not a half but a stretch of time
    if top >= bottom or (top, bottom) == (2, 4):
        return None
    sure = bool(_PIECE.match(text, m.end())) if text.startswith("-", m.end()) else _is_share(text, m, top)
    return share(m.start(), m.end(), top, bottom) if sure else None


def _is_share(text: str, m: re.Match[str], top: int) -> bool:
    """Whether the words around a half, a third, or several say that it is one of something."""
    word, before = m["denominator"].lower(), text[max(0, m.start() - 16) : m.start()]
    joined = bool(m["numerator"]) and text[m.end("numerator")] == "-"
    of, near = bool(_OF.match(text, m.end())), bool(_APPROXIMATE.search(before))
    if word.endswith("s"):
        return top > 1 and (joined or of or near or word != "quarters")
    if top > 1 or (m["numerator"] and _NUMBERED.match(text, m.end())):
        return False
    if word == "half":
        return not (_MAST.match(text, m.end()) or _NO_HALF.search(before)) and (of or near or bool(m["numerator"]))
    return bool(m["numerator"]) and (joined or near or bool(_OF_ONLY.match(text, m.end())) or bool(_AND.search(before)))


def join_ratios(text: str, numbers: list[Number]) -> Iterator[Number]:
    """Numbers, with "one in five" and "nine out of ten" made one."""
    at = 0
    while at < len(numbers):
        number = numbers[at]
        at += 1
        if at < len(numbers) and (m := _IN.match(text, number.end)) and m.end() == numbers[at].start:
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
