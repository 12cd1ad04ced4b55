"""What the words for a source stand for in an article: "he", "the agency", "the president" lead back to a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.spans import Place, beginning, sharing
from newswire.stream.messages import Entity, Mention

_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"))
#: names that are looked back upon; characters from a name to "who", and before a name that its title stands in
_FAR, _NEAR, _BESIDE, _TITLE = 200, 6, 60, 30
_WORD = re.compile(r"[^\W\d_]+")

#: lists of pronouns, and of the rules for them
_PRONOUNS = frozenset(("relative", "person", "thing", "several", "nobody"))

#: the name and id that words stand for; none where they stand for nobody that the text names
Known = tuple[str | None, str | None]
_NOBODY: Known = (None, None)


class Words(NamedTuple):
    """The words for a source, and who spoke last before."""

    start: int
    end: int
    said: str
    last: Mention | None


class Referents:
    """The names of one field, in order, and whom words between them mean."""

    def __init__(self, field: Spoken, sources: Sequence[Place]) -> None:
        """`sources` are the places of all who speak in the field."""
        self._field, self._text = field, field.text
        self._nouns = {noun: kind for noun, kind, _ in read_table(f"{field.lexicon}/roles")}
        speaking = {e.start for source in sources for e in field.names_in(*source)}
        self._subjects = speaking | {e.start for e in field.names if _opens(field, e.start)}
        self._spoke: list[Mention] = []
        #: what somebody is called -> the names that are, with their places, as far as the text has told
        self._roles: dict[str, list[Entity]] = {}
        for entity in field.names:
            for role in self._roles_of(entity):
                self._roles.setdefault(role, []).append(entity)

    def mention(self, start: int, end: int, last: Mention | None) -> Mention:
        """The words `start:end` with the name that they stand for. `last` is who spoke last before."""
        words = Words(start, end, self._text[start:end], last)
        pronouns = {name for name in _PRONOUNS if words.said.lower() in self._field.words[name]}
        rules = [rule for rule in RULES if rule.name in pronouns or rule.name not in _PRONOUNS]
        known = next((found for rule in rules if (found := rule.read(self, words)) is not None), None)
        name, entity_id = known or (self._field.rule("article").sub("", " ".join(words.said.split())), None)
        self._spoke.append(Mention(text=words.said, start=start, end=end, name=name, entity_id=entity_id))
        return self._spoke[-1]

    def answering(self, words: Words) -> Known | None:
        """Who answers in an interview of questions and answers, "Q:" and "A:": the last person named before them."""
        if words.said != "A" or not self._text.startswith(":", words.end):
            return None
        names = self._field.names_before(max(0, self._text.find("\nQ:")), _FAR)
        return _known(next((e for e in reversed(names) if e.type == "PERSON"), None))

    def relative(self, words: Words) -> Known:
        named = self._before(words.start, _NAMED)
        return _known(named if named and words.start - named.end < _BESIDE else None)

    def person(self, words: Words) -> Known:
        """Whom "he" means: the last person who was a subject or spoke, else the last one."""
        persons = [e for e in self._until(words.start) if e.type == "PERSON" and not self._is_quoted(e, words.start)]
        if not persons:
            return self.several(words)
        subject = next((e for e in reversed(persons[-_NEAR:]) if e.start in self._subjects), None)
        return _known(subject or persons[-1])

    def _is_quoted(self, entity: Entity, place: int) -> bool:
        """Whether a name stands in the quotation just before a pronoun: whom "she said" quotes is not its speaker."""
        around = sharing(self._field.quoted, entity.start, entity.start + 1)
        return any(q.start < entity.start and place - q.end < 4 for q in around)

    def thing(self, words: Words) -> Known:
        if words.last and self._field.apart(words.last.start, words.start) < 2 and self._is_thing(words.last):
            return words.last.name, words.last.entity_id
        near = [e for e in self._until(words.start)[-_NEAR:] if e.start in self._subjects and e.type in ("ORG", "GPE")]
        return _known(near[-1] if near else self._before(words.start, ("ORG", "GPE")))

    def _is_thing(self, spoke: Mention) -> bool:
        """Whether who spoke is an organisation, a medium or a country: by a noun, or a name and no more."""
        noun = self._noun_of(spoke.start, spoke.end)
        nouns, kind = self._field.words, self._nouns.get(noun, "")
        if spoke.text.lower() in nouns["thing"] or noun in nouns["media"] or kind.startswith("ORG"):
            return spoke.name is not None
        types = {e.type for e in self._field.names_in(spoke.start, spoke.end)}
        is_person = noun in nouns["person"] or kind == "PERSON" or types & {"PERSON", "NORP"}
        return not is_person and spoke.name is not None and all(word[0].isupper() for word in spoke.name.split())

    def medium(self, words: Words) -> Known | None:
        """The last one that spoke: "the newspaper", "the industry publication"."""
        if self._role_of(words) not in self._field.words["media"] or words.said.count(" ") > 2:
            return None
        near = [
            m for m in self._spoke[-1:-_NEAR:-1] if self._field.apart(m.start, words.start) < 4 and self._is_thing(m)
        ]
        return (near[0].name, near[0].entity_id) if near else None

    def several(self, words: Words) -> Known:
        return (words.last.name, words.last.entity_id) if words.last and words.last.name else _NOBODY

    def named(self, words: Words) -> Known | None:
        """The name that the words hold: a person beside a title or description, else the name that they end with."""
        inside = [e for e in self._field.names_in(*words[:2]) if e.end <= words.end and e.type in _NAMED]
        core = self._core(*words[:2])
        persons = [e for e in inside if e.type == "PERSON"]
        for entity in sorted(persons, key=lambda e: e.end != core):  # "Harbour coach Ann Lee" is Ann Lee
            owner = self._field.match("possessive", entity.end, words.end)
            if not owner and not self._field.search("of another", words.start, entity.start):
                return _known(entity)
        return _if_any(next((e for e in inside if e.start < core <= e.end), None))

    def role(self, words: Words) -> Known | None:
        """Of whom it was told before: "the president"."""
        called = self._roles.get(self._role_of(words), ())
        return _if_any(next(reversed(beginning(called, 0, words.start)), None))

    def whoever(self, words: Words) -> Known | None:
        """The last organisation, where no more is said of it: "the company", "the Oslo-based company"."""
        is_bare = self._field.rule("where it sits").sub(" ", words.said).count(" ") == 1
        is_org = is_bare and self._nouns.get(self._role_of(words)) == "ORG"
        return _if_any(self._before(words.start, ("ORG",)) if is_org else None)

    def _core(self, start: int, end: int) -> int:
        """Where words end, without what says more about them."""
        more = self._field.search("more about a source", start, end)
        return more.start() if more and more.start() > start else end

    def _role_of(self, words: Words) -> str:
        """What somebody who was told of before is called; empty where the words tell of somebody new."""
        is_known = words.said.lower().partition(" ")[0] in self._field.words["definite"]
        return self._noun_of(*words[:2]) if is_known else ""

    def _noun_of(self, start: int, end: int) -> str:
        words: list[str] = _WORD.findall(self._text, start, self._core(start, end))
        return words[-1].lower() if words else ""

    def _before(self, start: int, types: Collection[str]) -> Entity | None:
        return next((e for e in reversed(self._until(start)) if e.type in types), None)

    def _until(self, start: int) -> Sequence[Entity]:
        """The last names before a place."""
        return [e for e in self._field.names_before(start, _FAR) if e.type in _NAMED]

    def _roles_of(self, entity: Entity) -> Iterator[str]:
        """ "President Ann Lee", "Ann Lee, the mayor of X", "Ministry" of a name's own words."""
        if entity.type == "PERSON":
            title = self._field.search("title before a name", entity.start - _TITLE, entity.start)
            apposed = self._field.match("apposed to a name", entity.end)
            called = ([title[1]] if title else []) + (_WORD.findall(apposed[1]) if apposed else [])
            yield from (word.lower() for word in called if self._nouns.get(word.lower()) == "PERSON")
        elif entity.type == "ORG":
            words = _WORD.findall(entity.name.lower()) or [""]
            yield from (word for word in {words[0], words[-1]} if self._nouns.get(word, "").startswith("ORG"))


