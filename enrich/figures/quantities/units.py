"""The unit beside a number: money to ISO 4217, measures to CLDR unit identifiers, ages, per-units."""

import re
from typing import NamedTuple

from enrich.figures.quantities.unit_words import HUNDREDTHS, MEASURES, MONEY, PREFIXES, SUFFIXES, SYMBOLS
from enrich.lexicon.load import alternatives, read_toml
from enrich.numbers.number import Number


class Unit(NamedTuple):
    """A unit and what of the text belongs to the number with it."""

    id: str
    kind: str  #: money, percent, measure, duration, age, ratio
    start: int
    end: int
    factor: float = 1  #: the number is multiplied with: a cent is 0.01 USD


#: one letter behind digits that may be a scale
_LETTERS: dict[str, int] = read_toml("en/numbers")["letters"]
_LEXICON = read_toml("en/symbols")
_GAP = r"(?:[ \t\u00a0\u202f\u2009]|\n(?!\n))"
_PREFIX = re.compile(rf"(?<![A-Za-z/@#.])({alternatives(PREFIXES)}){_GAP}?$")
#: a sign before the next number is that one's: "two $500 cheques"
_SUFFIX = re.compile(rf"{_GAP}?({alternatives(SUFFIXES)})(?![A-Za-z]|{_GAP}?\.?\d)")
#: codes and signs that are written with a scale: "50 MUSD", "12 kEUR", "EURm 40"
_CODE_SCALES: dict[str, int] = read_toml("en/numbers")["code_scales"]
_CODE = "|".join(sorted(s for s in SUFFIXES if re.fullmatch(r"[A-Z]{3}", s)))
_SCALE = alternatives(_CODE_SCALES)
_SCALED_CODE = re.compile(rf"{_GAP}?(?:({_SCALE}){_GAP}?({_CODE})|({_CODE})({_SCALE}))(?![A-Za-z])")
_SCALED_PREFIX = re.compile(rf"(?<![A-Za-z])(?:({_SCALE})({_CODE})|({_CODE}|[$€£])({_SCALE})){_GAP}?$")
_MONEY_WORD = re.compile(rf"(?:{_GAP}+|-)(?:of{_GAP}+)?({alternatives(MONEY)})\b", re.IGNORECASE)
_CENTS = re.compile(rf"(?:{_GAP}*|-)({alternatives(HUNDREDTHS)})(?!\w)", re.IGNORECASE)
_SYMBOL = re.compile(rf"(?:{_GAP}|-)?({alternatives(SYMBOLS)})(?![A-Za-z0-9])")
_WORD = re.compile(
    rf"(?:{_GAP}*|-|‑)(of{_GAP}an?{_GAP}|an?{_GAP})?({alternatives(MEASURES)})(?![A-Za-z])", re.IGNORECASE
)
_EACH = re.compile(rf"{_GAP}+(?:each|every)\b", re.IGNORECASE)
_OF = re.compile(rf"{_GAP}+of{_GAP}")
_OLD = re.compile(rf"(?:{_GAP}|-)(?:olds?\b|of{_GAP}age\b)", re.IGNORECASE)
_PER = re.compile(
    rf"(?:{_GAP}+(?:per|an?|each|every){_GAP}+|-(?:per|an?)-|{_GAP}?/{_GAP}?)(?:({alternatives(MEASURES)}|{alternatives(SYMBOLS)})(?!\w)|([a-z]+)\b)",
    re.IGNORECASE,
)
_AND_HALF = re.compile(
    r"\b(?:an?|one)\s(year|month|week|day|hour|minute|decade|century|mile|percentage point)\s+and\s+$", re.IGNORECASE
)
#: "a year earlier" is a time, no price of a year
_LATER = re.compile(rf"{_GAP}+(?:earlier|later|ago|before|after|prior|old|from{_GAP}+now)\b", re.IGNORECASE)
#: what money is paid for by the piece, beside measures: "$5 a share"
_PIECES = frozenset(_LEXICON["pieces"]["words"])
#: symbols of one letter that are a unit only when nothing speaks against it
_LOOSE = frozenset(_LEXICON["loose"]["words"])
_ATTACHED_ONLY = frozenset(_LEXICON["attached_only"]["words"])
#: units that are names of things, too; in the singular before a plural they are: "three stone walls"
_NOUN_TOO = frozenset(_LEXICON["noun_too"]["words"])
_BEFORE_NOUN = {
    word: re.compile(_GAP + "(?:" + "|".join(nouns) + r")\b", re.IGNORECASE)
    for word, nouns in _LEXICON["before_noun"].items()
}
_SMALL = re.compile(r"\d{1,2}")
_PLUS = re.compile(r"\+|[- ]plus\b")
_US_BEHIND = re.compile(rf"{_GAP}(US|U\.S\.|Australian|Canadian|Cdn)(?![\w])")
_MILLIONS = re.compile(r"\s?MM\b")
_COUNTRY = {"US": "USD", "U.S.": "USD", "Australian": "AUD", "Canadian": "CAD", "Cdn": "CAD"}


def find_unit(text: str, number: Number) -> Unit | None:
    """The unit of a number, None where it has none of the lexicons."""
    plus = _PLUS.match(text, number.end)
    if plus and (unit := _measure(text, number._replace(end=plus.end()))):
        return unit
    return _money(text, number) or _measure(text, number)


def find_and_half(text: str, number: Number) -> Unit | None:
    """The unit in front of a fraction: "an hour and a half"; `start` is where the one of it begins."""
    m = _AND_HALF.search(text, max(0, number.start - 24), number.start)
    return Unit(*MEASURES[_flat(m[1])], m.start(), number.end) if m else None


