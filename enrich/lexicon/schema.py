"""What each table of the lexicons must look like. What contradicts itself is refused where it is read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Row = tuple[str, ...]


class Table(NamedTuple):
    """The columns of a table, and what must not stand there twice."""

    columns: tuple[str, ...]
    required: int  #: this many columns, from the first one on, must not be empty
    key: int = 1  #: this many columns, from the first one on, name a row
    items: tuple[str, ...] = ()  #: columns that hold several words, each of which names its row
    parted: str = ","  #: what stands between those


TABLES = {
    "en/currencies": Table(
        ("code", "signs before", "signs after", "words", "hundredths"),
        required=1,
        items=("signs before", "signs after", "words", "hundredths"),
    ),
    "en/units": Table(("identifier", "kind", "names", "symbols"), required=2, items=("names", "symbols")),
    "en/roles": Table(("noun", "type"), required=2),
    "en/claims/cues": Table(("lemma", "part of speech", "status"), required=3, key=2),
    "en/claims/denials": Table(("lemma", "part of speech", "how"), required=3, key=2),
    "en/claims/irregular": Table(("lemma", "forms"), required=2, items=("forms",), parted=" "),
    "en/claims/kin": Table(("word", "others"), required=2, items=("others",), parted=" "),
    "en/claims/pointers": Table(("noun", "what"), required=2),
    "en/when/weights": Table(("sign", "weight"), required=2),
    "world/aliases": Table(("type", "name", "aliases"), required=2, key=2, parted="|"),
    "world/countries": Table(("code", "names", "nationalities"), required=2, items=("names",), parted="|"),
    "world/names": Table(("name", "type", "flag"), required=2),
    "world/places": Table(("name", "type", "region"), required=2),
    "world/territories": Table(("code", "id"), required=2),
    "world/weapons": Table(("name", "kind"), required=2),
}


def checked(name: str, lines: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a table, each with all its columns; those that a line lacks at its end are empty.

    Raises ValueError where a row has too many columns or lacks one, or where it says again what another one says.
    """
    table = TABLES[name]
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        row = (*cells, *[""] * (len(table.columns) - len(cells)))
        if len(row) > len(table.columns) or not all(row[: table.required]):
            raise ValueError(f"{name}, line {number}: the columns are {', '.join(table.columns)}")
        for key in _keys(table, row):
            if seen.setdefault(key, number) != number:
                raise ValueError(f"{name}, line {number}: {' '.join(key)!r} is named in line {seen[key]} already")
        rows.append(row)
    return tuple(rows)


def once(name: str, words: Sequence[str]) -> frozenset[str]:
    """The words of a list. Raises ValueError where one stands there twice."""
    found = frozenset(words)
    if len(found) < len(words):
        twice = next(word for word in words if words.count(word) > 1)
        raise ValueError(f"{name}: {twice!r} is listed twice")
    return found


def _keys(table: Table, row: Row) -> Iterable[tuple[str, ...]]:
    yield row[: table.key]
    for column in table.items:
        words = [word for word in row[table.columns.index(column)].split(table.parted) if word]
        once(column, words)
        for word in words:
            yield column, word
