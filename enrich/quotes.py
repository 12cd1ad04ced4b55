"""Finds quotations, in typographic and straight marks, also such that run on over paragraphs."""

import re
from collections.abc import Iterator

#: two apostrophes and two graves are how wires write marks
_MARK = re.compile(r"[“”\"]|''|``|\n\s*\n")
#: single marks are apostrophes as well: only a whole clause in them is a quotation
_SINGLE = re.compile(r"(?<!\w)‘[^‘’“”\n]{12,400}[,.!?]’(?!\w)")
#: no quotation that is worth it runs on for more
_MAX = 6_000


def find(text: str) -> Iterator[tuple[int, int]]:
    """Spans of quotations with their marks, from left to right.

    A paragraph that ends inside a typographic quotation ends it, unless the next one opens it again (that is how
    papers set a long one); a straight mark that is never closed is none.

    >>> [("“a” b \\"c d\\""[s:e]) for s, e in find("“a” b \\"c d\\"")]
    ['“a”', '"c d"']
    """
    spans = [*_double(text), *(m.span() for m in _SINGLE.finditer(text))]
    end = 0
    for start, stop in sorted(spans):
        if start >= end:
            yield start, stop
            end = stop


def _double(text: str) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for mark in _MARK.finditer(text):
        char = mark[0]
        if char == "“":
            if start is None:
                start = mark.start()
        elif char == "”" or (char in ('"', "''") and start is not None):
            if start is not None and mark.end() - start < _MAX:
                yield start, mark.end()
            start = None
        elif char in ('"', "''", "``"):
            start = mark.start()
        else:
            if start is not None and text[start] == "“":
                yield start, mark.start()
            start = None
