"""How near a number is to the truth by the words beside it: about, at least, up to.

A word of the lexicon right before the number says it, unless a row of `NO_BOUNDS` gives it another meaning there.
"""

import re
from typing import NamedTuple

from newswire.enrich.figures.rules import RULES
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import CARDINALS, flat

_LEXICON = read_toml("en/bounds")
_NUMBERS, _FEW = (alternatives(word for word, n in CARDINALS.items() if n <= most) for most in (99, 3))
_BEFORE: dict[str, str] = {word: bound for bound, words in _LEXICON["before"].items() for word in words}
_BEFORE |= {f"{a} {b}": "about" for a in _LEXICON["barely"]["words"] for b in _LEXICON["short"]["words"]}
_AFTER: dict[str, str] = {word: bound for bound, words in _LEXICON["after"].items() for word in words}
#: what may stand between such words and the number
_DETERMINERS = ("a", "an", "the", "another", "just", "only", "its", "his", "her", "their")
#: the last word or sign of each: most numbers have none before them
_LAST = frozenset((*(re.split(r"[\s-]", w)[-1] or "-" for w in _BEFORE), *_DETERMINERS))
_LAST_WORD = re.compile(r"([a-z.]+|[^\w\s])[\s(]*$", re.IGNORECASE)
#: characters looked at on either side
_WINDOW = 32
_BEFORE_END = re.compile(
    rf"(?:(?<!\w)|(?<=\d))({alternatives(_BEFORE)})(?:\s+(?:{alternatives(_DETERMINERS)}))?[\s(]*$", re.IGNORECASE
)
_SAID = {"maximum": "at_most", "minimum": "at_least", "estimated": "about"}
_AFTER_START = re.compile(rf"(?:,(?=\sor\s))?\s?({alternatives(_AFTER)})(?!\w)", re.IGNORECASE)


class NoBound(NamedTuple):
    """A meaning that words before a number have instead of saying how near it is."""

    name: str
    words: frozenset[str]
    before: re.Pattern[str]  #: what stands before the words
    unless: re.Pattern[str]  #: and what does not
    number: re.Pattern[str]  #: what the number and the text after it begin with
    bare: bool  #: whether a number with a unit has a bound after all: "took over 3 hours"
    example: str  #: a text whose last number has no bound by this row alone; a test demands it


def _no_bound(row: dict[str, str], *, bare: bool = False) -> NoBound:
    before, unless, number = (
        re.compile(row.get(key, default).replace("{few}", _FEW).replace("{numbers}", _NUMBERS), re.IGNORECASE)
        for key, default in (("before", ""), ("unless", r"(?!)"), ("number", ""))
    )
    return NoBound(row["name"], frozenset(row["words"].split("|")), before, unless, number, bare, row["example"])


NO_BOUNDS = tuple(_no_bound(row, bare="bare" in row) for row in _LEXICON["no_bound"])


def find_bound(text: str, start: int, end: int, number_end: int | None = None, *, form: str = "digits") -> str:
    """The bound of the number at `text[start:end]`, whose digits or words end at `number_end`, before its unit.

    A limit beats an approximation: "up to about 5" is at most. Of the forms a vague number is about, if nothing else;
    a range is about or exact; ordinals and scores are exact.

    >>> find_bound("no fewer than 40 men", 14, 16)
    'at_least'
    >>> find_bound("40 or so men", 0, 2)
    'about'
    """
    if form in ("ordinal", "score"):
        return "exact"
    before = text[max(0, start - _WINDOW) : start]
    if RULES["than what is known"].search(before) and not RULES["a mark"].match(text, end):
        before = ""
    found: list[str] = []
    bare = number_end in (None, end) and re.sub(r"[,\s-]", "", text[start:end]).isalnum()
    while (last := _LAST_WORD.search(before)) and last[1].lower() in _LAST and (m := _BEFORE_END.search(before)):
        word, before = flat(m[1]), before[: m.start(1)]
        if any(_applies(row, word, before, text, start, bare) for row in NO_BOUNDS):
            break
        found.append(_BEFORE[word])
    if m := _AFTER_START.match(text, number_end or end, end + _WINDOW) or _AFTER_START.match(text, end, end + _WINDOW):
        found.append(_AFTER[flat(m[1])])
    if m := RULES["noun with a bound"].search(before):
        found.append(_SAID[(m[1] or m[2]).lower()])
    limit = next((b for b in found if b != "about"), None)
    near = "about" if found or form == "vague" else "exact"
    if form == "range":
        return "exact" if limit else near
    return limit or near


def _applies(row: NoBound, word: str, before: str, text: str, start: int, bare: bool) -> bool:
    return (
        word in row.words
        and (bare or not row.bare)
        and bool(row.number.match(text, start))
        and bool(row.before.search(before))
        and not row.unless.search(before)
    )
