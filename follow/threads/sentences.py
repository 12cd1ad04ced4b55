"""Where sentences and paragraphs end, in any script."""

import re
from bisect import bisect_right

#: a full stop with a space, or one that needs none; a paragraph
_END = re.compile(r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])[.!?][\"'”’»)\]]*\s+|[。！？।]|\n\s*\n")


class Sentences:
    """The sentences of a text, by character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(m.end() for m in _END.finditer(text) if m.end() < len(text))]
        self._paragraphs = [0, *(m.end() for m in re.finditer(r"\n\s*\n", text))]

    def number(self, at: int) -> int:
        """Which sentence a character is in, from 0 on."""
        return bisect_right(self._starts, at) - 1

    def span(self, number: int) -> tuple[int, int]:
        """Where a sentence starts and ends."""
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return self._starts[number], end

    def paragraph(self, at: int) -> int:
        """Which paragraph a character is in, from 0 on."""
        return bisect_right(self._paragraphs, at) - 1
