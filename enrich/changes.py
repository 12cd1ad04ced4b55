"""Whether a quantity is the size of a change, and which way: "rose 3 %", "a 5 % fall", "2 % higher"."""

import re

from enrich.lexicon import alternatives, read_toml

_LEXICON = read_toml("changes")
_WAYS: dict[str, str] = {word: way for way in ("up", "down") for word in _LEXICON[way]["words"]}
_WORD = alternatives(_WAYS)
_BETWEEN = alternatives(_LEXICON["between"]["words"])
#: characters looked at on either side
_WINDOW = 48

#: "up to 5" is a bound and no change, so the last word before must not be a bare `to`
_BEFORE = re.compile(rf"\b({_WORD})((?:\s+(?:{_BETWEEN})){{0,5}})\s*[(]?$", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:\s|-)?(?:(?!from\b|to\b|in\b|of\b|for\b|on\b|at\b|and\b|as\b|with\b|since\b|after\b|but\b|a\b|the\b)[\w-]+\s+){{0,2}}({_WORD})\b(?!\s+(?:to\s+\d|on\b))",
    re.IGNORECASE,
)
_TARGET = re.compile(r"(?<!up )\bto\s*$|\bfrom\s*$|\bat\s*$", re.IGNORECASE)


def find_change(text: str, start: int, end: int) -> str | None:
    """`up` or `down` where the quantity at `text[start:end]` is a difference, else None.

    >>> find_change("Sales rose by more than 3 % to 5 million", 24, 27)
    'up'
    >>> find_change("Sales rose to 5 million", 14, 23)
    """
    before = text[max(0, start - _WINDOW) : start]
    if m := _BEFORE.search(before):
        between = " ".join(m[2].lower().split())
        word = m[1].lower()
        if word == "up" and between.startswith("to"):
            return None
        bare = between.replace("up to", "")
        if re.search(r"\bto\b", bare):
            return None
        return _WAYS[word]
    if _TARGET.search(before):
        return None
    if m := _AFTER.match(text, end, end + _WINDOW):
        return _WAYS[m[1].lower()]
    return None
