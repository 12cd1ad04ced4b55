"""Dictionary forms of English verbs and nouns, as far as words of a lexicon must be found again in a text."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache, lru_cache
from typing import TypeVar

from newswire.enrich.lexicon.load import read_table

V = TypeVar("V")


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


def is_form(word: str, words: Container[str]) -> bool:
    """Whether a word may be a form of one of these."""
    return any(form in words for form in lemmas(word))


def look_up(word: str, table: Mapping[str, V]) -> V | None:
    """What a table says of a word, by the first of its forms that it knows."""
    return next((table[form] for form in lemmas(word) if form in table), None)


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
