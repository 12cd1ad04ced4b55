"""Money beside a number, to ISO 4217: signs, codes, words, hundredths."""

import re

from newswire.enrich.figures.near import GAP
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.figures.units.words import HUNDREDTHS, MONEY, PREFIXES, SUFFIXES
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import Number, flat, spaced

_PREFIX = re.compile(rf"(?<![A-Za-z/@#.])({alternatives(PREFIXES)}){GAP}?(?:[-−–]|(?<=[$€£¥])\()?$")
#: a sign before the next number is that one's: "two $500 cheques"
_SUFFIX = re.compile(rf"{GAP}?({alternatives(SUFFIXES)})(?![A-Za-z]|{GAP}?\.?\d)")
#: codes and signs that are written with a scale: "50 MUSD", "12 kEUR"
_CODE_SCALES: dict[str, int] = read_toml("en/numbers")["code_scales"]
_CODE = "|".join(sorted(s for s in SUFFIXES if re.fullmatch(r"[A-Z]{3}", s)))
_SCALE = alternatives(_CODE_SCALES)
_SCALED_BEFORE = re.compile(rf"(?<![A-Za-z])({_SCALE})({_CODE}){GAP}?$")
_SCALED_CODE = re.compile(rf"{GAP}?(?:({_SCALE}){GAP}?({_CODE})|({_CODE})({_SCALE}))(?![A-Za-z])")
_MONEY_WORD = re.compile(rf"(?:{GAP}+|-)(?:of{GAP}+)?({alternatives(MONEY)}|pounds?)\b", re.IGNORECASE)
_CENTS = re.compile(rf"(?:{GAP}*|-)({alternatives(HUNDREDTHS)})(?!\w)", re.IGNORECASE)
_US_AFTER = re.compile(rf"{GAP}(US|U\.S\.|Australian|Canadian|Cdn)(?![\w])")
_COUNTRY = {"US": "USD", "U.S.": "USD", "Australian": "AUD", "Canadian": "CAD", "Cdn": "CAD"}


def scaled_code(text: str, number: Number) -> Unit | None:
    if number.scale > 1:
        return None
    if m := _SCALED_BEFORE.search(text, max(0, number.start - 8), number.start):
        return Unit(m[2], "money", m.start(), number.end, _CODE_SCALES[m[1]])
    if m := _SCALED_CODE.match(text, number.end):
        scale, code = (m[1], m[2]) if m[1] else (m[4], m[3])
        return Unit(code, "money", number.start, m.end(), _CODE_SCALES[scale])
    return None


def sign_before(text: str, number: Number) -> Unit | None:
    left = max(0, number.start - 8)
    m = _PREFIX.search(text[left : number.start])
    if m is None:
        return None
    bare = number.scale == 1 and not number.letter and number.end - number.start <= 2
    if (m[1].isalpha() and len(m[1]) == 1 and (bare or left + m.end(1) != number.start)) or (m[1] == "PS" and bare):
        return None  # "N95", "the R1", "a PS5"
    code, end = PREFIXES[spaced(m[1])], number.end + len(number.letter)
    if after := _US_AFTER.match(text, end):
        code, end = _COUNTRY[after[1]], after.end()
    return Unit(code, "money", left + m.start(), end)


def sign_after(text: str, number: Number) -> Unit | None:
    m = _SUFFIX.match(text, number.end + len(number.letter))
    return Unit(SUFFIXES[spaced(m[1])], "money", number.start, m.end()) if m else None


def money_word(text: str, number: Number) -> Unit | None:
    m = _MONEY_WORD.match(text, number.end + len(number.letter))
    if m is None or (flat(m[1]) not in MONEY and number.scale < 1000) or (flat(m[1]) == "won" and number.high < 100):
        return None  # few pounds are a weight, and "a senator aged 68 won"
    return Unit(MONEY.get(flat(m[1]), "GBP"), "money", number.start, m.end())


def hundredth(text: str, number: Number) -> Unit | None:
    m = _CENTS.match(text, number.end)
    if m is None or (m[1].lower() == "p" and m[0] != "p"):
        return None
    return Unit(HUNDREDTHS[flat(m[1])], "money", number.start, m.end(), 0.01)
