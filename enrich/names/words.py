"""What a language tells of names: rules that are expressions, and the words that stand in them.

The words are of `names/words.toml`, `roles.tsv` and `calendar.toml` in the folder of the language, the rules of
`names/rules.tsv` there and, for all languages, of `world/rules.tsv`; each rule has an example that it is there for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from newswire.enrich.lexicon.load import NEVER, alternatives, read_table, read_toml
from newswire.enrich.lexicon.rules import NOTHING, Rules

_LINE_WORD = r"[A-Z][\w.'’&-]{0,24}"
#: names by their shape alone
_SHAPES = {
    "WORD": r"[A-Z][\w’'-]*",
    "TEAM": rf"{_LINE_WORD}(?:[ ](?:{_LINE_WORD}|de|of|la|el|\([A-Z]\))){{0,3}}",
    "FULL_NAME": (
        r"\b[A-Z][\w'’-]{0,24}\.?(?:[ ](?:van|de|der|den|von|el|al|bin|da|di|dos|du|la|le)){0,2}"
        r"(?:[ ][A-Z][\w'’-]{1,24}){1,3}"
    ),
}


class Words:
    """The rules and words of one language."""

    def __init__(self, lexicon: Path) -> None:
        """Reads the folder of a language. Raises FatalError where a file is missing."""
        lists: dict[str, list[str]] = read_toml(f"{lexicon}/names/words")
        dates, short = _lists(f"{lexicon}/calendar"), _lists(f"{lexicon}/abbreviations")
        roles, weapons = read_table(f"{lexicon}/roles"), read_table("world/weapons")
        pieces = _SHAPES | {name.upper(): alternatives(words) for name, words in lists.items()}
        pieces |= {f"SHORT_{name.upper()}": alternatives(words) for name, words in short.items()}
        for kind in ("name", "word", "series", "unsure"):
            pieces[f"WEAPON_{kind.upper()}"] = alternatives(name for name, of in weapons if of == kind)
        pieces["WEAPON_MODIFIER"] = pieces.get("WEAPON_MODIFIER", NEVER).replace(r"\-", r"(?:\s?-\s?|\s)")
        pieces["ROLE"] = alternatives(noun for noun, kind, _ in roles if kind == "PERSON")
        # "mayor", "police chief": offices of cities and provinces
        pieces["OFFICE"] = alternatives(
            noun if before == "place" else f"{word} {noun}"
            for noun, _, before in roles
            for word in before.split("|")
            if word
        )
        months, titles = dates.get("months", ()), short.get("titles", ())
        pieces["MONTH"] = alternatives(month[:3].capitalize() for month in months)
        # beside a place they are no part of a name: "Paris Agreement", "Boston Mayor", "on Monday Governor"
        words = [*months, *dates.get("weekdays", ()), *titles, *(noun for noun, _, _ in roles)]
        pieces["NO_PART"] = alternatives({*lists.get("no_part", ()), *(word.capitalize() for word in words)})
        self.rules = {**Rules("world/rules", pieces).rules, **Rules(f"{lexicon}/names/rules", pieces).rules}

    @property
    def forms(self) -> Iterable[tuple[str, re.Pattern[str]]]:
        """Type and expression of the rules that have the name of a type before their own: "EVENT storm"."""
        split = ((name.partition(" ")[0], rule.pattern) for name, rule in self.rules.items())
        return ((kind, pattern) for kind, pattern in split if kind.isupper())

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """The expression of a rule; one that matches nothing where the language has no such rule."""
        rule = self.rules.get(name)
        return rule.pattern if rule else NOTHING


def _lists(name: str) -> dict[str, list[str]]:
    return {key: table["words"] for key, table in read_toml(name).items()}


@cache
def words_of(lexicon: Path) -> Words:
    """The rules and words of the language whose lexicon is in a folder, read once."""
    return Words(lexicon)
