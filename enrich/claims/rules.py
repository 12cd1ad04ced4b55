"""The rules of claims: those that are expressions (`enrich/lexicon/en/claims/rules.tsv`), and the words that they know.

Those that decide stand as rows where they are tried, in their order.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from newswire.enrich.lexicon.load import ENGLISH, alternatives, read_table, read_toml, read_words
from newswire.enrich.lexicon.rules import Rules

#: what stands for {NAME} in an expression, beside any word of a list
_PIECES = {
    "AMOUNT": r"(?:[$€£]?\d[\d.,]*|\b(?:{NUMBER_WORDS})\b)",
    # the rest of a clause, and its end; a longer one is not looked at
    "REST": r"[^;\n]{0,300}?",
    "END": r"(?=;|\.?[ ]*\n|\.\s[^a-z]|\.?$)",
    "DAY": r"(?:\s(?:on|late|early|last|this)\s\w+)?",
    # "The first recorded cases" are not a report of "The first"
    "WHO": r"(?:The |the )?(?!(?:The|A|An|First|Last|Only|Some|All|By)\b)[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,5}"
    r"|(?:The|the) (?!first|last|only|most|few)[a-z]+|it|they",
}
_DIGITS = frozenset("0123456789")


@cache
def words_of(lexicon: Path) -> Mapping[str, frozenset[str]]:
    """Small words of these rules in a language, by what they are; none of what it does not list."""
    listed = read_toml(f"{lexicon}/claims/words").items()
    return defaultdict(frozenset, {name: frozenset(table["words"]) for name, table in listed})


@cache
def rules_of(lexicon: Path) -> Rules:
    """The expressions of a language; code asks for them by name, of one that it lacks nothing is found."""
    told = read_toml(f"{lexicon}/numbers")
    # the words by which a number is told: "one" is mostly none
    numbers = {word for word, value in told.get("cardinals", {}).items() if value > 1}
    numbers |= {
        form for word in told.get("scales", ()) for form in (word, f"{word}s") if word not in ("score", "grand")
    }
    pieces = {name.upper(): alternatives(words) for name, words in words_of(lexicon).items()}
    return Rules(
        f"{lexicon}/claims/rules",
        _PIECES | pieces | {"NUMBER_WORDS": alternatives(sorted(numbers))},
        {"DIGIT": _DIGITS, "NUMBER": _DIGITS | numbers},
    )


WORDS, RULES = words_of(ENGLISH), rules_of(ENGLISH)
#: nouns for who speaks, or what is read
SPEAKERS = frozenset(row[0] for row in read_table("en/roles")) | read_words("en/claims/speakers")
