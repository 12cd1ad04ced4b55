"""Numbers that name one thing of a kind: "chapter 3", "Seat 22A", "Lots 12 and 13"."""

import re

from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import ONES, Number

_LEXICON = read_toml("en/labels")
_ONE = rf"(?:\d[\d.]*|{alternatives(ONES)})"
_OFTEN = rf"(?<![\w-])(?:{alternatives(_LEXICON['before']['words'])})"
#: that somebody counts in as often
_SELDOM = rf"(?<![\w-])(?:{alternatives(_LEXICON['alone']['words'])})"
_LARGE = rf"(?<![\w-])(?-i:{alternatives(_LEXICON['large']['words'])})"
_LABEL = re.compile(rf"{_OFTEN}(?:\s|-|\s(?:No\.|number)\s)?$", re.IGNORECASE)
#: where nothing after could be counted: "grade five or six", "version 0.3 to 0.4"
_LABEL_ALONE = re.compile(
    rf"(?:{_OFTEN}|{_SELDOM})s?\s{_ONE}\s(?:and|or|to)\s$|(?:{_LARGE}|{_SELDOM})(?:\s(?:No\.|number))?\s$",
    re.IGNORECASE,
)
#: the first of several: "Lots 12 and 13"
_LABELS = re.compile(rf"(?:{_OFTEN}|{_SELDOM})s\s$", re.IGNORECASE)
_AND_MORE = re.compile(rf"\s?(?:,|[-–]|and|or|to|through)\s?{_ONE}\b(?!\s(?:people|[a-z]{{3,}}s)\b)")
#: "Game Two and 18 in Game Three": the second is of another thing
_GOES_ON = re.compile(r"\s(?:in|on|at|for|during|with|from|against)\b")
_LETTER = re.compile(r"\d[A-K](?!\w)")
_BEFORE_LETTERED = re.compile(rf"(?:{_OFTEN}|{_SELDOM}|{_LARGE})\s$", re.IGNORECASE)
#: "last week 40 people": of these there are many, and none is meant by its number
_NO_LABEL = re.compile(r"\b(?:last|next|past|every|each|this)\s(?:week|quarter|season)\s$", re.IGNORECASE)
#: after a number and what it counts: "40 people", "40 houses"
MANY = re.compile(r"\s(?:people|men|women|children|[a-z]{3,}s)\b")


def is_numbered(text: str, number: Number, before: str) -> bool:
    """Whether the words before it name a thing by it: "chapter 3", "Seats 3 and 9"."""
    if number.scale != 1:
        return False
    if _LABEL.search(before):
        return not _NO_LABEL.search(before)
    if _LABELS.search(before) and _AND_MORE.match(text, number.end):
        return True
    found = _LABEL_ALONE.search(before)
    if found is None or (found[0].endswith("and ") and _GOES_ON.match(text, number.end)):
        return False
    return not MANY.match(text, number.end)


def is_lettered(text: str, number: Number, before: str) -> bool:
    """Whether such a number has a letter that is not a unit: "Seat 22A"."""
    return bool(_LETTER.match(text, number.end - 1) and _BEFORE_LETTERED.search(before))
