"""Four digits that are a year, and not an amount: "the 2019 victims", but "1918 survivors"."""

import re

from newswire.enrich.figures.near import MANY
from newswire.enrich.figures.rules import RULES
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.numbers.number import LIKELY_YEAR, Number

_WORD = re.compile(r"\s[A-Za-z]")
_PEOPLE_OF_A_YEAR = frozenset(read_toml("en/labels/words")["of_a_year"]["words"])


def is_year(text: str, number: Number, before: str) -> bool:
    """Whether four digits without separators may be a year, and count nothing."""
    if not re.fullmatch(LIKELY_YEAR, text[number.start : number.end]):
        return False
    if RULES["amount by its bound"].search(before) and _WORD.match(text, number.end):
        return False
    many = MANY.match(text, number.end)
    if many is None:
        return not RULES["verb after a year"].match(text, number.end)
    if RULES["counting"].search(before):
        return False
    noun = many[0].strip()
    if RULES["of a year"].search(before) or noun in _PEOPLE_OF_A_YEAR:
        return True
    return not (is_people(noun.removesuffix("s")) or RULES["bound before a year"].search(before))
