"""What each table of the lexicons must look like. What contradicts itself is refused where it is read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Row = tuple[str, ...]


class Table(NamedTuple):
    """The columns of a table, and what must not stand there twice."""

    columns: tuple[str, ...]
    required: int  #: this many columns, from the first one on, must not be empty
    key: int = 1  #: this many columns, from the first one on, name a row
    items: tuple[str, ...] = ()  #: columns that hold several words, each of which names its row
    parted: str = ","  #: what stands between those
    agreed: str = ""  #: a column that is the same in all rows with the same first one


#: expressions (rules.py)
_RULES = Table(("name", "needs", "example", "expression"), required=4)
#: of each language by the path in its folder
TABLES = {
    "currencies": Table(
        ("code", "signs before", "signs after", "words", "hundredths"),
        required=1,
        items=("signs before", "signs after", "words", "hundredths"),
    ),
    "units": Table(("identifier", "kind", "names", "symbols"), required=2, items=("names", "symbols")),
    "times/holidays": Table(("names", "day"), required=2, items=("names",), parted="|"),
    "roles": Table(("noun", "type", "office"), required=2),
    "claims/cues": Table(("lemma", "part of speech", "status"), required=3, key=2, agreed="status"),
    "claims/denials": Table(("lemma", "part of speech", "how"), required=3, key=2),
    "claims/irregular": Table(("lemma", "forms"), required=2, items=("forms",), parted=" "),
    "claims/kin": Table(("word", "others"), required=2, items=("others",), parted=" "),
    "claims/rules": _RULES,
    "claims/pointers": Table(("noun", "what"), required=2),
    "counted/rules": _RULES,
    "events/rules": _RULES,
    "figures/rules": _RULES,
    "labels/masks": _RULES,
    "labels/rules": _RULES,
    "names/rules": _RULES,
    "numbers/rules": _RULES,
    "times/rules": Table(("name", "reading", "needs", "example", "expression"), required=5),
    "when/weights": Table(("sign", "weight"), required=2),
    "world/aliases": Table(("type", "name", "aliases"), required=2, key=2, items=("aliases",), parted="|"),
    "world/cities": Table(("id", "country", "population", "names"), required=4),
    "world/countries": Table(
        ("code", "names", "nationalities"), required=2, items=("names", "nationalities"), parted="|"
    ),
    "world/names": Table(("name", "type", "flag"), required=2),
    "world/places": Table(("name", "type", "region"), required=2),
    "world/rules": _RULES,
    "world/territories": Table(("code", "id"), required=2),
    "world/weapons": Table(("name", "kind"), required=2, key=2),
}
#: lists of a file that exclude each other, by how their paths begin: a word of one stands in no other
EXCLUSIVE: dict[str, tuple[tuple[str, ...], ...]] = {
    "bounds": (("before/",), ("after/",)),
    "changes": (("up/", "down/"),),
    "when/words": (("",),),
    "counted/words": (("of_things/", "done_to_people/", "done_by_people/"),),
}


def checked(name: str, lines: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a table, each with all its columns; those that a line lacks at its end are empty.

    Raises ValueError where a row has too many columns or lacks one, or where it says again what another one says.
    """
    table = TABLES[_in_folder(name, TABLES)]
    agreed: dict[str, str] = {}
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
        told = row[table.columns.index(table.agreed)] if table.agreed else ""
        if agreed.setdefault(row[0], told) != told:
            raise ValueError(f"{name}, line {number}: {row[0]!r} is {agreed[row[0]]!r} already, and not {told!r}")
        rows.append(row)
    return tuple(rows)


def once(name: str, words: Sequence[str]) -> frozenset[str]:
    """The words of a list. Raises ValueError where one is listed twice, or means two things ("dead=die")."""
    named = [word.partition("=")[0] or word for word in words]
    if len(set(named)) < len(named):
        twice = next(word for word in named if named.count(word) > 1)
        raise ValueError(f"{name}: {twice!r} is listed twice")
    return frozenset(words)


def distinct(name: str, tables: Mapping[str, Any]) -> None:
    """Raises ValueError where a list of a file has a word twice, or two that exclude each other have the same."""
    lists = dict(_lists("", tables))
    for path, words in lists.items():
        once(f"{name}/{path}", words)
    for group in EXCLUSIVE.get(_in_folder(name, EXCLUSIVE), ()):
        where: dict[str, str] = {}
        for path, word in ((p, w) for p, words in lists.items() if p.startswith(group) for w in words):
            if where.setdefault(word, path) != path:
                raise ValueError(f"{name}: {word!r} is in {where[word]} and in {path}")


def _lists(path: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _lists(f"{path}/{key}" if path else key, inner)
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        yield path, value


def _in_folder(name: str, known: Iterable[str]) -> str:
    """The path of a lexicon in the folder of its language, wherever that lies: `bounds` of `en/bounds`."""
    return next((path for path in known if f"/{name}".endswith(f"/{path}")), "")


def _keys(table: Table, row: Row) -> Iterable[tuple[str, ...]]:
    yield row[: table.key]
    for column in table.items:
        words = [word for word in row[table.columns.index(column)].split(table.parted) if word]
        once(column, words)
        for word in words:
            yield column, word
