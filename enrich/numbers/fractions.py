"""Shares: "two-thirds of", "about half", "one in five", "nine out of ten"."""

import re
from collections.abc import Iterator

from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import CARDINALS, DENOMINATORS, GAP, LIKELY_YEAR, Number, bottom_of, share

DENOMINATOR = alternatives([*DENOMINATORS, *(f"{w}s" for w in DENOMINATORS if w not in ("half", "halves"))])
_OF = re.compile(rf"(?:{GAP}of\b|{GAP}(?:the|an?|its|his|her|their|our|all|that|as)\b)", re.IGNORECASE)
_OF_PERCENT = re.compile(r"\sof\s")
_PERCENT = re.compile(r"\s?(?:%|percent|per cent|pc\b|percentage)")
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
    word = m["denominator"].lower()
    top_word = (m["numerator"] or "").lower()
    top = CARDINALS.get(top_word, 1)
    bottom = bottom_of(word)
    before, behind = text[max(0, m.start() - 16) : m.start()], text[m.end() : m.end() + 1]
    of = _OF.match(text, m.end())
    joined = bool(m["numerator"]) and text[m.start() + len(top_word)] == "-"
    plural = word.endswith("s") or word == "halves"
    if behind == "-" and not (_PIECE.match(text, m.end()) and (top_word or not plural)):
        return None
    if behind == "-":
        return share(m.start(), m.end(), top, bottom) if top < bottom else None
    if word == "half" and _MAST.match(text, m.end()):
        return None
    if top_word in ("a", "an", "one") and not plural and _NUMBERED.match(text, m.end()):
        return None
    if bottom == 2 and not plural:
        sure = (
            (of and not _NO_HALF.search(before))
            or bool(top_word)
            or (_APPROXIMATE.search(before) and not behind.isalpha())
        )
        sure = sure and not _NO_HALF.search(before) and top == 1
    elif plural:
        sure = top > 1 and (joined or bool(of) or bool(_APPROXIMATE.search(before)) or word != "quarters")
    else:
        sure = (
            bool(top_word)
            and top == 1
            and (
                joined
                or bool(re.match(r"\sof\b", text[m.end() : m.end() + 4]))
                or bool(_APPROXIMATE.search(before))
                or bool(_AND.search(before))
            )
        )
    # two quarters are no half but a stretch of time
    return share(m.start(), m.end(), top, bottom) if sure and top < bottom and (top, bottom) != (2, 4) else None


def join_ratios(text: str, numbers: list[Number]) -> Iterator[Number]:
    """Numbers, with "one in five" and "nine out of ten" made one."""
    at = 0
    while at < len(numbers):
        number = numbers[at]
        at += 1
        if (
            at < len(numbers)
            and number.form == "fraction"
            and _OF_PERCENT.fullmatch(text[number.end : numbers[at].start])
        ):
            other = numbers[at]  # "half of 1 percent"
            if other.value == 1 and _PERCENT.match(text, other.end):
                yield Number(number.start, other.end, number.low, number.high, "fraction")
                at += 1
                continue
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
