"""Dictionary forms of English verbs and nouns, as far as words of a lexicon must be found again in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from newswire.enrich.lexicon.load import ENGLISH, alternatives, read_table, read_toml, read_words

_NUMBERS = read_toml("en/numbers")
#: a pattern of the words by which a number is told: "one" is mostly none
NUMBER_WORDS = alternatives(
    [word for word, value in _NUMBERS["cardinals"].items() if value > 1]
    + [form for word in _NUMBERS["scales"] for form in (word, f"{word}s") if word not in ("score", "grand")]
)


@cache
def words_of(lexicon: Path) -> Mapping[str, frozenset[str]]:
    """Small words of these rules in a language, by what they are; none of what it does not list."""
    listed = read_toml(f"{lexicon}/claims/words").items()
    return defaultdict(frozenset, {name: frozenset(table["words"]) for name, table in listed})


WORDS = words_of(ENGLISH)
#: nouns for who speaks, or what is read
SPEAKERS = frozenset(row[0] for row in read_table("en/roles")) | read_words("en/claims/speakers")


@cache
def _irregular() -> dict[str, str]:
    return {form: lemma for lemma, forms in read_table("en/claims/irregular") for form in forms.split(" ")}


@lru_cache(maxsize=20_000)
def lemmas(word: str) -> tuple[str, ...]:
    """What a word may be a form of, itself first.

    >>> lemmas("denied"), lemmas("said"), lemmas("planning")[-1]
    (('denied', 'deni', 'denie', 'deny'), ('said', 'say'), 'plan')
    """
    word = word.lower()
    found = [word]
    if irregular := _irregular().get(word):
        found.append(irregular)
        return tuple(found)
    for ending in ("s", "es", "ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            found.append(stem)
            if ending in ("ed", "ing"):
                found.append(stem + "e")
                if stem[-1] == stem[-2]:
                    found.append(stem[:-1])
    if word.endswith(("ies", "ied")) and len(word) > 4:
        found.append(word[:-3] + "y")
    return tuple(found)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without the endings of its forms: the same for all of them, though often no word.

    >>> stem("closed") == stem("close") == stem("closing"), stem("ships") == stem("ship")
    (True, True)
    """
    word = _irregular().get(word.lower(), word.lower())
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            word = word.removesuffix(ending) + instead
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl" else word
