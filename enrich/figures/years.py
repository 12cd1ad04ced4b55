"""Four digits that are a year, and not an amount: "the 2019 victims", but "1918 survivors"."""

import re

from newswire.enrich.figures.near import MANY, NEAR
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.numbers.number import LIKELY_YEAR, Number

_LEXICON = read_toml("en/labels/words")
_YEAR = re.compile(LIKELY_YEAR)
_SUBJECT = re.compile(r"\s(?:people|persons|men|women|children|were|had|have|are|was)\b")
#: "more than 1950 households", but "above 1950 levels"
_BOUND_BEFORE = re.compile(
    rf"\b(?!(?:over|under|below|above|beyond|near|around|about|topped|c)\s){NEAR}$", re.IGNORECASE
)
_OF_A_YEAR = re.compile(
    r"(?:\b(?:the|of|in|for|from|since|this|that|his|her|its|their|our|by|to|and|during|until|till|after|before)|['’]s)\s$",
    re.IGNORECASE,
)
_PEOPLE_OF_A_YEAR = frozenset(_LEXICON["of_a_year"]["words"])
#: "destroyed 1950 homes", "1750 trees and 2000 shrubs"
_COUNTING = re.compile(rf"\b(?:{alternatives(_LEXICON['counting']['words'])}|\d{{3,}}\s[a-z]+s\sand)\s$")


def is_year(text: str, number: Number, before: str) -> bool:
    """Whether four digits without separators may be a year, and count nothing."""
    digits = text[number.start : number.end]
    if not _YEAR.fullmatch(digits):
        return False
    many = MANY.match(text, number.end)
    if many is None:
        return not _SUBJECT.match(text, number.end)
    if _COUNTING.search(before):
        return False
    noun = many[0].strip()
    if _OF_A_YEAR.search(before) or noun in _PEOPLE_OF_A_YEAR:
        return True
    return not (is_people(noun.removesuffix("s")) or _BOUND_BEFORE.search(before))
