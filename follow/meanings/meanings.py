"""Reads what words of a language mean."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

import msgspec

from follow.words import tokens


class Meanings(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a language's words about quantities. All is empty for a language that has no file."""

    meanings: dict[str, list[str]] = {}
    subsets: dict[str, list[str]] = {}
    anybody: dict[str, list[str]] = {}
    light: dict[str, list[str]] = {}
    part: dict[str, list[str]] = {}
    total: dict[str, list[str]] = {}
    spokespeople: dict[str, list[str]] = {}
    alike: dict[str, list[str]] = {}

    def meaning(self, word: str | None) -> str | None:
        """Of a word or a lemma; None where none is known."""
        return _found(_flat(self.meanings), word)

    def subset(self, text: str) -> str | None:
        """Which part of those counted a noun phrase can only be."""
        return next((s for word in tokens(text.lower()) if (s := _found(_flat(self.subsets), word))), None)

    def anyone(self, word: str | None) -> bool:
        """Whether a noun stands for people as such."""
        return _found(_flat(self.anybody), word) is not None

    def light_verb(self, word: str | None) -> bool:
        """Whether a word says nothing of which quantity it is."""
        return _found(_flat(self.light), word) is not None

    def related(self, one: str, other: str) -> bool:
        """Whether reports may say the one meaning for the other."""
        return any(one in group and other in group for group in self.alike.values())

    def speaks_for(self, text: str) -> bool:
        """Whether somebody so described speaks for an institution."""
        return any(_found(_flat(self.spokespeople), word) for word in tokens(text.lower()))


class _Patterns(dict[str, str]):
    """Word -> what it is found under; prefixes stand apart."""

    def __init__(self, groups: Iterable[tuple[str, list[str]]]) -> None:
        super().__init__()
        self.prefixes: list[tuple[str, str]] = []
        for name, words in groups:
            for word in words:
                if word.endswith("*"):
                    self.prefixes.append((word[:-1], name))
                else:
                    self.setdefault(word, name)


_patterns: dict[int, _Patterns] = {}


def _flat(groups: dict[str, list[str]]) -> _Patterns:
    if id(groups) not in _patterns:
        _patterns[id(groups)] = _Patterns(groups.items())
    return _patterns[id(groups)]


def _found(patterns: _Patterns, word: str | None) -> str | None:
    if not word:
        return None
    word = word.lower()
    if word in patterns:
        return patterns[word]
    return next((name for prefix, name in patterns.prefixes if word.startswith(prefix)), None)


@lru_cache(maxsize=32)
def meanings(language: str | None) -> Meanings:
    """Of a language by its code, `en` where it is not known; empty where there is no file."""
    code = (language or "en").split("-")[0].split("_")[0].lower()
    file = resources.files("follow.meanings").joinpath(f"{code}.toml")
    if not code.isalpha() or not file.is_file():
        return Meanings()
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Meanings)
