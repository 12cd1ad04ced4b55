"""Measures, lengths of time and ages beside a number, to CLDR unit identifiers."""

import re

from newswire.enrich.figures.near import GAP
from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.figures.units.words import MEASURES, SYMBOLS
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import Number, flat, spaced

_LEXICON = read_toml("en/symbols")
_SYMBOL = re.compile(rf"(?:{GAP}|-)?({alternatives(SYMBOLS)})(?![A-Za-z0-9])")
#: a name of a unit: "9 feet", "half an hour", "hundreds of miles", "three more months"
_WORD = re.compile(
    rf"(?:{GAP}*|-|‑)(?:(of{GAP}an?{GAP}|an?{GAP})|(of{GAP})|((?:more|further|additional|extra|full|whole|straight"
    rf"|consecutive|successive|working|business|long){GAP}))?({alternatives(MEASURES)})(?![A-Za-z])",
    re.IGNORECASE,
)
#: symbols of one letter that are a unit only when nothing speaks against it
_LOOSE = frozenset(_LEXICON["loose"]["words"])
#: what a symbol stands for before the stuff that is measured: "450 kt of copper"
_BEFORE_OF: dict[str, str] = _LEXICON["before_of"]
_ATTACHED_ONLY = frozenset(_LEXICON["attached_only"]["words"])
#: years that nobody lives
_OLDEST = 130
#: inches, and the ends of quotations of at most so many characters
_QUOTES, _QUOTED = ('"', "”"), 400
#: units that are names of things, too; in the singular before a plural they are: "three stone walls", "second-place"
_NOUN_TOO = frozenset(_LEXICON["noun_too"]["words"])
_BEFORE_NOUN = {
    word: re.compile(GAP + "(?:" + "|".join(nouns) + r")\b", re.IGNORECASE)
    for word, nouns in _LEXICON["before_noun"].items()
}


def points_of_error(text: str, number: Number) -> Unit | None:
    said = RULES["error of points"].search(text, max(0, number.start - 48), number.start)
    points = RULES["points after"].match(text, number.end)
    to = points and RULES["to percent"].match(text, points.end())
    return Unit("percentage-point", "percent", number.start, points.end()) if points and (said or to) else None


def before_fraction(text: str, number: Number) -> Unit | None:
    """ "An hour and a half": the unit stands before the number."""
    m = (
        RULES["unit and a half"].search(text, max(0, number.start - 24), number.start)
        if number.form == "fraction"
        else None
    )
    return Unit(*MEASURES[flat(m[1])], m.start(), number.end, plus=1) if m else None


def feet(text: str, number: Number) -> Unit | None:
    m = RULES["feet"].match(text, number.end) if number.low in range(3, 9) else None
    return Unit("foot", "measure", number.start, m.end()) if m else None


def symbol(text: str, number: Number) -> Unit | None:
    m = _SYMBOL.match(text, number.end) if number.form != "vague" else None
    if m is None or (m[1] == "s" and isinstance(number.low, int)):
        return None  # "in his 60s", "two 737s"
    if m[1] in _BEFORE_OF and RULES["of stuff"].match(text, m.end()):
        return Unit(*MEASURES[_BEFORE_OF[m[1]]], number.start, m.end())
    apart = m.start(1) != number.end and not (m[1] == "st" and RULES["pounds, too"].match(text, m.end()))
    if (m[1] in _ATTACHED_ONLY and apart) or (m[1] in _LOOSE and number.form != "digits"):
        return None
    if m[1] in _QUOTES and _in_quotes(text, number.start, m[1]):
        return None
    return _measured(text, number, SYMBOLS[spaced(m[1])], m.end())


def _in_quotes(text: str, at: int, sign: str) -> bool:
    """Whether a quotation is open at a character, so that the sign closes it and is not an inch: the "Plan 2030"."""
    paragraph = text[max(text.rfind("\n", 0, at), at - _QUOTED, 0) : at]
    opened = paragraph.count("“") - paragraph.count("”") if sign == "”" else paragraph.count('"') % 2
    return opened > 0


def name(text: str, number: Number) -> Unit | None:
    m = _WORD.match(text, number.end)
    if m is None or (m[1] and number.form != "fraction"):  # "half an hour", but "1.5 million a year earlier"
        return None
    if not m[1] and m[0][:1] != "-" and number.value != 1 and _is_noun(text, m):
        return None
    return _measured(text, number, MEASURES[flat(m[4])], m.end())


def _is_noun(text: str, m: re.Match[str]) -> bool:
    """Whether a unit's singular is a part of the thing counted: "two cup finals", "40 foot soldiers"."""
    word = flat(m[4])
    if word in _NOUN_TOO:
        return bool(RULES["plural after a unit"].match(text, m.end()))
    return word in _BEFORE_NOUN and bool(_BEFORE_NOUN[word].match(text, m.end()))


def _measured(text: str, number: Number, unit: tuple[str, str], end: int) -> Unit:
    """A measure, or the age that a length of time with "old" after it is."""
    name, kind = unit
    if kind == "duration" and (old := RULES["old"].match(text, end)):
        person = "" if name == "year" and number.low > _OLDEST else "-person"  # of a bone, of a star
        return Unit(name + person, "age", number.start, old.end())
    hour = name == "minute" and RULES["hour and"].search(text, max(0, number.start - 16), number.start)
    return Unit(name, kind, number.start, end, plus=60 if hour else 0)
