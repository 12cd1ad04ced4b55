"""A name at a place, and the text in which names are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newswire.enrich.names.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Mention:
    """A name at a place, on its way to become an `Entity`."""

    field: str
    start: int
    end: int
    text: str
    type: str  #: empty for what is no name, and only keeps others away
    name: str
    entity_id: str | None = None
    known: bool = False  #: from a list or by a rule that is sure: its type is settled


class Text(NamedTuple):
    """One field of a document with the words of its language."""

    field: str
    text: str
    words: Words
    parse: Doc | None = None

    def mention(
        self, start: int, end: int, kind: str, name: str = "", entity_id: str | None = None, *, known: bool = True
    ) -> Mention:
        """The name `start:end`, which is as it stands there where no other one is given."""
        text = self.text[start:end]
        return Mention(self.field, start, end, text, kind, name or text, entity_id, known)
