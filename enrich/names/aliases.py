"""Identity across articles: which name stands for the same person or organisation as another one.

A table that ships small (`enrich/lexicon/world/aliases.tsv`) and one that the crawl makes larger: articles that
spell out an acronym teach it to those that don't (`learn`; see `newswire aliases`). An id of ours is made
from the first name of a row, so that it is the same on every machine, and changes for nobody when a row is added for
others.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from newswire.enrich.lexicon.load import read_table
from newswire.enrich.names.coreference import normal
from newswire.stream.errors import FatalError
from newswire.stream.messages import make_id

#: articles that must spell an acronym out, and the share of them that must do it alike, before others are told so
LEAST_ARTICLES, LEAST_SHARE = 3, 0.8
_HEAD = "# Learned by `newswire aliases learn`: type, the name that its id is made from, other names (|).\n"


class Spelled(NamedTuple):
    """How often an alias stood for a name: in how many articles."""

    type: str
    alias: str
    name: str
    articles: int


class Aliases:
    """Which canonical name a name stands for."""

    def __init__(self, learned: Path | None = None) -> None:
        """Raises FatalError where the file of learned aliases can't be read."""
        self._names: dict[tuple[str, str], str] = {}
        #: tells one table from another, for the version of what is tagged with it
        self.version = ""
        if learned is not None:
            try:
                raw = learned.read_bytes()
                rows = [tuple(line.split("\t")) for line in raw.decode().splitlines() if line and line[0] != "#"]
                self._add(rows)
            except (OSError, UnicodeDecodeError, ValueError) as e:
                raise FatalError(
                    f"{learned} is not a table of aliases ({e}): make it again with `newswire aliases learn`"
                ) from e
            self.version = hashlib.sha256(raw).hexdigest()[:8]
        self._add(read_table("world/aliases"))  # what ships rules over what was learned

    def entity_id(self, kind: str, name: str) -> str:
        """The stable id of ours for a person or organisation of this name."""
        key = normal(name)
        return "newswire:" + make_id(kind, self._names.get((kind, key), _bare(kind, key)))[:16]

    def knows(self, kind: str, name: str) -> bool:
        """Whether the name is one of a row."""
        return (kind, normal(name)) in self._names

    def _add(self, rows: Iterable[tuple[str, ...]]) -> None:
        for kind, canonical, *others in rows:
            for name in (canonical, *(others[0].split("|") if others and others[0] else ())):
                self._names[kind, normal(name)] = normal(canonical)


def learn(spelled: Iterable[Spelled]) -> list[tuple[str, str, str]]:
    """The rows (type, name, aliases) that enough articles agree on, from all that they spelled out."""
    seen: dict[tuple[str, str], list[Spelled]] = defaultdict(list)
    for one in spelled:
        seen[one.type, one.alias].append(one)
    rows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (kind, alias), ways in seen.items():
        # "Defense" and "Defence" Forces are one name in two spellings only where a row says so
        best = max(ways, key=lambda w: (w.articles, w.name))
        if best.articles >= LEAST_ARTICLES and best.articles >= LEAST_SHARE * sum(w.articles for w in ways):
            rows[kind, best.name].add(alias)
    return [(kind, name, "|".join(sorted(aliases))) for (kind, name), aliases in sorted(rows.items())]


def table(rows: Iterable[tuple[str, str, str]]) -> str:
    """The text of a file of aliases."""
    return _HEAD + "".join("\t".join(" ".join(part.split()) for part in row) + "\n" for row in rows)


def _bare(kind: str, key: str) -> str:
    """The name of a person without initials in the middle: "donald j trump" is "donald trump"."""
    words = key.split()
    if kind != "PERSON" or len(words) < 3:
        return key
    return " ".join([words[0], *(w for w in words[1:-1] if len(w) > 1), words[-1]])
