"""Whether a quantity is the size of a change, and which way: "rose 3 %", "a 5 % fall", "2 % higher"."""

import re

from enrich.lexicon import alternatives, read_toml

_LEXICON = read_toml("changes")
_WAYS: dict[str, str] = {word: way for way in ("up", "down") for word in _LEXICON[way]["words"]}
_WEAK = frozenset(_LEXICON["weak"]["words"])
_WORD = alternatives(_WAYS)
_NOUN = alternatives(_LEXICON["nouns"]["words"])
_BETWEEN = alternatives(_LEXICON["between"]["words"])
_LETTERS = re.compile(r"[a-z]+")
#: the first letters up to a blank or hyphen of each word of change
_KEYS = frozenset(_LETTERS.findall(word.lower())[0] for word in (*_WAYS, *_LEXICON["nouns"]["words"]))
#: characters looked at on either side
_WINDOW = 64

_BEFORE = re.compile(rf"\b({_WORD})((?:\s+(?:{_BETWEEN})){{0,5}})\s*[(]?$", re.IGNORECASE)
#: "grow sales by 35 per cent", "cut its forecast by 2 %"
_OBJECT = re.compile(rf"\b({_WORD})(?:\s+[\w'’-]+){{1,5}}\s+by((?:\s+(?:{_BETWEEN})){{0,4}})\s*$", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:\s|-)?(?:(?!(?:from|to|in|of|for|on|at|and|as|with|since|after|but|a|the|than)\b)[\w-]+\s+){0,2}"
    rf"({_WORD})\b(?!\s+(?:to\s+\d|on\b))",
    re.IGNORECASE,
)
_TARGET = re.compile(r"(?<!up )\bto\s*$|\bfrom\s*$|\bat\s*$", re.IGNORECASE)
_NO_DIFFERENCE = re.compile(r"\bto\b|\bat\b(?! (?:least|most))")
_PHRASAL = re.compile(rf"\b(?:{alternatives(_LEXICON['phrasal']['words'])})\s+$", re.IGNORECASE)
_NEW_VALUE = re.compile(r"[\w\s]{0,16}\bto\s(?:an?\s)?[A-Za-z.]{0,4}[^\w\s,.;]?\s?[\d.]")
#: "a rise in sales of 5 %", "grew at an annual rate of 2.1 %"
_OF_OBJECT = re.compile(
    rf"\b(?:(?:an?|the|further|another|sharp|steep|small|slight|big|record|average|annual)\s+({_NOUN})\s+in\s+(?:[\w'’-]+\s+){{1,5}}of"
    rf"|({_WORD})\s+at\s+an?\s+(?:[\w-]+\s+){{0,3}}(?:rate|pace|clip)\s+of)((?:\s+(?:{_BETWEEN})){{0,4}})\s*$",
    re.IGNORECASE,
)


def find_change(text: str, start: int, end: int, *, kind: str = "count") -> str | None:
    """`up` or `down` where the quantity at `text[start:end]` is a difference, else None.

    >>> find_change("Sales rose by more than 3 % to 5 million", 24, 27)
    'up'
    >>> find_change("Sales rose to 5 million", 14, 23)
    """
    before = text[max(0, start - _WINDOW) : start]
    said = not _KEYS.isdisjoint(_LETTERS.findall(before.lower()))  # most numbers have no such word before them
    if said and (m := _BEFORE.search(before)) and (kind != "duration" or m[2].strip().lower().startswith(("by", "of"))):
        between = " ".join(m[2].lower().split())
        word = m[1].lower()
        if word in ("up", "down") and _PHRASAL.search(before[: m.start()]):
            return None
        # "up to 5" is a bound, "rose to 5" the new value
        if _NO_DIFFERENCE.search(between if word == "up" else between.replace("up to", "")):
            return None
        by = between.startswith(("by", "of"))
        if word in _WEAK and not (by or kind in ("percent", "index") or _NEW_VALUE.match(text, end, end + 24)):
            return None
        return _WAYS[word]
    if kind == "duration" and not re.search(r"\b(?:by|of)\b", before[-16:]):
        return None
    if said and (m := _OBJECT.search(before)):
        return _WAYS[m[1].lower()]
    if said and (m := _OF_OBJECT.search(before)):
        return _WAYS[(m[1] or m[2]).lower()]
    if before.endswith("+") and kind == "percent":
        return "up"
    if _TARGET.search(before) or kind in ("count", "ratio", "duration", "age"):
        return None
    if m := _AFTER.match(text, end, end + _WINDOW):
        return _WAYS[m[1].lower()]
    return None
