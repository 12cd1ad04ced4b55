"""What the words for a source stand for in an article: "he", "the agency", "the president" lead back to a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrich.claims import sources
from enrich.lexicon.load import read_table
from enrich.passages.document import Document
from stream.messages import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"))
_ROLES = {row[0]: row[1] for row in read_table("en/roles")}
_HE = frozenset(("he", "she", "him", "her", "his"))
_RELATIVES = frozenset(("who", "which", "that"))
_IT = frozenset(("it", "its", "itself"))
_I = frozenset(("i", "we", "you", "me", "us", "my", "our"))
#: names that are looked back upon
_FAR = 200
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_TITLE = re.compile(r"([^\W\d_]+)\W+$")


class Referents:
    """The names of one field, in order, and whom words between them mean."""

    def __init__(self, document: Document, field: str, parse: Doc) -> None:
        self._text = document.texts[field]
        self._parse = parse
        self._entities: Sequence[Entity] = sorted(
            (e for e in document.entities if e.field == field and e.type in _NAMED), key=lambda e: e.start
        )
        self._starts = [e.start for e in self._entities]
        #: what somebody is called -> the name, as far as the text has told: "president" -> the last one
        self._roles = self._read_roles()

    def mention(self, head: Token, start: int, end: int, last_source: Mention | None) -> Mention:
        """The words `start:end`, whose head is `head`, with the name that they stand for.

        `last_source` is who spoke last before: whom a pronoun means where nobody nearer fits.
        """
        text = self._text[start:end]
        name, entity_id = self._resolve(head, start, end, last_source)
        return Mention(text=text, start=start, end=end, name=name, entity_id=entity_id)

    def _resolve(self, head: Token, start: int, end: int, last: Mention | None) -> tuple[str | None, str | None]:
        word = head.lower_
        if word in _RELATIVES and (behind := _antecedent(head)) is not None:
            return self._resolve(behind, *sources.span(behind, self._parse), last)
        if word in _HE:
            return self._person(start, last)
        if word in _IT:
            entity = self._before(start, ("ORG", "GPE"))
            return (entity.name, entity.entity_id) if entity else (None, None)
        if word == "they":
            return (last.name, last.entity_id) if last else (None, None)
        if word in _I or head.pos_ == "PRON":
            return None, None
        if entity := self._at(head):
            return entity.name, entity.entity_id
        if entity := self._apposed(head, end):
            return entity.name, entity.entity_id
        if self._is_definite(head):
            kind = _ROLES.get(head.lemma_.lower())
            if known := self._roles_before(head.lemma_.lower(), start):
                return known.name, known.entity_id
            if kind == "ORG" and self._is_bare(head):
                fitting = self._before(start, ("ORG",))
                if fitting:
                    return fitting.name, fitting.entity_id
        return _ARTICLE.sub("", " ".join(self._text[start:end].split())), None

    def _person(self, start: int, last: Mention | None) -> tuple[str | None, str | None]:
        """Whom "he" means: the last person who was a subject, else the last one who spoke, else the last one."""
        candidates = [e for e in self._until(start) if e.type == "PERSON"]
        if not candidates:
            return (last.name, last.entity_id) if last and last.name else (None, None)
        for entity in reversed(candidates[-6:]):
            span = self._parse.char_span(entity.start, entity.end, alignment_mode="expand")
            if span is not None and span.root.dep_ in ("nsubj", "nsubjpass"):
                return entity.name, entity.entity_id
        return candidates[-1].name, candidates[-1].entity_id

    def _at(self, head: Token) -> Entity | None:
        """The name whose words hold the head."""
        place = bisect_left(self._starts, head.idx + 1) - 1
        for entity in self._entities[max(0, place - 1) : place + 1]:
            if entity.start <= head.idx < entity.end:
                return entity
        return None

    def _apposed(self, head: Token, end: int) -> Entity | None:
        """The name beside a description: "a lawyer for the firm, Ann Lee"."""
        for child in head.children:
            if child.dep_ == "appos" and (entity := self._at(child)):
                return entity
        return None

    def _before(self, start: int, types: tuple[str, ...]) -> Entity | None:
        return next((e for e in reversed(self._until(start)) if e.type in types), None)

    def _until(self, start: int) -> Sequence[Entity]:
        """The last names before a place."""
        place = bisect_left(self._starts, start)
        return self._entities[max(0, place - _FAR) : place]

    @staticmethod
    def _is_definite(head: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.children)

    @staticmethod
    def _is_bare(head: Token) -> bool:
        """Nothing but an article before it, and nothing that says which one behind it."""
        return all(c.dep_ in ("det", "punct") for c in head.children)

    def _read_roles(self) -> list[tuple[int, str, Entity]]:
        """(place, role, name): "President Ann Lee", "Ann Lee, the mayor of X", "Ministry" of a name's own words."""
        found = []
        for entity in self._entities:
            if entity.type == "PERSON":
                before = self._text[max(0, entity.start - 30) : entity.start]
                if (title := _TITLE.search(before)) and _ROLES.get(title[1].lower()) == "PERSON":
                    found.append((entity.start, title[1].lower(), entity))
                span = self._parse.char_span(entity.start, entity.end, alignment_mode="expand")
                root = span.root if span is not None else None
                if root is not None:
                    found.extend(
                        (entity.start, c.lemma_.lower(), entity)
                        for c in (*root.children, root.head)
                        if c.dep_ == "appos" or (c is root.head and root.dep_ == "appos")
                    )
            elif entity.type == "ORG":
                words = entity.name.lower().split()
                found.extend((entity.start, w, entity) for w in {words[0], words[-1]} if _ROLES.get(w) == "ORG")
        return sorted(found, key=lambda f: f[0])

    def _roles_before(self, role: str, start: int) -> Entity | None:
        until = bisect_left(self._roles, start, key=lambda r: r[0])
        return next((e for _, r, e in reversed(self._roles[max(0, until - _FAR) : until]) if r == role), None)


def _antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun goes back to: "the bank, which said ..."."""
    verb = pronoun.head
    while verb.dep_ in ("conj", "xcomp", "ccomp", "advcl"):
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" and verb.head.i < pronoun.i else None
