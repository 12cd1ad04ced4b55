"""Whether a quantity is the size of a change, and which way: "rose 3 %", "a 5 % fall", "2 % higher"."""

import re

from enrich.lexicon.load import alternatives, read_toml

_LEXICON = read_toml("en/changes")
_WAYS: dict[str, str] = {word: way for way in ("up", "down") for word in _LEXICON[way]["words"]}
_WEAK = frozenset(_LEXICON["weak"]["words"])
_WORD = alternatives(_WAYS)
_NOUN = alternatives(_LEXICON["nouns"]["words"])
_BETWEEN = alternatives(_LEXICON["between"]["words"])
_LETTERS = re.compile(r"[a-z]+")
#: the first letters up to a blank or hyphen of each word of change
_KEYS = frozenset(_LETTERS.findall(word.lower())[0] for word in (*_WAYS, *_LEXICON["nouns"]["words"]))
#: characters looked at on either side
_WINDOW = 80

_BEFORE = re.compile(
    rf"\b({_WORD})((?:\s+(?:{_BETWEEN})){{0,5}}|(?:\s+by)?\s+an?\s+(?:(?!(?:{alternatives(_LEXICON['no_adjective']['words'])})\b)[a-z-]+\s+){{1,3}})"
    r"\s*[(]?$",
    re.IGNORECASE,
)
#: "grow sales by 35 per cent", "cut its forecast by 2 %"
_OBJECT = re.compile(rf"\b({_WORD})(?:\s+[\w'’-]+){{1,8}}\s+by((?:\s+(?:{_BETWEEN})){{0,4}})\s*$", re.IGNORECASE)
#: "raised its dividend 5 percent"
_ITS = re.compile(
    rf"\b({_WORD})\s+(?:its|his|her|their|the)\s+(?:(?!(?:to|at|of|from|by|in|for|on|with|than|and|or)\b)[\w'’-]+\s+){{1,3}}"
    rf"((?:(?:{_BETWEEN})\s+){{0,3}})$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s|-)?(?:(?!(?:from|to|in|of|for|on|at|and|or|as|with|since|after|but|a|the|than)\b)[\w-]+\s+){0,2}"
    rf"({_NOUN})\b(?!\s+(?:to\s+\d|on\b|payment))",
    re.IGNORECASE,
)
#: "7 percent more than", "$1.12, or 1.4 percent, lower"
_COMPARED = re.compile(
    r"\s(more|fewer|less|greater|higher|lower|larger|bigger|smaller)\s(?:[\w’'-]+\s){0,8}?than\b|,\s(higher|lower)\b",
    re.IGNORECASE,
)
_MORE = frozenset(["more", "greater", "higher", "larger", "bigger"])
#: "was off 0.4 percent", "a loss of 2 percent"
_OFF = re.compile(
    rf"\b(?:(?:is|was|were|are|be|been|closed?|finished|ended|trading|traded)\s+off|loss(?:es)?\s+of)((?:\s+(?:{_BETWEEN})){{0,3}})\s*$",
    re.IGNORECASE,
)
_DIFFERENCES = frozenset(["percent", "index"])
#: "the lower two tiers"
_GRADES = frozenset(["higher", "lower", "stronger", "weaker", "firmer", "softer"])
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
    # where words of change begin: most numbers have none before them
    starts = [w.start() for w in _LETTERS.finditer(before.lower()) if w[0] in _KEYS]
    if (m := _find(_BEFORE, before, starts)) and (kind != "duration" or m[2].strip().lower().startswith(("by", "of"))):
        return _right_before(m, text, end, kind)
    if kind == "duration" and not re.search(r"\b(?:by|of)\b", before[-16:]):
        return None
    if m := _find(_OBJECT, before, starts):
        return _WAYS[m[1].lower()]
    if starts and (m := _OF_OBJECT.search(before)):
        return _WAYS[(m[1] or m[2]).lower()]
    if (kind in _DIFFERENCES or kind == "money") and (way := _of_difference(before, starts, text, end, kind)):
        return way
    if before.endswith("+") and kind == "percent":
        return "up"
    if _TARGET.search(before) or kind in ("count", "ratio", "duration", "age"):
        return None
    m = _AFTER.match(text, end, end + _WINDOW)
    if m is None or (m[1].lower() in ("up", "down") and _PHRASAL.search(text, end, m.start(1))):
        return None
    return _WAYS[m[1].lower()]


def _right_before(m: re.Match[str], text: str, end: int, kind: str) -> str | None:
    """The way that the word right before a quantity says, None where the quantity is a bound or the new value."""
    between = " ".join(m[2].lower().split())
    word = m[1].lower()
    if word in ("up", "down") and _PHRASAL.search(m.string[: m.start()]):
        return None
    # "up to 5" is a bound, "rose to 5" the new value
    if _NO_DIFFERENCE.search(between if word == "up" else between.replace("up to", "")):
        return None
    by = between.startswith(("by", "of"))
    if word in _GRADES and kind == "count" and not by:
        return None
    if word in _WEAK and not (by or kind in _DIFFERENCES or _NEW_VALUE.match(text, end, end + 24)):
        return None
    return _WAYS[word]


def _of_difference(before: str, starts: list[int], text: str, end: int, kind: str) -> str | None:
    """The way of what is mostly a difference: "raised its dividend 5 percent", "closed off 0.4 percent"."""
    if kind in _DIFFERENCES and (m := _find(_ITS, before, starts)) and not _NO_DIFFERENCE.search(m[2]):
        return _WAYS[m[1].lower()]
    if m := _OFF.search(before):
        return "down" if kind != "money" or "off" in m[0].lower() else None
    if kind in _DIFFERENCES and (m := _COMPARED.match(text, end, end + _WINDOW)):
        return "up" if (m[1] or m[2]).lower() in _MORE else "down"
    return None


def _find(pattern: re.Pattern[str], before: str, starts: list[int]) -> re.Match[str] | None:
    """The first match that begins at one of the starts."""
    return next((m for start in starts if (m := pattern.match(before, start))), None)
