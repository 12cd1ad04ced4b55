"""Whether a quantity is the size of a change, and which way: "rose 3 %", "a 5 % fall", "2 % higher".

The first rule of `RULES` that knows decides by the words beside it, else one of `SHARED` by another quantity.
"""

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from newswire.enrich.figures.near import LIST_ON, NEAR
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.lexicon.load import alternatives, read_toml

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
#: "grow sales by 35 per cent"; of percentages, "a rise in sales of 5 %", "grew at a rate of 2 %", "raised its fees 5 %"
_OBJECT = re.compile(
    rf"\b({_WORD})(?:(?:\s+[\w'’-]+){{1,8}}\s+by|(\s+in(?:\s+[\w'’-]+){{1,5}}\s+of|\s+at\s+an?(?:\s+[\w-]+){{0,3}}\s+of"
    r"|\s+(?:its|his|her|their|the)(?:\s+(?!(?:to|at|of|from|by|in|for|on|with|than|and|or)\b)[\w'’-]+){1,3}))"
    rf"((?:\s+(?:{_BETWEEN})){{0,4}})\s*$",
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
#: kinds that are mostly differences, and kinds that words after them may make one
_DIFFERENCES = frozenset(["percent", "index"])
_AMOUNTS = _DIFFERENCES | {"money"}
_MEASURED = _AMOUNTS | {"measure"}
_ALL = _MEASURED | {"count", "ratio", "duration", "age"}
_NO_DIFFERENCE = re.compile(r"\bto\b|\bat\b(?! (?:least|most))")
_PHRASAL = re.compile(rf"\b(?:{alternatives(_LEXICON['phrasal']['words'])})\s+$", re.IGNORECASE)
_NEW_VALUE = re.compile(r"[\w\s]{0,16}\bto\s(?:an?\s)?[A-Za-z.]{0,4}[^\w\s,.;]?\s?[\d.]")
#: points of an index or a poll; in a game points are added, too
_POINTS = re.compile(r"(?:\s+|-)points?\b")
_ADDED = re.compile(r"\badd(?:s|ed|ing)?\s(?:[\w-]+\s){0,3}$")
#: the same difference in another unit
_OR = re.compile(rf"(?:\spoints?)?(?:,?\sor\s{NEAR}?|\s?\()", re.IGNORECASE)
#: with a name between: "tin was up 2 percent, copper by 3 percent"
_BY = re.compile(r"(?:[^.;!?]|\.\d){0,60}(?:,|\sand|\swhile|\sbut)\s(?:[\w&'’.-]+\s){1,4}by\s", re.IGNORECASE)


class Beside(NamedTuple):
    """A quantity and what stands before it."""

    text: str
    end: int
    kind: str
    before: str  #: the characters before it
    starts: list[int]  #: where words of change begin among them: most numbers have none


class Rule(NamedTuple):
    """A way to say that a quantity is a difference."""

    name: str
    kinds: frozenset[str]  #: of quantities that it is said of
    #: `up`, `down`; empty where it is said that there is none; None where nothing is said
    read: Callable[[Beside], str | None]
    wins: str  #: a text whose first number this rule alone reads so; a test demands it


def find_change(text: str, start: int, end: int, *, kind: str = "count") -> str | None:
    """`up` or `down` where the quantity at `text[start:end]` is a difference, else None.

    >>> find_change("Sales rose by more than 3 % to 5 million", 24, 27)
    'up'
    >>> find_change("Sales rose to 5 million", 14, 23)
    """
    before = text[max(0, start - _WINDOW) : start]
    if kind == "count" and _POINTS.match(text, end) and not _ADDED.search(before[-32:]):
        kind = "index"
    starts = [w.start() for w in _LETTERS.finditer(before.lower()) if w[0] in _KEYS]
    beside = Beside(text, end, kind, before, starts)
    ways = (rule.read(beside) for rule in RULES if kind in rule.kinds)
    return next((way for way in ways if way is not None), None) or None


def _right_before(b: Beside) -> str | None:
    m = _find(_BEFORE, b)
    if m is None:
        return None
    between, word = " ".join(m[2].lower().split()), m[1].lower()
    by = between.startswith(("by", "of"))
    phrasal = word in ("up", "down") and _PHRASAL.search(b.before[: m.start()])
    # "up to 5" is a bound, "rose to 5" the new value
    level = _NO_DIFFERENCE.search(between if word == "up" else between.replace("up to", ""))
    weak = word in _WEAK and not (by or b.kind in _DIFFERENCES or _NEW_VALUE.match(b.text, b.end, b.end + 24))
    return "" if phrasal or level or weak else _WAYS[word]


def _object(b: Beside) -> str | None:
    m = _find(_OBJECT, b)
    if m is None or (m[2] and (b.kind not in _DIFFERENCES or _NO_DIFFERENCE.search(m[3]))):
        return None
    return _WAYS[m[1].lower()]


def _off(b: Beside) -> str | None:
    m = _OFF.search(b.before)
    return "down" if m and (b.kind != "money" or "off" in m[0].lower()) else None


def _compared(b: Beside) -> str | None:
    m = _COMPARED.match(b.text, b.end, b.end + _WINDOW)
    return None if m is None else "up" if (m[1] or m[2]).lower() in _MORE else "down"


def _signed(b: Beside) -> str | None:
    return "up" if b.before.endswith("+") else None


def _after(b: Beside) -> str | None:
    m = _AFTER.match(b.text, b.end, b.end + _WINDOW)
    if m is None or (m[1].lower() in ("up", "down") and _PHRASAL.search(b.text, b.end, m.start(1))):
        return None
    return _WAYS[m[1].lower()]


RULES = (
    Rule("right before", _ALL, _right_before, "Sales rose 3 percent"),
    Rule("object before", _ALL, _object, "The firm grew sales in Asia by 35 percent"),
    Rule("off", _AMOUNTS, _off, "The stock closed off 0.4 percent"),
    Rule("compared", _DIFFERENCES, _compared, "It sold 7 percent more cars than in May"),
    Rule("sign", frozenset({"percent"}), _signed, "Growth was +3 percent"),
    Rule("after", _MEASURED, _after, "They expect a 5 percent fall"),
)


def _find(pattern: re.Pattern[str], b: Beside) -> re.Match[str] | None:
    """The first match that begins with a word of change."""
    return next((m for start in b.starts if (m := pattern.match(b.before, start))), None)


class Shared(NamedTuple):
    """A quantity of which another one has the change, too."""

    name: str
    other: Literal["before", "last", "moved", "after"]  #: which one: see `find_shared`
    gap: re.Pattern[str]  #: all that stands between the two
    wins: str  #: a text with a quantity whose change this row alone tells; a test demands it


SHARED = (
    Shared("in another unit", "before", _OR, "The index rose 12 points, or 0.4 percent"),
    Shared("in another unit before", "after", _OR, "It closed 12 points, or 0.4 percent, lower"),
    Shared("by", "moved", _BY, "Tin was up 2 percent, copper by 3 percent"),
    Shared("list", "last", LIST_ON, "Sales grew 2, 3 and 4 percent"),
)


def find_shared(text: str, q: Quantity, others: Mapping[str, Quantity | None]) -> str | None:
    """The change that a quantity has from one of the others: the main one before it, the `last` one before it, the last
    that `moved`, or the one after it."""
    for row in SHARED:
        other = others[row.other]
        if other is None or not other.change:
            continue
        a, b = (other, q) if other.start < q.start else (q, other)
        differs = (a.kind, a.unit and a.unit.id) != (b.kind, b.unit and b.unit.id)
        shared = "percent" in (a.kind, b.kind) and differs == (row.gap is _OR)
        if shared and row.gap.fullmatch(text, a.end, b.start):
            return other.change
    return None
