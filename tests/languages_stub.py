"""A second language, as small as one can be: a few German words over a parser that only marks sentences.

The words lie in `lexicon_de/`, outside of the package, as those of a foreign language do.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newswire.enrich.figures.quantities import quantify as english
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.languages.language import Language
from newswire.enrich.lexicon.load import alternatives, read_table, read_toml
from newswire.enrich.numbers.number import Number
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.read import Read, Span
from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules.anchoring import Reading
from newswire.enrich.times.together import Expression

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?![\w,])")
_LEXICON = Path(__file__).parent / "lexicon_de"
_UNITS = {name: (row[0], row[1]) for row in read_table(f"{_LEXICON}/units") for name in row[2].split(",")}
_BOUNDS = {word: bound for bound, words in read_toml(f"{_LEXICON}/bounds")["before"].items() for word in words}
_UNIT = re.compile(rf"\s({'|'.join(_UNITS)})\b")
_SAID = re.compile(r"(?P<Source>[A-Z]\w+ [A-Z]\w+) (?P<Cue>sagte), (?P<Content>.+?(?=\.\s|\.$))")
_NAMES = {"Ministerin Lena Weber": "PER", "Lena Weber": "PER", "Dr. Jan Kruse": "PER", "Kiel": "LOC"}
_NAME = re.compile(alternatives(_NAMES))
_DAYS = [day.capitalize() for day in read_toml(f"{_LEXICON}/calendar")["weekdays"]["words"]]
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")


class Sentences:
    """A parser without a model."""

    version = "sentences-1"
    sha256 = None

    def __init__(self) -> None:
        import spacy

        self._nlp = spacy.blank("de")
        self._nlp.add_pipe("sentencizer")

    def fields(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        return texts

    def __call__(self, texts: Sequence[str]) -> "list[Doc]":
        return list(self._nlp.pipe(texts))


def numbers(text: str) -> list[Number]:
    found = []
    for match in _NUMBER.finditer(text):
        value = float(match[1].replace(".", "") + "." + (match[2] or "0"))
        whole = int(value) if value.is_integer() else value
        found.append(Number(match.start(), match.end(), whole, whole, "digits"))
    return found


def times(passage: Passage) -> list[Expression]:
    found, now = [], passage.published
    for match in _DAY.finditer(passage.text):
        back = timedelta((now.weekday() - _DAYS.index(match[0])) % 7) if now else None
        period = periods.day(now - back) if now and back is not None else None
        found.append(Expression(match.start(), match.end(), Reading(period=period)))
    return found


def quantify(text: str, number: Number) -> Quantity | None:
    made = english.quantify(text, number)  # signs and symbols: "20 %", "5 km"
    if made is None:
        return None
    bound = next((bound for word, bound in _BOUNDS.items() if text[: number.start].endswith(f"{word} ")), "exact")
    unit = _UNIT.match(text, number.end)
    if unit is None:
        return replace(made, bound=bound)
    named, kind = _UNITS[unit[1]]
    return replace(made, bound=bound, unit=Unit(named, kind, number.start, unit.end()), end=unit.end())


class Cues:
    """A reader that knows one word for saying, and a few names."""

    version, sha256 = "cues-1", "0" * 64

    def begin(self, texts: Sequence[str]) -> "Told":
        return Told(texts)


class Told:
    """What it reads, at once when it is asked."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def go_on(self, stopped: Callable[[], bool], /) -> None:
        pass

    def found(self) -> list[Read]:
        return [
            Read(
                [Span(*m.span(), _NAMES[m[0]]) for m in _NAME.finditer(text)],
                [span for m in _SAID.finditer(text) for span in _spans(m)],
            )
            for text in self._texts
        ]


def _spans(match: re.Match[str]) -> list[Span]:
    return [Span(*match.span(label), label) for label in ("Source", "Cue", "Content")]


GERMAN = Language(
    code="de",
    tags=("entities", "times", "attribution", "figures"),
    lexicon=_LEXICON,
    parser=Sentences,
    reader=Cues,
    numbers=numbers,
    quantify=quantify,
    times=times,
)
