"""What two spellings of one line have in common."""

import re

from newswire.stream.text import normalized

_WORD = re.compile(r"[^\W_]+")


def key(text: str) -> str:
    """Letters and digits only, in one case: equal for two spellings of one line."""
    return " ".join(_WORD.findall(normalized("NFKC", text).casefold()))
