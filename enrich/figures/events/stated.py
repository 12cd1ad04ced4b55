"""Times that a text states once for many figures: when a poll was taken, when the prices of a table held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from newswire.enrich.figures.events.expressions import EXPRESSIONS
from newswire.enrich.passages.passage import Passage
from newswire.stream.messages import Figure, Time, When

_STOP = re.compile(r"(?<=[.!?])\s|\n")
#: what a poll finds
_FOUND = frozenset(("percent", "ratio"))
#: characters before a sentence of fieldwork in which the poll is named: "Conducted in May, the results ..."
_NEAR = 240
#: a line of a table: "Gold futures : $2,090.9"
_LINE = re.compile(r"[^.:!?\n]{1,47}[^.:!?\n\d]:\s*[$€£+-]?\d[^\n]{0,60}")
_LONGEST_LINE = 100
#: lines below the heading that tells their time
_MOST_LINES = 12


def stated(passage: Passage, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one field, those of a poll or a table with its time."""
    fieldwork = _fieldwork(passage)
    done = []
    for figure in figures:
        if figure.when is None and figure.kind != "age":
            time = _of_table(passage, figure) or (fieldwork if figure.kind in _FOUND else None)
            if time is not None:
                figure = replace(
                    figure, when=When(interval=time.interval, text=time.text, start=time.start, end=time.end)
                )
        done.append(figure)
    return done


def _fieldwork(passage: Passage) -> Time | None:
    """When the poll was taken that a text is about; None where it tells of none, or of several times."""
    text, found = passage.text, {}
    for time in passage.times:
        if time.kind != "date" or not time.interval or ".." in time.interval:
            continue
        start, end = _sentence(text, time.start)
        taken = EXPRESSIONS["fieldwork"].search(text, start, end)
        apart = taken and EXPRESSIONS["saying between"].search(
            text, min(taken.end(), time.end), max(taken.start(), time.start)
        )
        if taken and not apart and EXPRESSIONS["poll"].search(text, max(0, start - _NEAR), end):
            found[time.interval] = time
    return next(iter(found.values())) if len(found) == 1 else None


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence around a character by its full stops, as far as it is near."""
    left = max(0, at - _NEAR)
    starts = [m.end() for m in _STOP.finditer(text, left, at)]
    right = min(len(text), at + _NEAR)
    end = _STOP.search(text, at, right)
    return (starts[-1] if starts else left), (end.start() if end else right)


def _of_table(passage: Passage, figure: Figure) -> Time | None:
    """The time in the heading of the lines in which a figure stands."""
    text = passage.text
    begin = text.rfind("\n", 0, figure.start) + 1
    if not _is_line(text, begin):
        return None
    for _ in range(_MOST_LINES):
        end = begin - 1
        while end > 0 and text[end - 1] == "\n":
            end -= 1
        if end <= 0:
            return None
        begin = text.rfind("\n", 0, end) + 1
        if _is_line(text, begin):
            continue
        heading = end - begin < _LONGEST_LINE and not text[begin:end].rstrip().endswith(".")
        time = next(iter(passage.times_in(begin, end)), None) if heading else None
        return time if time and time.end <= end and time.interval else None
    return None


def _is_line(text: str, begin: int) -> bool:
    end = text.find("\n", begin)
    end = len(text) if end < 0 else end
    return end - begin < _LONGEST_LINE and _LINE.fullmatch(text, begin, end) is not None
