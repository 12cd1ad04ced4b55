"""What newswire needs to know of a language to tag its articles: one record of this kind for each (docs/enrich.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from newswire.enrich.passages.read import Read

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newswire.enrich.figures.tagger import Quantify
    from newswire.enrich.numbers.finder import FindNumbers
    from newswire.enrich.times.finder import FindTimes


class Parse(Protocol):
    """A loaded parser."""

    version: str  #: name and version of its model
    sha256: str | None  #: of its files

    def fields(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """The fields of an article as they are parsed, with as many characters as they have."""
        ...

    def __call__(self, texts: Sequence[str]) -> Sequence[Doc]:
        """A parse of each text, with as many characters as it; sentences must be marked."""
        ...


class Reading(Protocol):
    """Texts that are being read."""

    def go_on(self, stopped: Callable[[], bool], /) -> None:
        """Reads on; called in two threads at once. Once `stopped` says so, nobody waits for the rest."""
        ...

    def found(self) -> Sequence[Read]:
        """What each text holds, in their order."""
        ...


class Reads(Protocol):
    """A loaded reader."""

    version: str  #: of its weights
    sha256: str  #: of them

    def begin(self, texts: Sequence[str]) -> Reading:
        """A reading of these texts."""
        ...


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language whose articles get tags."""

    code: str  #: ISO 639-1
    tags: tuple[str, ...]  #: the enrichers of ours that know it; others find nothing in its articles
    #: the folder of its words: below `enrich/lexicon` or, of a language that comes with a package of its own, as
    #: `Path(__file__).parent / "lexicon"`. Files have the names and columns of the English ones
    lexicon: Path
    parser: Callable[[], Parse]  #: loads its parser: takes seconds, once per process
    numbers: FindNumbers
    quantify: Quantify  #: unit, bound and change of a number, by its words for them
    times: FindTimes
    #: loads its reader, which finds names and who says what; a language without one has neither
    reader: Callable[[], Reads] | None = None
