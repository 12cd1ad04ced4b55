"""The expressions of what a number counts: the rows of `enrich/lexicon/en/counted/rules.tsv`."""

from newswire.enrich.figures.near import AGAINST, NEAR, TOWNS
from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.lexicon.rules import Rules, holds

_WORDS = {name: read_toml("en/counted/words")[name]["words"] for name in ("groups", "sizes", "forecasters")}

EXPRESSIONS = Rules(
    "en/counted/rules",
    {
        "NEAR": NEAR,
        "TOWN": TOWNS,
        "AGAINST": AGAINST,
        # between a total and its number
        "REST": r"(?:,[^,.;:]{2,48},)?,?(?:\s[a-z’']+){0,4}?\s(?:to|at|was|is|were|are|reach(?:ed)?|hit|topp?(?:ed)?"
        r"|pass(?:ed)?|exceed(?:ed|s)?|surpass(?:ed)?|crossed|neared|approached|now|from|of|past|in\sthe|as\shigh\sas)"
        r"\s{NEAR}*$",
        "SOMEWHERE": r"\s(?:from|in|for|among|after|over|at)\s[^.;:()]{1,80}?",
        **{name.upper(): "|".join(words) for name, words in _WORDS.items()},
    },
    {name.upper(): frozenset(words) for name, words in _WORDS.items()},
)


def may_be(name: str, words: str) -> bool:
    """Whether words hold what the expression needs."""
    return holds(EXPRESSIONS.rules[name].needs, words.lower())


def is_all(name: str, words: str) -> bool:
    """Whether the expression matches words from end to end."""
    return may_be(name, words) and EXPRESSIONS[name].fullmatch(words) is not None


def is_forecast(text: str, end: int) -> bool:
    """Whether what follows a number is who expected it, not what it counts: "the 150,000 economists had forecast"."""
    return EXPRESSIONS["forecast"].match(text, end) is not None
