"""Reads the word lists that ship in `enrich/data/`.

A list is UTF-8 text: one entry a line, columns apart by tabs, `#` starts a comment. Its head says where the facts
come from.
"""

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[list[str]]:
    """The entries of `enrich/data/NAME`, each as its columns, in the file's order."""
    text = files("enrich").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        entry = line.partition("#")[0].rstrip()
        if entry:
            yield entry.split("\t")


def words(name: str) -> frozenset[str]:
    """The first column of a list, as a set."""
    return frozenset(row[0] for row in rows(name))
