"""Entities: the named things of an article, each with its type, one name and, where it is known, an id.

The reader finds names (`enrich/reader`); lists that are surer about what a name is overrule it
(`enrich/names/gazetteer.py`, `enrich/names/weapons.py`); then all mentions of one thing get one name
(`enrich/names/coreference.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from newswire.enrich.lexicon.load import ENGLISH
from newswire.enrich.names import cities, companies, entity_types, forms, gazetteer, layout, offices, trimming, weapons
from newswire.enrich.names import coreference as names
from newswire.enrich.names.aliases import Aliases
from newswire.enrich.names.coreference import Mention
from newswire.enrich.names.overlaps import always, arms_win, covers, merged, overrules
from newswire.enrich.names.words import Words, words_of
from newswire.enrich.passages.document import Document
from newswire.enrich.passages.read import Span
from newswire.stream.messages import Entity


class Entities:
    """Tags the named things of each document."""

    name = "entities"

    def __init__(self, aliases: Aliases, words: Words) -> None:
        self._known, self._aliases, self._words = gazetteer.load(), aliases, words
        self.version = "5" + (f"+{aliases.version}" if aliases.version else "")

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            fields = {f: self._mentions(document, f, read.names) for f, read in document.reads.items()}
            mentions = _with_surnames(fields, document, self._words)
            _settle(mentions)
            cities.identify(mentions)
            names.unify(mentions, dict(document.texts))
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

    def _mentions(self, document: Document, field: str, read: Sequence[Span]) -> list[Mention]:
        """The names of one field, none over another."""
        text = document.texts[field]
        words = self._words
        found = list(trimming.trimmed(field, text, entity_types.whole(read, text, words), words))
        known = [  # the US in US$ is not a place
            Mention(field, h.start, h.end, text[h.start : h.end], h.known.type, h.known.name, h.known.entity_id, True)
            for h in self._known.find(text)
            if text[h.end : h.end + 1] != "$"
        ]
        arms = [
            Mention(field, start, end, text[start:end], "WEAPON", text[start:end], None, True)
            for start, end in weapons.find(text, words)
        ]
        found = merged(merged(found, known, overrules), arms, arms_win)
        if parse := document.parses.get(field):
            found = merged(found, companies.of_places(found, field, text, parse, words), always)
        found = merged(found, forms.of_form(field, text, words), covers)
        found = merged(found, forms.again(text, found, words), covers)
        found = offices.of_places(found, field, text, words)
        found = merged(found, layout.shown(found, field, text, words), always)
        return merged(found, _divided_nation(found, field, text, words), always)


def _divided_nation(found: list[Mention], field: str, text: str, words: Words) -> Iterator[Mention]:
    """ "the North" of an article about North Korea is North Korea."""
    if any(m.entity_id in ("iso3166:KP", "iso3166:KR") for m in found):
        for half in words["half a nation"].finditer(text):
            code = half.lastgroup or ""
            name = gazetteer.countries()[code]
            yield Mention(field, *half.span(code), half[code], "GPE", name, f"iso3166:{code}", True)


def _with_surnames(fields: dict[str, list[Mention]], document: Document, words: Words) -> list[Mention]:
    """All mentions in order; whoever is named in full is a person where the surname stands alone, too."""
    borne = entity_types.surnames([m for found in fields.values() for m in found])
    mentions = []
    for field, found in fields.items():
        found.sort(key=lambda m: m.start)
        for mention in found:
            if not mention.known and (name := trimming.untitled(mention.text, words)) in borne:
                mention.start, mention.text, mention.name = mention.end - len(name), name, name
                mention.type = "PERSON"
        missed = entity_types.by_surname(field, document.texts[field], borne, found)
        mentions += sorted([*found, *missed], key=lambda m: m.start)
    return mentions


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
