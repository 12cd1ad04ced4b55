"""What the words for a source stand for in an article: "he", "the agency", "the president" lead back to a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from newswire.enrich.claims.lemmas import words_of
from newswire.enrich.claims.sentences import Sentences
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.passages.passage import Field
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import Place, beginning, sharing
from newswire.stream.messages import Entity, Mention

_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"))
#: names that are looked back upon
_FAR, _NEAR = 200, 6
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
#: where what says more about a source begins
_MORE = re.compile(r"\s*(?:[,;:(–—]|\s(?:who|which|that|of|for|from|in|at|with|on|to|by|about|near|outside)\s)")
#: before a name they make it another's: "a lawyer for Ann Lee"
_OF_ANOTHER = re.compile(r"\b(?:of|for|from|by|to|with|at|in|about|near|against|on)\s(?:\w+\s){0,2}$", re.I)
#: "the Oslo-based company" is the company
_OTHER = re.compile(r"\s[\w-]+-based\s")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_TITLE = re.compile(r"([^\W\d_]+)\W+$")
#: "Ann Lee, the mayor of Oslo, ..."
_APPOSED = re.compile(r",\s([^,.;:\n]{3,60})")
_WORD = re.compile(r"[^\W\d_]+")


class Referents:
    """The names of one field, in order, and whom words between them mean."""

    def __init__(
        self, field: Field, sentences: Sentences, sources: Sequence[Place], quoted: Sequence[Span], lexicon: Path
    ) -> None:
        """`sources` are the places of all who speak in the field, `quoted` its quotations, `lexicon` is the folder of
        the words of its language."""
        self._words = words_of(lexicon)
        self._nouns = {noun: kind for noun, kind, _ in read_table(f"{lexicon}/roles")}
        self._field, self._text, self._quoted = field, field.text, quoted
        speaking = {e.start for source in sources for e in field.names_in(*source)}
        self._subjects = speaking | {e.start for e in field.names if _opens(field.text, sentences, e.start)}
        #: what somebody is called -> the names that are, with their places, as far as the text has told
        self._roles: dict[str, list[Entity]] = {}
        for entity in field.names:
            for role in self._roles_of(entity):
                self._roles.setdefault(role, []).append(entity)

    def mention(self, start: int, end: int, last: Mention | None) -> Mention:
        """The words `start:end` with the name that they stand for. `last` is who spoke last before."""
        text = self._text[start:end]
        name, entity_id = self._resolve(start, end, last)
        return Mention(text=text, start=start, end=end, name=name, entity_id=entity_id)

    def _resolve(self, start: int, end: int, last: Mention | None) -> tuple[str | None, str | None]:
        said = self._text[start:end]
        word = said.lower()
        if said == "A" and self._text.startswith(":", end):
            return self._known(self._answering)
        if word in self._words["relative"]:
            named = self._before(start, _NAMED)
            return self._known(named if named and start - named.end < 60 else None)
        if word in self._words["person"]:
            return self._person(start, last)
        if word in self._words["thing"]:
            return self._known(self._before(start, ("ORG", "GPE"), subject=True) or self._before(start, ("ORG", "GPE")))
        if word in self._words["several"]:
            return (last.name, last.entity_id) if last else (None, None)
        if word in self._words["nobody"]:
            return None, None
        more = _MORE.search(said)
        core = start + (more.start() if more and more.start() else len(said))
        if entity := self._named(start, core, end):
            return entity.name, entity.entity_id
        words = _WORD.findall(self._text[start:core].lower())
        if words and words[0] in self._words["definite"]:
            role = words[-1]
            if known := self._role_before(role, start):
                return known.name, known.entity_id
            is_whoever = self._nouns.get(role) == "ORG" and _OTHER.sub(" ", said).count(" ") == 1
            if is_whoever and (entity := self._before(start, ("ORG",))):
                return entity.name, entity.entity_id
        return _ARTICLE.sub("", " ".join(said.split())), None

    @cached_property
    def _answering(self) -> Entity | None:
        """Who answers in an interview of questions and answers, "Q:" and "A:": the last person named before them."""
        names = self._field.names_before(max(0, self._text.find("\nQ:")), _FAR)
        return next((e for e in reversed(names) if e.type == "PERSON"), None)

    def _named(self, start: int, core: int, end: int) -> Entity | None:
        """The name that the words hold: a person beside a title or description, else the name that they end with."""
        inside = [e for e in self._field.names_in(start, end) if e.end <= end and e.type in _NAMED]
        persons = [e for e in inside if e.type == "PERSON"]
        for entity in sorted(persons, key=lambda e: e.end != core):  # "Harbour coach Ann Lee" is Ann Lee
            owner = _POSSESSIVE.match(self._text, entity.end, end)
            if not owner and not _OF_ANOTHER.search(self._text, start, entity.start):
                return entity
        return next((e for e in inside if e.start < core <= e.end), None)

    def _person(self, start: int, last: Mention | None) -> tuple[str | None, str | None]:
        """Whom "he" means: the last person who was a subject or spoke, else the last one."""
        candidates = [e for e in self._until(start) if e.type == "PERSON" and not self._is_in_same_quotation(e, start)]
        if not candidates:
            return (last.name, last.entity_id) if last and last.name else (None, None)
        subject = next((e for e in reversed(candidates[-_NEAR:]) if e.start in self._subjects), None)
        return self._known(subject or candidates[-1])

    def _is_in_same_quotation(self, entity: Entity, place: int) -> bool:
        """Whether a name stands in the quotation just before a pronoun: whom "she said" quotes is not its speaker."""
        around = sharing(self._quoted, entity.start, entity.start + 1)
        return any(q.start < entity.start and place - q.end < 4 for q in around)

    @staticmethod
    def _known(entity: Entity | None) -> tuple[str | None, str | None]:
        return (entity.name, entity.entity_id) if entity else (None, None)

    def _before(self, start: int, types: Sequence[str] | frozenset[str], *, subject: bool = False) -> Entity | None:
        near = self._until(start)[-_NEAR:] if subject else self._until(start)
        return next(
            (e for e in reversed(near) if e.type in types and not (subject and e.start not in self._subjects)), None
        )

    def _until(self, start: int) -> Sequence[Entity]:
        """The last names before a place."""
        return [e for e in self._field.names_before(start, _FAR) if e.type in _NAMED]

    def _roles_of(self, entity: Entity) -> Iterator[str]:
        """ "President Ann Lee", "Ann Lee, the mayor of X", "Ministry" of a name's own words."""
        if entity.type == "PERSON":
            before = self._text[max(0, entity.start - 30) : entity.start]
            if (title := _TITLE.search(before)) and self._nouns.get(title[1].lower()) == "PERSON":
                yield title[1].lower()
            if apposed := _APPOSED.match(self._text, entity.end):
                for word in _WORD.findall(apposed[1]):
                    if self._nouns.get(word.lower()) == "PERSON":
                        yield word.lower()
        elif entity.type == "ORG":
            words = _WORD.findall(entity.name.lower()) or [""]
            yield from (word for word in {words[0], words[-1]} if self._nouns.get(word, "").startswith("ORG"))

    def _role_before(self, role: str, start: int) -> Entity | None:
        return next(iter(beginning(self._roles.get(role, ()), 0, start)[-1:]), None)


def _opens(text: str, sentences: Sentences, start: int) -> bool:
    """Whether a name stands at the beginning of its sentence, an article or a title before it."""
    first = sentences.starts[sentences.of(start)]
    return start - first < 40 and len(text[first:start].split()) <= 3
