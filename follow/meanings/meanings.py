"""Reads what words of a language mean."""

import tomllib
from functools import lru_cache
from importlib import resources

import msgspec

from newswire.follow.meanings.patterns import Patterns, phrases
from newswire.follow.words import tokens

#: characters between words of contrast and the number, at most: against the roughly
_BEFORE = 12
#: characters before a number in which it is denied
_CLAUSE = 30

_Lists = dict[str, list[str]]


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As a language's file has it."""

    meanings: _Lists = {}
    subsets: _Lists = {}
    anybody: _Lists = {}
    light: _Lists = {}
    part: _Lists = {}
    total: _Lists = {}
    spokespeople: _Lists = {}
    alike: _Lists = {}
    money: _Lists = {}
    forecast: _Lists = {}
    institutions: _Lists = {}
    cumulative: _Lists = {}
    contrast: _Lists = {}
    together: _Lists = {}
    weak: _Lists = {}
    rival: _Lists = {}
    corrected: _Lists = {}
    cited: _Lists = {}
    usual: _Lists = {}
    pronouns: _Lists = {}
    denied: _Lists = {}
    former: _Lists = {}


class Meanings:
    """What is known of a language's words about quantities. Nothing for a language that has no file."""

    def __init__(self, file: _File) -> None:
        money, only = file.money.get("any", ()), file.money.get("only", ())
        self._money = Patterns((k, v) for k, v in file.meanings.items() if k in money)
        self._other = Patterns((k, v) for k, v in file.meanings.items() if k not in only)
        self._subsets = Patterns(file.subsets.items())
        self._anybody = Patterns(file.anybody.items())
        self._light = Patterns(file.light.items())
        self._spokespeople = Patterns(file.spokespeople.items())
        self._forecast = Patterns(file.forecast.items())
        self._institutions = Patterns(file.institutions.items())
        self._weak = frozenset(file.weak.get("words", ()))
        self._alike = [set(group) for group in file.alike.values()]
        self._part = {where: tuple(words) for where, words in file.part.items()}
        self._together = [(phrase, name) for name, phrases in file.together.items() for phrase in phrases]
        self._cumulative = frozenset(file.cumulative.get("words", ()))
        self._contrast = tuple(f" {words} " for words in file.contrast.get("words", ()))
        self._total = tuple(file.total.get("words", ()))
        self._cited = phrases(file.cited.get("words", ()))
        self._denied = (file.denied.get("before", []), file.denied.get("between", []))
        self._pronouns = {word: kind for kind, words in file.pronouns.items() for word in words}
        self._gave_up = tuple(f" {words} " for words in file.former.get("same", ()))
        self._plainly = tuple(f" {words} " for words in file.former.get("plainly", ()))
        self._usual = Patterns(file.usual.items())
        self._former = tuple(f" {words} " for words in file.former.get("words", ()))
        self._rival, self._corrected = (phrases(lists.get("words", ())) for lists in (file.rival, file.corrected))

    def meaning(self, word: str | None, *, money: bool = False) -> str | None:
        """Of a word or a lemma beside a sum of money, or beside another figure; None where none is known."""
        return (self._money if money else self._other).find(word) if word else None

    def subset(self, phrase: str) -> str | None:
        """Which part of those counted a noun phrase can only be."""
        return next((s for word in tokens(phrase) if (s := self._subsets.find(word))), None)

    def anyone(self, word: str | None) -> bool:
        """Whether a noun stands for people as such."""
        return bool(word and self._anybody.find(word))

    def light_verb(self, word: str | None) -> bool:
        """Whether a word says nothing of which quantity it is."""
        return bool(word and self._light.find(word))

    def forecasts(self, text: str) -> bool:
        """Whether somebody expects it there."""
        return any(self._forecast.find(word) for word in tokens(text))

    def institution(self, word: str) -> bool:
        """Whether a common noun stands for who says so."""
        return self._institutions.find(word) is not None

    def related(self, one: str, other: str) -> bool:
        """Whether reports may say the one meaning for the other."""
        return any(one in group and other in group for group in self._alike)

    def roles(self, text: str) -> set[str]:
        """The words of an office that speaks for an institution, as they are listed."""
        return {word.lower()[:5] for word in tokens(text) if self._spokespeople.find(word)}

    def is_part(self, before: str, after: str) -> bool:
        """Whether the words beside a number make it a part of another."""
        return after.lstrip().startswith(self._part.get("after", ())) or before.rstrip().endswith(
            self._part.get("before", ())
        )

    def weak(self, word: str) -> bool:
        """Whether a word means what the word before it means."""
        return word in self._weak

    def together(self, text: str) -> str | None:
        """What two words together mean: killed or wounded."""
        return next((name for phrase, name in self._together if phrase in text), None)

    def only_grows(self, meaning: str | None) -> bool:
        """Whether a sum of this meaning only grows while a story lasts."""
        return meaning in self._cumulative

    def contrasts(self, between: str) -> bool:
        """Whether the words between two numbers set one against the other: they stand right before the second."""
        return any(words in between[-len(words) - _BEFORE :] for words in self._contrast)

    def rivals(self, text: str) -> bool:
        """Whether a sentence sets somebody's number against another's."""
        return bool(self._rival and self._rival.search(text))

    def corrects(self, text: str) -> bool:
        """Whether a sentence says that who gives a number gave another one before."""
        return bool(self._corrected and self._corrected.search(text))

    def cited(self, text: str) -> list[int]:
        """Where the words end after which somebody is named whose number it is."""
        return [match.end() for match in self._cited.finditer(text)] if self._cited else []

    def pronoun(self, word: str) -> str | None:
        """Whom a pronoun stands for: a person, or a thing or several; None where it is not a pronoun."""
        return self._pronouns.get(word.lower())

    def gave_up(self, before: str, *, plainly: bool = False) -> bool:
        """Whether the words right before a number say that the same quantity had it before; `plainly`: whatever stands
        between the two."""
        words = self._plainly if plainly else self._gave_up
        return f" {before.strip()} ".endswith(words) if words else False

    def usual(self, text: str) -> bool:
        """Whether a number is what there is in general, and no state of this affair."""
        return any(self._usual.find(word) for word in tokens(text))

    def denies(self, before: str, between: str) -> bool:
        """Whether the words before a number and those after it put the next one in its place: not 4 but 3."""
        return any(
            f" {before[-_CLAUSE:].lower().rstrip()} ".endswith(f" {no} ")
            and f" {between.lower().rstrip()}".endswith(f" {but}")
            for no in self._denied[0]
            for but in self._denied[1]
        )

    def former(self, before: str) -> bool:
        """Whether the words right before a number say that it held before."""
        return f" {before.strip()} ".endswith(self._former) if self._former else False

    def is_total(self, sentence: str) -> bool:
        """Whether a sentence sums up."""
        return any(words in sentence for words in self._total)


@lru_cache(maxsize=32)
def meanings(language: str | None) -> Meanings:
    """Of a language by its code, `en` where it is not known; of one without a file, nothing."""
    code = (language or "en").split("-")[0].split("_")[0].lower()
    file = resources.files("newswire.follow.meanings").joinpath(f"{code}.toml")
    if not code.isalpha() or not file.is_file():
        return Meanings(_File())
    return Meanings(msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _File))
