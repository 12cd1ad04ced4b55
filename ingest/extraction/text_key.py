"""What two spellings of one line have in common."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def key(text: str) -> str:
    """Letters and digits only, in one case: equal for two spellings of one line."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
