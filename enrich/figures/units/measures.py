"""Measures, lengths of time and ages beside a number, to CLDR unit identifiers."""

import re

from newswire.enrich.figures.units.unit import ALL, GAP, Rule, Unit, flat
from newswire.enrich.figures.units.words import MEASURES, SYMBOLS
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import Number

_LEXICON = read_toml("en/symbols")
_SYMBOL = re.compile(rf"(?:{GAP}|-)?({alternatives(SYMBOLS)})(?![A-Za-z0-9])")
_WORD = re.compile(rf"(?:{GAP}*|-|‑)(of{GAP}an?{GAP}|an?{GAP})?({alternatives(MEASURES)})(?![A-Za-z])", re.IGNORECASE)
_OF = re.compile(rf"{GAP}+of(?={GAP})")
_OLD = re.compile(rf"(?:{GAP}|-)(?:olds?\b|of{GAP}age\b)", re.IGNORECASE)
#: "a margin of error of 3.1 points", "by two points, to 21 percent"
_ERROR_OF = re.compile(r"\bmargin\sof\s(?:sampling\s)?error\s(?:of|was|is)\s(?:plus\sor\sminus\s)?$", re.IGNORECASE)
_POINTS = re.compile(rf"{GAP}points?\b")
_TO_PERCENT = re.compile(r",?\s(?:up\s|down\s)?to\s[\d.]+\s?(?:%|percent|per\scent|pc\b)")
#: symbols of one letter that are a unit only when nothing speaks against it
_LOOSE = frozenset(_LEXICON["loose"]["words"])
_ATTACHED_ONLY = frozenset(_LEXICON["attached_only"]["words"])
#: between a number and a length of time: "three more months"
_ADJECTIVE = re.compile(
    rf"{GAP}(?:more|further|additional|extra|full|whole|straight|consecutive|successive|working|business|long)(?={GAP})"
)
#: inches, and the ends of quotations of at most this many characters
_QUOTES, _QUOTED = ('"', "”"), 400
#: units that are names of things, too; in the singular before a plural they are: "three stone walls"
_NOUN_TOO = frozenset(_LEXICON["noun_too"]["words"])
_PLURAL = re.compile(rf"{GAP}[a-z]{{3,}}s\b")
_BEFORE_NOUN = {
    word: re.compile(GAP + "(?:" + "|".join(nouns) + r")\b", re.IGNORECASE)
    for word, nouns in _LEXICON["before_noun"].items()
}


def _many_of(text: str, number: Number) -> Unit | None:
    of = _OF.match(text, number.end)
    m = _WORD.match(text, of.end()) if of else None
    return None if m is None or m[1] else _measured(text, number, MEASURES[flat(m[2])], m.end())


def _long(text: str, number: Number) -> Unit | None:
    adjective = _ADJECTIVE.match(text, number.end)
    m = _WORD.match(text, adjective.end()) if adjective else None
    if m is None or m[1] or MEASURES[flat(m[2])][1] != "duration":
        return None
    return _measured(text, number, MEASURES[flat(m[2])], m.end())


def _points_of_error(text: str, number: Number) -> Unit | None:
    said = _ERROR_OF.search(text, max(0, number.start - 48), number.start)
    points = _POINTS.match(text, number.end)
    to = points and _TO_PERCENT.match(text, points.end())
    return Unit("percentage-point", "percent", number.start, points.end()) if points and (said or to) else None


def _symbol(text: str, number: Number) -> Unit | None:
    m = _SYMBOL.match(text, number.end)
    if m is None or (m[1] == "s" and isinstance(number.low, int)):
        return None  # "in his 60s", "two 737s"
    apart = m.start(1) != number.end
    if (m[1] in _ATTACHED_ONLY and apart) or (m[1] in _LOOSE and number.form != "digits"):
        return None
    if m[1] in _QUOTES and _in_quotes(text, number.start, m[1]):
        return None
    longer = _WORD.match(text, number.end)
    if longer and not longer[1] and longer.end() > m.end():
        return None  # "5 in. of rain" is a symbol, "5 inches" a name
    return _measured(text, number, SYMBOLS[m[1]], m.end())


def _in_quotes(text: str, at: int, sign: str) -> bool:
    """Whether a quotation is open at a character, so that the sign closes it and is not an inch: the "Plan 2030"."""
    paragraph = text[max(text.rfind("\n", 0, at), at - _QUOTED, 0) : at]
    opened = paragraph.count("“") - paragraph.count("”") if sign == "”" else paragraph.count('"') % 2
    return opened > 0


def _name(text: str, number: Number) -> Unit | None:
    m = _WORD.match(text, number.end)
    if m is None or (m[1] and number.form != "fraction"):  # "half an hour", but "1.5 million a year earlier"
        return None
    if m[0][:1].isalpha() and number.form != "digits":
        return None
    if not m[1] and m[0][:1] != "-" and number.value != 1 and _is_noun(text, m):
        return None
    return _measured(text, number, MEASURES[flat(m[2])], m.end())


def _is_noun(text: str, m: re.Match[str]) -> bool:
    """Whether a unit's singular is a part of the thing counted: "two cup finals", "40 foot soldiers"."""
    word = flat(m[2])
    if word == "second" and text[m.end() : m.end() + 1] == "-":
        return True  # "two second-place finishes"
    if word in _NOUN_TOO:
        return bool(_PLURAL.match(text, m.end()))
    return word in _BEFORE_NOUN and bool(_BEFORE_NOUN[word].match(text, m.end()))


def _measured(text: str, number: Number, unit: tuple[str, str], end: int) -> Unit:
    """A measure, or the age that a length of time with "old" after it is."""
    name, kind = unit
    if kind == "duration" and (old := _OLD.match(text, end)):
        return Unit(f"{name}-person", "age", number.start, old.end())
    return Unit(name, kind, number.start, end)


RULES = (
    Rule("vague of", frozenset({"vague"}), _many_of, "hundreds of miles"),
    Rule("length of time with an adjective", ALL - {"vague"}, _long, "three more months"),
    Rule("points of error", ALL - {"vague"}, _points_of_error, "tax rose by two points, to 21 percent"),
    Rule("symbol", ALL - {"vague"}, _symbol, "140 km/h"),
    Rule("name", ALL, _name, "30 degrees Celsius"),
)
