"""The names of a feed's authors, as feeds write them: with e-mail addresses, in brackets, several in one string."""

import re
from collections.abc import Iterable
from functools import lru_cache

from newswire.ingest.names import split_names
from newswire.ingest.parsing.values import clean, plain_title, unique

_EMAIL = re.compile(r"(?:mailto:)?[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_EMAIL_AND_NAME = re.compile(rf"{_EMAIL.pattern}\s*\(([^()]*)\)")
#: beyond that no list of authors is one
_MAX_BYLINE = 1_000
_BRACKETS = re.compile(r"\(\s*\)|<\s*>|\[\s*\]")


def names(authors: Iterable[str | None]) -> tuple[str, ...]:
    """The names among the authors, each once, without e-mail addresses; one author may name several.

    >>> names(["desk@example.org (News Desk)", "Ann Lee", "ann@example.org", "By Ann Lee and Bo Chan"])
    ('News Desk', 'Ann Lee', 'Bo Chan')
    """
    return unique(name for author in authors if author for name in _bare_names(author[:_MAX_BYLINE]))


@lru_cache(maxsize=2048)  # a feed has few authors
def _bare_names(author: str) -> tuple[str, ...]:
    author = _EMAIL.sub(" ", _EMAIL_AND_NAME.sub(r" \1 ", plain_title(author) or ""))
    return unique(clean(name) for name in split_names(_BRACKETS.sub(" ", author).strip(" ,;<>|")))
