"""The rules of claims: those that are expressions (`enrich/lexicon/en/claims/rules.tsv`), and the words that they know.

Those that decide stand as rows where they are tried, in their order.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from newswire.enrich.lexicon.load import ENGLISH, alternatives, read_table, read_toml, read_words
from newswire.enrich.lexicon.rules import Rules

_NUMBERS = read_toml("en/numbers")
#: the words by which a number is told: "one" is mostly none
_NUMBER_WORDS = [word for word, value in _NUMBERS["cardinals"].items() if value > 1] + [
    form for word in _NUMBERS["scales"] for form in (word, f"{word}s") if word not in ("score", "grand")
]


@cache
def words_of(lexicon: Path) -> Mapping[str, frozenset[str]]:
    """Small words of these rules in a language, by what they are; none of what it does not list."""
    listed = read_toml(f"{lexicon}/claims/words").items()
    return defaultdict(frozenset, {name: frozenset(table["words"]) for name, table in listed})


WORDS = words_of(ENGLISH)
#: nouns for who speaks, or what is read
SPEAKERS = frozenset(row[0] for row in read_table("en/roles")) | read_words("en/claims/speakers")

#: what stands for {NAME} in an expression: any word of a list, and pieces that several have
_PIECES = {name.upper(): alternatives(words) for name, words in WORDS.items()} | {
    "NUMBER_WORDS": alternatives(_NUMBER_WORDS),
    "AMOUNT": r"(?:[$€£]?\d[\d.,]*|\b(?:{NUMBER_WORDS})\b)",
    # the rest of a clause, and its end; a longer one is not looked at
    "REST": r"[^;\n]{0,300}?",
    "END": r"(?=;|\.?[ ]*\n|\.\s[^a-z]|\.?$)",
    "DAY": r"(?:\s(?:on|late|early|last|this)\s\w+)?",
    # "The first recorded cases" are not a report of "The first"
    "WHO": r"(?:The |the )?(?!(?:The|A|An|First|Last|Only|Some|All)\b)[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,5}"
    r"|(?:The|the) (?!first|last|only|most|few)[a-z]+|it|they",
}
_DIGITS = frozenset("0123456789")
RULES = Rules(
    "en/claims/rules",
    _PIECES,
    {"DIGIT": _DIGITS, "NUMBER": _DIGITS | frozenset(_NUMBER_WORDS)},
)
