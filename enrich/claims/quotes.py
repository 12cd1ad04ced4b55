"""Finds quotations, in typographic and straight marks, also such that run on over paragraphs."""

import re
from collections.abc import Iterator

from newswire.enrich.claims.rules import RULES
from newswire.enrich.passages.read import Span

#: two apostrophes and two graves are how wires write marks; a line that opens a new one ends the one before
_MARK = re.compile(r"[“”\"]|''|``|\n\s*\n|\n(?=\s*[“\"])")
#: no quotation that is worth it runs on for more
_MAX = 6_000


def find(text: str) -> Iterator[Span]:
    """Spans of quotations with their marks, from left to right.

    A paragraph that ends inside a quotation ends it, and the next one opens it again (that is how papers set a long
    one); a straight mark that is neither closed nor opened again is none.

    >>> [("“a” b \\"c d\\""[q.start:q.end]) for q in find("“a” b \\"c d\\"")]
    ['“a”', '"c d"']
    """
    spans = [*_double(text), *(m.span() for m in RULES["quotation in single marks"].finditer(text))]
    end = 0
    for start, stop in sorted(spans):
        if start >= end:
            yield Span(start, stop, "Quotation")
            end = stop


def _double(text: str) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for mark in _MARK.finditer(text):
        if mark[0].startswith("\n"):
            if start is not None and _runs_on(text, start, mark.end()):
                continue
            if start is not None and (text[start] == "“" or text[start] == text[mark.end() : mark.end() + 1]):
                yield start, mark.start()
            start = None
            continue
        side = _side(text, *mark.span())
        if side == "closing" or (side is None and start is not None):
            if start is not None and mark.end() - start < _MAX:
                yield start, mark.end()
            start = None
        elif start is None or text[start] != "“":
            start = mark.start()


def _runs_on(text: str, start: int, line: int) -> bool:
    """Whether a quotation that is open at the end of a line closes in the next one, which does not open it again.

    >>> _runs_on("“A:\\n\\n40 cows.”", 0, 5), _runs_on("“A.\\n\\n“B.”", 0, 5)
    (True, False)
    """
    following = _MARK.search(text, line)
    if following is None or following[0].startswith("\n") or following.start() == line:
        return False
    return _side(text, *following.span()) == "closing" and following.end() - start < _MAX


def _side(text: str, start: int, end: int) -> str | None:
    """Whether a mark opens or closes: by what stands around it, as pages confuse them; None: can't be told.

    >>> _side("”So it is", 0, 1), _side("it is.“ He", 6, 7), _side('a "b" c', 2, 3)
    ('opening', 'closing', 'opening')
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = (not before or before.isspace()) and after.isalnum()
    closes = (not after and before.isalnum()) or (before != "" and before in ".,!?…" and (not after or after.isspace()))
    if opens or closes:
        return "opening" if opens else "closing"
    return {"“": "opening", "``": "opening", "”": "closing"}.get(text[start:end])
