"""The working state of one article while enrichers run over it, and what an enricher is.

Each field is read and parsed once, by the pipeline (`enrich/pipeline/pipeline.py`), for all enrichers. A parse has
the same characters as its field, so `token.idx` and `span.start_char` are offsets into the field's own text:
`document.texts[field][start:end]`. Take the text of a span from there, not from the parse, which shows
characters that can't be encoded (lone surrogates) as U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from newswire.enrich.passages.read import Read
from newswire.stream.messages import Claim, EnricherInfo, Entity, Figure, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: the fields that are annotated, in the order in which enrichers see them
FIELDS = ("title", "text")
#: the reason where an article took its time, and the flag that it passes with
NOT_IN_TIME = "not_tagged_in_time"


class Source(NamedTuple):
    """What of an article is annotated."""

    id: str
    title: str
    text: str
    published: date | datetime | None = None
    language: str | None = None
    site: str = ""  #: whose it is: articles of one site share their fate where they take too long


@dataclass(slots=True)
class Document:
    """One article in the making. Enrichers append to the lists, which are in order of field and start at the end."""

    id: str
    texts: Mapping[str, str]  #: field -> its characters; a field that is absent is empty
    published: date | datetime | None = None  #: what relative times are counted from
    language: str | None = None  #: ISO 639-1 where known
    parses: dict[str, Doc] = field(default_factory=dict)  #: field -> its one parse, set by the pipeline
    reads: dict[str, Read] = field(default_factory=dict)  #: field -> what the reader read in it, set by the pipeline
    entities: list[Entity] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)  #: figures point into it by index: append, never reorder
    #: places in `claims` of those by which somebody does something or takes a side: no figure is theirs
    acts: set[int] = field(default_factory=set)
    figures: list[Figure] = field(default_factory=list)
    #: what enrichers of others found, as JSON knows it: each under its own name
    extras: dict[str, Any] = field(default_factory=dict)
    enrichers: tuple[EnricherInfo, ...] = ()  #: which code and model made all that

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    def parsed(self) -> Iterator[tuple[str, str, Doc]]:
        """Each field that has text: name, text and parse."""
        for name in FIELDS:
            if name in self.parses:
                yield name, self.texts[name], self.parses[name]


class Enricher(Protocol):
    """Adds its kind of annotation to each document of a batch.

    Finds what the enrichers before it found, and returns the same documents in the same order. Never touches
    texts and parses. One that is not ours puts what it finds into `document.extras[name]`.
    Made by `make(**options)` of its module, which loads what it needs.
    """

    name: str
    version: str  #: of its rules and, after a +, of its model: what it writes changes only with it

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]: ...