#: ways to tell for whom words stand; None where they are no such words
RULES = (
    Way(
        "who answers", Referents.answering, r"Ann Lee came.\n\nQ: Did Bo Moe lose his cows?\n\nA: Bo Moe lost 400 cows."
    ),
    Way("relative", Referents.relative, "Ann Lee, 40, and {who|S} {says|Q} {40 farms closed|C}, left."),
    Way("person", Referents.person, "Ann Lee came late. {She|S} {said|Q} {40 roads closed|C}."),
    Way("thing", Referents.thing, "The National Dam Service came. Later {it|S} {said|Q} {40 roads closed|C}."),
    Way("several", Referents.several, "{The agency|S} {said|Q} {it rained|C}. {They|S} {said|Q} {40 roads closed|C}."),
    Way("nobody", lambda *_: _NOBODY, "{We|S} {said|Q} {40 roads closed|C}."),
    Way("name", Referents.named, "{Harbour coach Ann Lee|S} {said|Q} {40 roads closed|C}."),
    Way("role", Referents.role, "Ann Lee, the mayor of Oslo, came late. {The mayor|S} {said|Q} {40 roads closed|C}."),
    Way("the paper", Referents.medium, "{The Oslo Sun|S} {said|Q} {it rained|C}. {The farm daily|S} {said|Q} {so|C}."),
    Way("the company", Referents.whoever, "The National Dam Service came. {The company|S} {said|Q} {it closed|C}."),
)


def _known(entity: Entity | None) -> Known:
    return (entity.name, entity.entity_id) if entity else _NOBODY


def _if_any(entity: Entity | None) -> Known | None:
    return _known(entity) if entity else None


def _opens(field: Spoken, start: int) -> bool:
    """Whether a name stands at the beginning of its sentence, an article or a title before it."""
    first = field.sentences.starts[field.sentences.of(start)]
    return start - first < 40 and len(field.text[first:start].split()) <= 3
