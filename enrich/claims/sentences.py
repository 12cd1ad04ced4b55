"""Sentences by their marks: no parser is needed to tell which words stand together."""

from __future__ import annotations

import re
from bisect import bisect_right

from newswire.enrich.claims.rules import RULES
from newswire.enrich.lexicon.load import read_toml

#: the end of a sentence with what closes after it, or of a line; looked for at the first of its marks only, so that a
#: text of nothing but marks, or of one word, takes no longer than another
_END = re.compile(r"(?<![.?!…])(?P<mark>[.?!…]++)[\"“”'’)\]]*+[ \t\u00a0]++(?=[\"“”'‘(\[]*+[^\W_a-z])|\n++")
_WORD_BEFORE = re.compile(r"[\w.]*$")
#: characters of a word that is looked back for
_LONGEST = 12
#: no sentence ends with their full stop
_SHORT = frozenset(
    word.lower()
    for word in (
        *(short for table in read_toml("en/abbreviations").values() for short in table["words"]),
        *(month[:3] for month in read_toml("en/calendar")["months"]["words"] if len(month) > 3),
    )
)


class Sentences:
    """The sentences of a text by number."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(m.end() for m in _END.finditer(text) if _ends(m))]

    def of(self, place: int) -> int:
        """The number of the sentence that holds a character.

        >>> sentences = Sentences("Mr. Lee left. He said: “It rained. I went.”\\nBo stayed.")
        >>> [sentences.of(at) for at in (4, 14, 35, 46)]
        [0, 1, 2, 3]
        """
        return bisect_right(self.starts, place) - 1


def _ends(mark: re.Match[str]) -> bool:
    if mark["mark"] != ".":
        return True
    before = _WORD_BEFORE.search(mark.string, max(0, mark.start() - _LONGEST), mark.start())
    word = before[0] if before else ""
    return word.lower() not in _SHORT and not (RULES["initials"].match(word) and len(word) != 2)