def scaled_letter(text: str, number: Number, *, money: bool, counts: bool) -> tuple[float, int]:
    """(factor, end) of a one-letter scale: "$2m" is million, "37m" a length unless a plural follows ("2m people")."""
    letter = number.letter
    if not letter:
        return 1, number.end
    if money or letter in "kK" or counts or letter in "MB":
        return _LETTERS[letter.lower()], number.end + 1
    return 1, number.end


def _money(text: str, number: Number) -> Unit | None:
    if number.form in ("ordinal", "ratio"):
        return None
    start, end = number.start, number.end
    left = max(0, start - 8)
    before = text[left:start]
    if number.scale == 1 and (m := _SCALED_CODE.match(text, end) or _SCALED_PREFIX.search(before)):
        scale, code = (m[1], m[2]) if m[1] else (m[4], m[3])
        ends = (start, m.end()) if m.re is _SCALED_CODE else (left + m.start(), end)
        return _per(text, Unit(PREFIXES.get(code, code), "money", *ends, _CODE_SCALES[scale]))
    sign = re.search(r"[-−–]\s?$", before)
    m = _PREFIX.search(before[: sign.start()] if sign else before)
    end += bool(number.letter)
    if m:
        code = PREFIXES[m[1]]
        if m[1].isalpha() and len(m[1]) == 1 and m.end(1) != len(before) - len(sign[0] if sign else ""):
            return None
        if (
            m[1].isalpha()
            and len(m[1]) == 1
            and number.scale == 1
            and not number.letter
            and _SMALL.fullmatch(text, start, end)
        ):
            return None  # "N95", "the R1"
        if behind := _US_BEHIND.match(text, end):
            code, end = _COUNTRY[behind[1]], behind.end()
        factor = 1.0
        if number.scale == 1 and (scale := _MILLIONS.match(text, number.end)):  # "$12MM"
            end, factor = scale.end(), 1e6
        return _per(text, Unit(code, "money", left + m.start(), end, factor))
    if m := _SUFFIX.match(text, end):
        return _per(text, Unit(SUFFIXES[m[1]], "money", start, m.end()))
    if m := _MONEY_WORD.match(text, end):
        return _per(text, Unit(MONEY[_flat(m[1])], "money", start, m.end()))
    if m := _CENTS.match(text, number.end):
        word = m[1].lower()
        if word == "p" and (m[0] != "p" or number.form != "digits"):
            return None
        return _per(text, Unit(HUNDREDTHS[_flat(m[1])], "money", start, m.end(), 0.01))
    if number.scale >= 1000 and (m := re.compile(r"\s+pounds?\b", re.I).match(text, end)):
        return _per(text, Unit("GBP", "money", start, m.end()))
    return None


def _measure(text: str, number: Number) -> Unit | None:
    if number.form in ("ordinal", "ratio"):
        return None
    end = number.end
    if number.form == "vague":  # "hundreds of miles"
        of = _OF.match(text, end)
        m = _WORD.match(text, of.end() - 1) if of else None
        return None if m is None or m[1] else _per(text, Unit(*MEASURES[_flat(m[2])], number.start, m.end()))
    m = _SYMBOL.match(text, end)
    table = SYMBOLS
    key = m[1] if m else ""
    if key == "s" and isinstance(number.low, int):
        m = None  # "in his 60s", "two 737s"
    if m and ((key in _ATTACHED_ONLY and m.end() - len(key) != end) or (key in _LOOSE and number.form != "digits")):
        m = None
    if not m:
        m = _WORD.match(text, end)
        table, key = MEASURES, _flat(m[2]) if m else ""
        if m and m[1] and number.form != "fraction":  # "half an hour", but "1.5 million a year earlier"
            return None
        if m and m[0][:1].isalpha() and number.form != "digits":
            return None
        if m and not m[1] and m[0][:1] != "-" and number.value != 1 and _is_noun(text, m):
            return None
    elif (longer := _WORD.match(text, end)) and not longer[1] and longer.end() > m.end():
        m, table, key = longer, MEASURES, _flat(longer[2])
    if not m:
        return None
    name, kind = table[key]
    if kind == "duration" and (old := _OLD.match(text, m.end())):
        return Unit(f"{name}-person", "age", number.start, old.end())
    return _per(text, Unit(name, kind, number.start, m.end()))


def _is_noun(text: str, m: re.Match[str]) -> bool:
    """Whether a unit's singular is a part of the thing counted: "two cup finals", "40 foot soldiers"."""
    word = _flat(m[2])
    if word in _NOUN_TOO:
        return bool(re.compile(rf"{_GAP}[a-z]{{3,}}s\b").match(text, m.end()))
    return word in _BEFORE_NOUN and bool(_BEFORE_NOUN[word].match(text, m.end()))


def _per(text: str, unit: Unit) -> Unit:
    """With what stands behind "per", "a" or "/": `USD-per-barrel`."""
    if unit.kind in ("percent", "age") or "-per-" in unit.id:
        return unit
    m = _PER.match(text, unit.end)
    if not m or _LATER.match(text, m.end()):
        return unit
    bare_article = bool(re.match(rf"{_GAP}+(?:an?|each|every)\b", m[0], re.IGNORECASE))
    if m[1]:
        known = MEASURES.get(_flat(m[1])) or SYMBOLS.get(m[1])
        often = known and known[1] == "duration" and unit.kind == "measure" and _EACH.match(m[0])
        if not known or known[1] == "percent" or often:
            return unit  # "they swim 40 miles each year": how often, and no speed
        return unit._replace(id=f"{unit.id}-per-{known[0]}", end=m.end())
    noun = m[2].lower()
    if noun in _PIECES or (not bare_article and "per" in m[0].lower()):
        return unit._replace(id=f"{unit.id}-per-{noun}", end=m.end())
    return unit


def _flat(words: str) -> str:
    return " ".join(words.lower().split())
