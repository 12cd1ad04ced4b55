"""Entities: the named things of an article, each with its type, one name and, where it is known, an id.

The reader finds names (`enrich/reader`); lists that are surer about what a name is overrule it
(`enrich/names/gazetteer.py`, `enrich/names/weapons.py`); then all mentions of one thing get one name
(`enrich/names/coreference.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from newswire.enrich.lexicon.load import ENGLISH
from newswire.enrich.names import cities, companies, forms, gazetteer, layout, offices, trimming, weapons
from newswire.enrich.names import coreference as names
from newswire.enrich.names.aliases import Aliases
from newswire.enrich.names.mention import Mention, Text
from newswire.enrich.names.overlaps import Wins, always, covers, merged, overrules
from newswire.enrich.names.words import Words, words_of
from newswire.enrich.passages.document import Document
from newswire.enrich.passages.read import Span
from newswire.stream.messages import Entity


class Step(NamedTuple):
    """Names that one kind of evidence shows, looked for where those of the steps before it are known."""

    name: str
    find: Callable[[Sequence[Mention], Text], Iterable[Mention]]
    wins: Wins
    example: str  #: it is read otherwise without the step; {Ann Lee|PER} is a name as the reader finds it
    yields: str = ""  #: it is read otherwise where the names of the step win over all others


STEPS = (
    Step("known", gazetteer.known, overrules, "Ships lay off Russia.", "The {Bank of Russia Museum|ORG} grew."),
    Step("weapons", weapons.find, covers, "They sold two rifles.", "The {Dovna Tank Museum|ORG} grew."),
    Step("companies", companies.of_places, always, "The {Geneva|LOC} Protocol holds."),
    Step("forms", forms.of_form, covers, "It left Oslo Airport.", "The {Friends of Model Y|ORG} met."),
    Step("again", forms.again, covers, "Hurricane Ana came. Ana left.", "Hurricane Ana hit {Ana Duarte|PER}."),
    Step("offices", offices.of_places, always, "Then {Ardahan Governor Emre Yildiz|PER} spoke."),
    Step("layout", layout.shown, always, "{Barton|PER} 2 {Wexley|LOC} 1"),
    Step("half nations", gazetteer.half_nations, always, "North Korea agreed. The North’s ministry did not."),
)


class Entities:
    """Tags the named things of each document."""

    name = "entities"

    def __init__(self, aliases: Aliases, words: Words) -> None:
        self._aliases, self._words = aliases, words
        self.version = "6" + (f"+{aliases.version}" if aliases.version else "")

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            mentions = self._mentions(document)
            _settle(mentions)
            cities.identify(mentions)
            names.unify(mentions)
            _name_alike(mentions, self._aliases)
            document.entities.extend(
                Entity(
                    field=m.field,
                    text=m.text,
                    start=m.start,
                    end=m.end,
                    type=m.type,
                    name=m.name,
                    entity_id=m.entity_id,
                    wikidata=gazetteer.wikidata(m.entity_id),
                )
                for m in mentions
            )
        return batch

    def _mentions(self, document: Document) -> list[Mention]:
        """All mentions in order; whoever is named in full is a person where the surname stands alone, too."""
        texts = [
            Text(field, document.texts[field], self._words, document.parses.get(field)) for field in document.reads
        ]
        fields = [(at, find(document.reads[at.field].names, at)) for at in texts]
        borne = names.surnames([m for _, found in fields for m in found])
        mentions: list[Mention] = []
        for at, found in fields:
            for m in found:
                if not m.known and (name := trimming.untitled(m.text, self._words)) in borne:
                    m.start, m.text, m.name, m.type = m.end - len(name), name, name, "PERSON"
            mentions += merged(found, names.by_surname(borne, found, at), always)
        return mentions


def find(read: Sequence[Span], at: Text, steps: Sequence[Step] = STEPS) -> list[Mention]:
    """The names of one field in order, none over another, from what the reader found in it."""
    found = sorted(trimming.trimmed(read, at), key=lambda m: m.start)
    for step in steps:
        found = merged(found, step.find(found, at), step.wins)
    return found


def _settle(mentions: list[Mention]) -> None:
    """One name, one type: the model's doubts are settled by the majority of its own mentions."""
    votes: dict[str, Counter[str]] = {}
    for m in mentions:
        votes.setdefault(m.text, Counter())[m.type] += 3 if m.known else 1
    for m in mentions:
        if not m.known:
            (best, n), *_ = votes[m.text].most_common(1)
            if n > votes[m.text][m.type]:
                m.type = best


def _name_alike(mentions: Sequence[Mention], aliases: Aliases) -> None:
    """Gives people and organisations an id that is the same in all articles. A lone first or last name gets none,
    but where a table knows it: it may be anybody's."""
    for m in mentions:
        is_somebody = m.type == "ORG" or (m.type == "PERSON" and (" " in m.name or aliases.knows(m.type, m.name)))
        if m.entity_id is None and is_somebody:
            m.entity_id = aliases.entity_id(m.type, m.name)


def make(aliases: Path | str | None = None, lexicon: Path = ENGLISH) -> Entities:
    """The tagger of entities; `aliases` is a file that `newswire aliases learn` wrote, `lexicon` the folder of a
    language's words."""
    return Entities(Aliases(None if aliases is None else Path(aliases)), words_of(lexicon))
