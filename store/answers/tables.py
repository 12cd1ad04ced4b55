"""Answers for the eye: a table that is as wide as the terminal, or one column a line where rows are wider than that."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newswire.stream.safe.controls import shown

#: rows that are shown
SHOWN = 1000
#: characters of a line that does not go to a terminal
WIDTH = 200
#: a column that has fewer is of no use, one that has this many may fold its cells
_LEAST, _FOLDED = 12, 24
#: rules and blanks beside a column
_EDGE = 3

Row = dict[str, Any]
Cell = Callable[[Any], str]


def table(names: Sequence[str], numbers: set[str], rows: Iterable[Row], cell: Cell, file: io.TextIOWrapper) -> int:
    """The first rows, as many columns as fit, and a line that says what there is beside them; `numbers` are columns to
    be read from their last digit on. Returns how many rows there are."""
    console = Console(file=file, width=None if file.isatty() else WIDTH, markup=False, highlight=False)
    rest = iter(rows)
    first = [[_text(value, cell) for value in row.values()] for row in islice(rest, SHOWN)]
    count = len(first) + sum(1 for _ in rest)
    widths = [max([len(name), *(_width(row[i]) for row in first)]) for i, name in enumerate(names)]
    needed = [
        width if name in numbers else min(width, _LEAST)
        for name, width in zip(names, widths, strict=True)
    ]  # fmt: skip
    fits = _fitting(needed, console.width)
    shares = _shared(needed[:fits], widths, console.width - _EDGE * fits)
    folds = all(share >= min(width, _FOLDED) for share, width in zip(shares, widths, strict=False))
    made = Table(show_edge=False)
    for name, share in zip(names, shares, strict=False):
        justify: Literal["left", "right"] = "right" if name in numbers else "left"
        overflow: Literal["fold", "ellipsis"] = "fold" if folds else "ellipsis"
        made.add_column(Text(shown(name)), justify=justify, width=share, no_wrap=not folds, overflow=overflow)
    is_cut = not folds and any(share < width for share, width in zip(shares, widths, strict=False))
    for row in first:
        made.add_row(*(Text(text if folds else text.replace("\n", " ")) for text in row[:fits]))
    console.print(made)
    console.print("; ".join(_said(count, len(names), fits, is_cut)))
    return count


def vertical(names: Sequence[str], rows: Iterable[Row], cell: Cell, file: io.TextIOWrapper) -> int:
    """Each row as lines of a name and a value; all rows, whole. Returns how many there are."""
    margin = max(map(len, names), default=0) + 2
    count = 0
    for count, row in enumerate(rows, 1):
        file.write(f"── row {count} ──\n")
        for name, value in row.items():
            head, *more = _text(value, cell).split("\n")
            lines = [f"{shown(name):<{margin}}{head}", *(" " * margin + line for line in more)]
            file.writelines(line.rstrip() + "\n" for line in lines)
    file.write(f"{count} {'row' if count == 1 else 'rows'}\n")
    return count


def _fitting(needed: Sequence[int], width: int) -> int:
    """How many of the columns have room, one at least."""
    left = width
    for number, least in enumerate(needed):
        left -= least + _EDGE
        if left < -_EDGE:
            return max(1, number)
    return len(needed)


def _shared(needed: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """How wide each column is: what it needs, and of what is left as much as the others, up to what it wants."""
    shares = [min(least, max(1, room)) for least in needed]
    left = room - sum(shares)
    while left > 0 and (hungry := [i for i, share in enumerate(shares) if share < wanted[i]]):
        for i in hungry[:left]:
            more = min(max(1, left // len(hungry)), wanted[i] - shares[i])
            shares[i], left = shares[i] + more, left - more
    return shares


def _said(count: int, columns: int, fits: int, is_cut: bool) -> Iterator[str]:
    yield f"{count} {'row' if count == 1 else 'rows'}"
    if count > SHOWN:
        yield f"the first {SHOWN} shown, --format csv has all"
    if fits < columns:
        yield f"{fits} of {columns} columns shown, --format vertical has all"
    elif is_cut:
        yield "cut to fit, --format vertical has all"


def _text(value: Any, cell: Cell) -> str:
    return "" if value is None else shown(cell(value), keep="\n")


def _width(text: str) -> int:
    return max(map(len, text.split("\n")))
