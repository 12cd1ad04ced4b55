"""Money beside a number, to ISO 4217: signs, codes, words, hundredths."""

import re

from newswire.enrich.figures.units.unit import ALL, GAP, Rule, Unit, flat
from newswire.enrich.figures.units.words import HUNDREDTHS, MONEY, PREFIXES, SUFFIXES
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import Number

_PREFIX = re.compile(rf"(?<![A-Za-z/@#.])({alternatives(PREFIXES)}){GAP}?$")
#: a sign before the next number is that one's: "two $500 cheques"
_SUFFIX = re.compile(rf"{GAP}?({alternatives(SUFFIXES)})(?![A-Za-z]|{GAP}?\.?\d)")
#: codes and signs that are written with a scale: "50 MUSD", "12 kEUR", "EURm 40"
_CODE_SCALES: dict[str, int] = read_toml("en/numbers")["code_scales"]
_CODE = "|".join(sorted(s for s in SUFFIXES if re.fullmatch(r"[A-Z]{3}", s)))
_SCALE = alternatives(_CODE_SCALES)
_SCALED_CODE = re.compile(rf"{GAP}?(?:({_SCALE}){GAP}?({_CODE})|({_CODE})({_SCALE}))(?![A-Za-z])")
_SCALED_PREFIX = re.compile(rf"(?<![A-Za-z])(?:({_SCALE})({_CODE})|({_CODE}|[$€£])({_SCALE})){GAP}?$")
_MONEY_WORD = re.compile(rf"(?:{GAP}+|-)(?:of{GAP}+)?({alternatives(MONEY)})\b", re.IGNORECASE)
_CENTS = re.compile(rf"(?:{GAP}*|-)({alternatives(HUNDREDTHS)})(?!\w)", re.IGNORECASE)
_POUNDS = re.compile(r"\s+pounds?\b", re.IGNORECASE)
_MINUS = re.compile(r"[-−–]\s?$")
_US_AFTER = re.compile(rf"{GAP}(US|U\.S\.|Australian|Canadian|Cdn)(?![\w])")
_MILLIONS = re.compile(r"\s?MM\b")
_COUNTRY = {"US": "USD", "U.S.": "USD", "Australian": "AUD", "Canadian": "CAD", "Cdn": "CAD"}


def _scaled_code(text: str, number: Number) -> Unit | None:
    left = max(0, number.start - 8)
    after = _SCALED_CODE.match(text, number.end)
    m = after or _SCALED_PREFIX.search(text[left : number.start])
    if number.scale > 1 or m is None:
        return None
    scale, code = (m[1], m[2]) if m[1] else (m[4], m[3])
    start, end = (number.start, m.end()) if after else (left + m.start(), number.end)
    return Unit(PREFIXES.get(code, code), "money", start, end, _CODE_SCALES[scale])


def _sign_before(text: str, number: Number) -> Unit | None:
    left = max(0, number.start - 8)
    before = text[left : number.start]
    if sign := _MINUS.search(before):
        before = before[: sign.start()]
    m = _PREFIX.search(before)
    if m is None:
        return None
    if m[1].isalpha() and len(m[1]) == 1:
        small = number.scale == 1 and not number.letter and number.end - number.start <= 2
        if m.end(1) != len(before) or small:
            return None  # "N95", "the R1"
    code, end, factor = PREFIXES[m[1]], number.end + bool(number.letter), 1.0
    if after := _US_AFTER.match(text, end):
        code, end = _COUNTRY[after[1]], after.end()
    if number.scale == 1 and (scale := _MILLIONS.match(text, number.end)):
        end, factor = scale.end(), 1e6
    return Unit(code, "money", left + m.start(), end, factor)


def _sign_after(text: str, number: Number) -> Unit | None:
    m = _SUFFIX.match(text, number.end + bool(number.letter))
    return Unit(SUFFIXES[m[1]], "money", number.start, m.end()) if m else None


def _money_word(text: str, number: Number) -> Unit | None:
    m = _MONEY_WORD.match(text, number.end + bool(number.letter))
    return Unit(MONEY[flat(m[1])], "money", number.start, m.end()) if m else None


def _hundredth(text: str, number: Number) -> Unit | None:
    m = _CENTS.match(text, number.end)
    if m is None or (m[1].lower() == "p" and (m[0] != "p" or number.form != "digits")):
        return None
    return Unit(HUNDREDTHS[flat(m[1])], "money", number.start, m.end(), 0.01)


def _many_pounds(text: str, number: Number) -> Unit | None:
    m = _POUNDS.match(text, number.end + bool(number.letter)) if number.scale >= 1000 else None
    return Unit("GBP", "money", number.start, m.end()) if m else None


RULES = (
    Rule("code with scale", ALL, _scaled_code, "50 MUSD"),
    Rule("sign before", ALL, _sign_before, "US$40"),
    Rule("sign after", ALL, _sign_after, "1,200€"),
    Rule("word of money", ALL, _money_word, "7.5 million Danish crowns"),
    Rule("hundredth", ALL, _hundredth, "19 cents"),
    Rule("many pounds", ALL, _many_pounds, "5 million pounds"),  # few are a weight
)
