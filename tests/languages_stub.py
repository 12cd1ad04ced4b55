"""A second language, as small as one can be: German numbers and weekdays over a parser that only marks sentences."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from newswire.enrich.languages.language import Language
from newswire.enrich.numbers.number import Number
from newswire.enrich.passages.field import Passage
from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules.anchoring import Reading
from newswire.enrich.times.together import Expression

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?![\w,])")
_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
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


GERMAN = Language(code="de", lexicon="en", tags=("times", "figures"), parser=Sentences, numbers=numbers, times=times)
