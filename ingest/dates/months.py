"""Names of months and weekdays, as dates in feeds and pages write them, in the languages that news is written in.

They are CLDR's (`names.json`, made by `make_names.py`), and what news writes besides (`_MORE`).
"""

import json
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from newswire.stream.text import normalized

#: language -> spellings that CLDR does not have
_MORE = {
    "en": "sept=9",
    "de": "feber=2 mrz=3 maerz=3",
    "fr": "aoû=8",
    "it": "febbr=2 sett=9",
    "es": "setiembre=9",
    "ro": "noi=11",
    "bg": "септ=9 ноем=11",
    "ru": "нояб=11 сент=9",
    "id": "agt=8",
    "hi": "फरवरी=2 फर=2 अप्रै=4 सितम्बर=9 अक्तूबर=10 अक्तू=10 नवम्बर=11 दिसम्बर=12",
    "sl": "januarja=1 februarja=2 junija=6 julija=7 avgusta=8",
    "eu": "urtarrilaren=1 otsailaren=2 martxoaren=3 apirilaren=4 maiatzaren=5 ekainaren=6 uztailaren=7 abuztuaren=8 "
    "irailaren=9 urriaren=10 azaroaren=11 abenduaren=12 urtarrilak=1 otsailak=2 martxoak=3 apirilak=4 maiatzak=5 "
    "ekainak=6 uztailak=7 abuztuak=8 irailak=9 urriak=10 azaroak=11 abenduak=12",
    "be": "траўня=5",
    "he": "ינו=1 פבר=2 מרס=3 אפר=4 יונ=6 יול=7 אוג=8 ספט=9 אוק=10 נוב=11 דצמ=12",
    "bn": "জানুয়ারি=1 ফেব্রুয়ারি=2",
    "ar": "ابريل=4 اغسطس=8 اكتوبر=10",
    "fa": "جولای=7",
}
#: with the vowel signs of Indian and other scripts, which are not letters to `re`
_LETTER = "[^\\W\\d_]"
_MARK = (
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0970\u0981-\u0983\u09bc-\u09cd"
    "\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c03\u0c3e-\u0c56"
    "\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d82\u0d83\u0dca-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u17b4-\u17d3]"
)
#: a word, of any script
WORD = f"{_LETTER}{_MARK}*(?:[.'’]?(?:{_LETTER}{_MARK}*))*"
#: the shortest cut of a month's name that is taken for it
_MIN_CUT = 3


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """Lower-case, without accents, dots and joiners, so that spellings meet.

    >>> bare("Févr."), bare("AĞU")
    ('fevr', 'agu')
    """
    apart = normalized("NFD", word.casefold().replace("ı", "i"))
    return "".join(
        c for c in apart if c not in ".'’॰" and not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    )


class Months(NamedTuple):
    """What a word names."""

    numbers: tuple[int, ...]  #: 1 to 12; several where it is another month in another language; none where it is none
    exact: bool  #: whether the word is a name, not the beginning of one in some language


@lru_cache(maxsize=4096)
def months_of(word: str, language: str | None = None) -> Months:
    """The months that a word may name. A name may be cut to three letters or more.

    What it means in `language` (`fi`, `hr`) counts before what it means elsewhere.

    >>> months_of("Oct.").numbers, months_of("באוקטובר").numbers, months_of("monday").numbers
    ((10,), (10,), ())
    >>> months_of("listopada").numbers, months_of("listopada", "hr").numbers
    ((10, 11), (10,))
    >>> months_of("Lok"), months_of("Lok", "fi"), months_of("Mar", "fi").numbers
    (Months(numbers=(10,), exact=False), Months(numbers=(10,), exact=True), (3, 11))
    """
    name = bare(word)
    found = _NAMES.get(name) or _NAMES.get(name.removeprefix("ב")) or {}
    here = {month for month, languages in found.items() if language in languages}
    if here or len(name) < _MIN_CUT or (found and not language):
        return Months(tuple(sorted(here or found)), True)
    cut = {
        month
        for longer in _longer(name)
        for month, languages in _NAMES[longer].items()
        if language is None or language in languages
    }
    if len(cut) != 1 or (language is None and name in WEEKDAYS):
        return Months(tuple(sorted(found)), True)
    return Months(tuple(sorted(cut | set(found))), bool(language))


def _longer(name: str) -> Iterator[str]:
    at = bisect_left(_SORTED, name)
    while at < len(_SORTED) and _SORTED[at].startswith(name):
        yield _SORTED[at]
        at += 1


def _names(told: dict[str, Any]) -> dict[str, dict[int, frozenset[str]]]:
    """Bare name -> month -> the languages in which it is that."""
    found = {
        name: {int(number): frozenset(languages.split()) for number, languages in months.items()}
        for name, months in told.items()
    }
    for language, spellings in _MORE.items():
        for name, _, number in (spelling.partition("=") for spelling in spellings.split()):
            months = found.setdefault(bare(name), {})
            months[int(number)] = months.get(int(number), frozenset()) | {language}
    return found


_TOLD = json.loads((Path(__file__).parent / "names.json").read_text(encoding="utf-8"))
_NAMES = _names(_TOLD["months"])
_SORTED = sorted(_NAMES)
#: bare name -> days that it may mean, Monday is 0
WEEKDAYS: dict[str, list[int]] = _TOLD["weekdays"]
#: bare word for a half of the day -> am or pm -> the languages in which it is that
HALVES: dict[str, dict[str, str]] = _TOLD["halves"]
