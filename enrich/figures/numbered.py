"""Numbers that name one thing of a kind: "chapter 3", "Seat 22A", "Lots 12 and 13"."""

import re

from newswire.enrich.figures.near import MANY
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import ONES, Number

_LEXICON = read_toml("en/labels")
#: the last words of what may name a thing: where none stands near a number, nothing else is asked
_PIECE = re.compile(r"[\w.&'#§]+")
_LAST = frozenset(
    _PIECE.findall(w.lower())[-1] for table in ("before", "alone", "large") for w in _LEXICON[table]["words"]
)
_REACH = 4
_ONE = rf"(?:\d[\d.]*|{alternatives(ONES)})"
_OFTEN = rf"(?<![\w-])(?:{alternatives(_LEXICON['before']['words'])})"
#: that somebody counts in as often
_SELDOM = rf"(?<![\w-])(?:{alternatives(_LEXICON['alone']['words'])})"
_LARGE = rf"(?<![\w-])(?-i:{alternatives(_LEXICON['large']['words'])})"
_LABEL = re.compile(rf"{_OFTEN}(?:\s|-|\s(?:No\.|number)\s)?$", re.IGNORECASE)
#: where nothing after could be counted: "grade five or six", "version 0.3 to 0.4"
_LABEL_ALONE = re.compile(
    rf"(?:{_OFTEN}|{_SELDOM})s?\s{_ONE}\s(?:and|or|to|through|&)\s$|(?:{_LARGE}|{_SELDOM})(?:\s(?:No\.|number))?\s$",
    re.IGNORECASE,
)
#: the first of several: "Lots 12 and 13"
_LABELS = re.compile(rf"(?:{_OFTEN}|{_SELDOM})s\s$", re.IGNORECASE)
_AND_MORE = re.compile(rf"\s?(?:[,&]|[-–]|and|or|to|through)\s?{_ONE}\b(?!{MANY.pattern})")
#: "Game Two and 18 in Game Three": the second is of another thing
_GOES_ON = re.compile(r"\s(?:in|on|at|for|during|with|from|against)\b")
_LETTER = re.compile(r"\d[A-K](?!\w)")
_BEFORE_LETTERED = re.compile(rf"(?:{_OFTEN}|{_SELDOM}|{_LARGE})\s$", re.IGNORECASE)
#: "last week 40 people": of these there are many, and none is meant by its number
_NO_LABEL = re.compile(r"\b(?:last|next|past|every|each|this)\s(?:week|quarter|season)\s$", re.IGNORECASE)
#: but not "Camp 2 holds 300 men": what the thing does
_COUNTED = re.compile(rf"{MANY.pattern}(?!\s(?:\d|(?:about|some|up\sto|the|an?|its|his|her|their)\b))")
#: "docket 19-123", "pp. 12-19"
_SECOND = re.compile(rf"{_OFTEN}s?\s\d{{1,4}}[-–/]$", re.IGNORECASE)


def is_numbered(text: str, number: Number, before: str) -> bool:
    """Whether the words before it name a thing by it: "chapter 3", "Seats 3 and 9"."""
    if number.scale != 1 or not _is_near(before):
        return False
    if _LABEL.search(before):
        return not _NO_LABEL.search(before)
    if _SECOND.search(before) or (_LABELS.search(before) and _AND_MORE.match(text, number.end)):
        return True
    found = _LABEL_ALONE.search(before)
    if found is None or (found[0].endswith("and ") and _GOES_ON.match(text, number.end)):
        return False
    return not _COUNTED.match(text, number.end)


def is_lettered(text: str, number: Number, before: str) -> bool:
    """Whether such a number has a letter that is not a unit: "Seat 22A"."""
    return bool(_LETTER.match(text, number.end - 1) and _BEFORE_LETTERED.search(before))


def _is_near(before: str) -> bool:
    words = _PIECE.findall(before.lower())[-_REACH:]
    return any(word in _LAST or word.removesuffix("s") in _LAST for word in words)
