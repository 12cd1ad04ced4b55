"""What a person looks for, as FTS5 wants it."""

import re
from collections.abc import Sequence

#: scripts that are written without spaces: each character is a word of its own, and a word of theirs a phrase
_UNSPACED = re.compile(r"([\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_TERM = re.compile(r'"([^"]*)"?|(\S+)')


def spaced(text: str) -> str:
    """The same with characters of unspaced scripts apart.

    >>> spaced("北京 news")
    ' 北  京  news'
    """
    return _UNSPACED.sub(r" \1 ", text)


def terms(words: str) -> list[str]:
    """What a person looks for: words, and phrases in quotes.

    >>> terms('drone "air base" kyiv*')
    ['drone', 'air base', 'kyiv*']
    """
    return [term for phrase, word in _TERM.findall(words) if (term := (phrase or word).strip())]


def matching(words: str) -> str:
    """The same as FTS5 wants it: all of them, a word with `*` at its end by its beginning, nothing else is an operator.

    >>> matching('drone "air base" kyiv* OR')
    '"drone" AND "air base" AND "kyiv" * AND "OR"'
    """
    asked: Sequence[str] = [spaced(term).strip() for term in terms(words)]
    quoted = [
        '"' + term.rstrip("*").replace('"', "") + '"' + (" *" if term.endswith("*") else "")
        for term in asked
        if any(character.isalnum() for character in term)
    ]
    return " AND ".join(quoted)
