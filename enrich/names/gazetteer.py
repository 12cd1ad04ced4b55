"""Finds names that are known beforehand: countries, nationalities, places, organisations.

Surer than a model about what a name is, and the only one who knows its code.
The lists are `enrich/lexicon/world/*.tsv`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from newswire.enrich.lexicon.load import read_table, read_words
from newswire.enrich.names.mention import Mention, Text

#: a word that may begin a name
_WORD = re.compile(r"[^\W\d_]\w*")
#: names that are as often something else: only where the model finds a place, too
UNSURE = read_words("world/unsure")


class Known(NamedTuple):
    """What is known about a name."""

    type: str
    name: str  #: the canonical one
    entity_id: str | None = None
    after_the: bool = False  #: a name only after "the"


class Hit(NamedTuple):
    """A known name at `start:end` of a text."""

    start: int
    end: int
    known: Known


class Gazetteer:
    """Known names by their first word."""

    def __init__(self, names: dict[str, Known]) -> None:
        self._by_word: dict[str, list[tuple[str, Known]]] = defaultdict(list)
        for name, known in names.items():
            if first := _WORD.match(name):
                self._by_word[first[0]].append((name, known))
        for entries in self._by_word.values():
            entries.sort(key=lambda e: -len(e[0]))

    def find(self, text: str) -> Iterator[Hit]:
        """The longest known name at each place, from left to right; hits never overlap."""
        end = 0
        for word in _WORD.finditer(text):
            entries = self._by_word.get(word[0])
            if not entries or word.start() < end:
                continue
            for name, known in entries:
                stop = word.start() + len(name)
                if not text.startswith(name, word.start()) or (stop < len(text) and text[stop].isalnum()):
                    continue
                if known.after_the and text[max(0, word.start() - 4) : word.start()].lower() != "the ":
                    continue
                yield Hit(word.start(), stop, known)
                end = stop
                break


@cache
def countries() -> dict[str, str]:
    """ISO 3166-1 code of each country -> its canonical name."""
    return {code: names.split("|")[0] for code, names, *_ in read_table("world/countries")}


@cache
def _country_names() -> frozenset[str]:
    return frozenset(
        re.sub(r"^the ", "", name).casefold()
        for _, names, *_ in read_table("world/countries")
        for name in names.split("|")
    ) | frozenset(("england", "scotland", "wales", "northern ireland", "republic of ireland", "ireland", "yugoslavia"))


def is_country(name: str) -> bool:
    """Whether a name, whatever its case, is that of a country (or a nation of Britain)."""
    return name.casefold() in _country_names()


@cache
def _territories() -> dict[str, str]:
    return {f"iso3166:{code}": f"wikidata:{qid}" for code, qid in read_table("world/territories")}


def wikidata(entity_id: str | None) -> str | None:
    """The id of Wikidata for an id of ours, None where none is known.

    >>> wikidata("iso3166:KP")
    'wikidata:Q423'
    """
    return entity_id if (entity_id or "").startswith("wikidata:") else _territories().get(entity_id or "")


def known(found: Sequence[Mention], at: Text) -> Iterator[Mention]:
    """The known names of a text."""
    for hit in load().find(at.text):
        if not at.text.startswith("$", hit.end):  # the US in US$ is not a place
            yield at.mention(hit.start, hit.end, hit.known.type, hit.known.name, hit.known.entity_id)


def half_nations(found: Sequence[Mention], at: Text) -> Iterator[Mention]:
    """ "the North" of an article about North Korea is North Korea."""
    if any(m.entity_id in ("iso3166:KP", "iso3166:KR") for m in found):
        for half in at.words["half a nation"].finditer(at.text):
            code = half.lastgroup or ""
            yield at.mention(*half.span(code), "GPE", countries()[code], f"iso3166:{code}")


@cache
def load() -> Gazetteer:
    """The gazetteer of the lists that ship with newswire. Raises ValueError where one name stands for two things."""
    known: dict[str, Known] = {}
    for name, one in _listed():
        if known.setdefault(name, one) != one:
            raise ValueError(f"world: {name!r} is {known[name]} and {one}")
    for name, one in list(known.items()):
        if one.type == "NORP" and one.entity_id and not name.endswith(("ese", "ish", "ch", "men", "man", "s")):
            known.setdefault(f"{name}s", one)
    return Gazetteer(known)


def _listed() -> Iterator[tuple[str, Known]]:
    for name, kind, flag in read_table("world/names"):
        yield name, Known(kind, name, flag if flag.startswith("wikidata:") else None, flag == "the")
    for name, kind, region in read_table("world/places"):
        yield name, Known(kind, name, f"iso3166:{region}" if region else None)
    for code, spellings, nationalities in read_table("world/countries"):
        canonical, *_ = spellings.split("|")
        for name in spellings.split("|"):
            yield re.sub(r"^[Tt]he ", "", name), Known("GPE", canonical, f"iso3166:{code}")
        people = nationalities.split("|") if nationalities else []
        for one in people:
            yield one, Known("NORP", people[0], f"iso3166:{code}")
