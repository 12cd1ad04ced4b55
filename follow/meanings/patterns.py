"""Words and phrases of a language's file, made ready to be found in texts."""

import re
from collections.abc import Iterable, Sequence

#: words that are remembered with what they were found under
_MANY = 50_000


def phrases(words: Sequence[str]) -> re.Pattern[str] | None:
    """Any of these phrases, in small letters; a star stands for any ending."""
    each = (r"\b" + re.escape(phrase).replace(r"\*", r"\w*") + r"(?!\w)" for phrase in words)
    return re.compile("|".join(each)) if words else None


class Patterns:
    """Words and beginnings of words, and what they are found under."""

    def __init__(self, groups: Iterable[tuple[str, list[str]]]) -> None:
        self._words: dict[str, str | None] = {}
        self._beginnings: list[tuple[str, str]] = []
        for name, words in groups:
            for word in words:
                if word.endswith("*"):
                    self._beginnings.append((word[:-1], name))
                else:
                    self._words.setdefault(word, name)

    def find(self, word: str) -> str | None:
        """The name of the first group that has the word."""
        word = word.lower()
        if word not in self._words:
            if len(self._words) > _MANY:
                return next((name for start, name in self._beginnings if word.startswith(start)), None)
            self._words[word] = next((name for start, name in self._beginnings if word.startswith(start)), None)
        return self._words[word]
