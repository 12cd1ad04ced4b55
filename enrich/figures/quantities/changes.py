"""Whether a quantity is the size of a change, and which way: "rose 3 %", "a 5 % fall", "2 % higher".

The first rule of `CHANGES` that knows decides by the words beside it, else one of `SHARED` by another quantity. Each is
an expression of `enrich/lexicon/en/figures/rules.tsv` and what its match means.
"""

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.rules import RULES
from newswire.enrich.lexicon.load import read_toml

_LEXICON = read_toml("en/changes")
_WAYS: dict[str, str] = {word: way for way in ("up", "down") for word in _LEXICON[way]["words"]}
_WEAK = frozenset(_LEXICON["weak"]["words"])
_LETTERS = re.compile(r"[a-z]+")
#: the first letters up to a blank or hyphen of each word of change
_KEYS = frozenset(_LETTERS.findall(word.lower())[0] for word in (*_WAYS, *_LEXICON["nouns"]["words"]))
#: characters looked at on either side
_WINDOW = 80
_MORE = frozenset(["more", "greater", "higher", "larger", "bigger"])
#: kinds that are mostly differences, and kinds that words after them may make one
_DIFFERENCES = frozenset(["percent", "index"])
_AMOUNTS = _DIFFERENCES | {"money"}
_MEASURED = _AMOUNTS | {"measure"}
_ALL = _MEASURED | {"count", "ratio", "duration", "age"}


class Beside(NamedTuple):
    """A quantity and what stands before it."""

    text: str
    end: int
    kind: str
    before: str  #: the characters before it
    starts: list[int]  #: where words of change begin among them: most numbers have none


class Change(NamedTuple):
    """A way to say that a quantity is a difference."""

    rule: str  #: the row of its expression
    kinds: frozenset[str]  #: of quantities that it is said of
    #: `up`, `down`; empty where it is said that there is none; None where nothing is said
    read: Callable[[Beside, re.Pattern[str]], str | None]


def find_change(text: str, start: int, end: int, *, kind: str = "count") -> str | None:
    """`up` or `down` where the quantity at `text[start:end]` is a difference, else None.

    >>> find_change("Sales rose by more than 3 % to 5 million", 24, 27)
    'up'
    >>> find_change("Sales rose to 5 million", 14, 23)
    """
    before = text[max(0, start - _WINDOW) : start]
    if kind == "count" and RULES["points"].match(text, end) and not RULES["points of a game"].search(before[-32:]):
        kind = "index"
    starts = [w.start() for w in _LETTERS.finditer(before.lower()) if w[0] in _KEYS]
    beside = Beside(text, end, kind, before, starts)
    ways = (change.read(beside, RULES[change.rule]) for change in CHANGES if kind in change.kinds)
    return next((way for way in ways if way is not None), None) or None


def _right_before(b: Beside, rule: re.Pattern[str]) -> str | None:
    m = _find(rule, b)
    if m is None:
        return None
    between, word = " ".join(m[2].lower().split()), m[1].lower()
    by = between.startswith(("by", "of"))
    phrasal = word in ("up", "down") and RULES["up of another verb"].search(b.before[: m.start()])
    # "up to 5" is a bound, "rose to 5" the new value
    level = RULES["to a level"].search(between if word == "up" else between.replace("up to", ""))
    new = RULES["to the new value"]
    weak = word in _WEAK and not (by or b.kind in _DIFFERENCES or new.match(b.text, b.end, b.end + 24))
    return "" if phrasal or level or weak else _WAYS[word]


def _object(b: Beside, rule: re.Pattern[str]) -> str | None:
    m = _find(rule, b)
    if m is None or (m[2] and (b.kind not in _DIFFERENCES or RULES["to a level"].search(m[3]))):
        return None
    return _WAYS[m[1].lower()]


def _off(b: Beside, rule: re.Pattern[str]) -> str | None:
    m = rule.search(b.before)
    return "down" if m and (b.kind != "money" or "off" in m[0].lower()) else None


def _compared(b: Beside, rule: re.Pattern[str]) -> str | None:
    m = rule.match(b.text, b.end, b.end + _WINDOW)
    return None if m is None else "up" if (m[1] or m[2]).lower() in _MORE else "down"


def _signed(b: Beside, rule: re.Pattern[str]) -> str | None:
    return "up" if rule.search(b.before) else None


def _after(b: Beside, rule: re.Pattern[str]) -> str | None:
    m = rule.match(b.text, b.end, b.end + _WINDOW)
    phrasal = RULES["up of another verb"]
    if m is None or (m[1].lower() in ("up", "down") and phrasal.search(b.text, b.end, m.start(1))):
        return None
    return _WAYS[m[1].lower()]


CHANGES = (
    Change("change right before", _ALL, _right_before),
    Change("change of an object before", _ALL, _object),
    Change("off", _AMOUNTS, _off),
    Change("compared", _DIFFERENCES, _compared),
    Change("plus sign", frozenset({"percent"}), _signed),
    Change("change after", _MEASURED, _after),
)


def _find(pattern: re.Pattern[str], b: Beside) -> re.Match[str] | None:
    """The first match that begins with a word of change."""
    return next((m for start in b.starts if (m := pattern.match(b.before, start))), None)


class Shared(NamedTuple):
    """A quantity of which another one has the change, too."""

    rule: str  #: the row of all that stands between the two
    other: Literal["before", "last", "moved", "after"]  #: which one: see `find_shared`
    differs: bool  #: whether it is the same in another unit


SHARED = (
    Shared("same change in another unit", "before", True),
    Shared("same change in another unit", "after", True),
    Shared("change of another by", "moved", False),
    Shared("change of a list", "last", False),
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
        shared = "percent" in (a.kind, b.kind) and differs == row.differs
        if shared and RULES[row.rule].fullmatch(text, a.end, b.start):
            return other.change
    return None
