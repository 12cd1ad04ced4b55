"""How near a number is to the truth by the words beside it: about, at least, up to."""

import re
from typing import NamedTuple

from enrich.lexicon.load import alternatives, read_toml

_LEXICON = read_toml("en/bounds")
_BEFORE: dict[str, str] = {word: bound for bound, words in _LEXICON["before"].items() for word in words}
_BEFORE |= {f"{a} {b}": "about" for a in _LEXICON["barely"]["words"] for b in _LEXICON["short"]["words"]}
_AFTER: dict[str, str] = {word: bound for bound, words in _LEXICON["after"].items() for word in words}
#: what may stand between such words and the number
_DETERMINERS = frozenset(["a", "an", "the", "another", "just", "only", "its", "his", "her", "their"])
#: the last word or sign of each: most numbers have none before them
_LAST = frozenset(re.split(r"[\s-]", w)[-1] or "-" for w in _BEFORE) | _DETERMINERS
_LAST_WORD = re.compile(r"([a-z.]+|[^\w\s])[\s(]*$", re.IGNORECASE)
#: characters looked at on either side
_WINDOW = 32

_BEFORE_END = re.compile(
    rf"(?:(?<!\w)|(?<=\d))({alternatives(_BEFORE)})(?:\s+(?:a|an|the|another|just|only|its|his|her|their))?[\s(]*$",
    re.IGNORECASE,
)
_AFTER_START = re.compile(
    rf"\s?({alternatives(_AFTER)})(?!\w)"
    r"|,\s(give or take|or so|or thereabouts|or more|or less|if not more|or even more)(?!\w)",
    re.IGNORECASE,
)
#: "took over 3 firms", "talked about 20 names"; before a unit it is a bound: "took over 3 hours"
_NO_BOUND = re.compile(
    r"\b(?:all|took|take|takes|taken|taking|hand|handed|won|turned|came|come|comes|went|going|presided|lord)\s+(?:over|under)\s*$"
    r"|\b(?:look|looking|argue|argued|think|thinking|talk|talks|talked|talking|concerns?|worried|worry|asked|ask|all|out|know|knew|read|wrote|heard|learn)"
    r"\s+(?:over|about|around)\s*$"
    r"|\b(?:turned|get|got|all)\s+around\s*$",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:built|based|cent(?:red|ered|res|ers|ring|ering)|revolv(?:es?|ed|ing)|wrapped)\s+around\s*$", re.IGNORECASE
)


#: "two big unknowns: they worry about two things": about whom, not how many
_FEW = re.compile(
    r"(?:one|two|three|[1-3])(?=\s+[a-z-]+)(?!\s+(?:years?|months?|weeks?|days?|hours?|minutes?|dozen|hundred|thousand|million|billion|in|out|of|times|miles?|k)\b)",
    re.IGNORECASE,
)
#: "it lost money over 10 years": a stretch of time, no bound; "for over 10 years" is one
_LASTED = re.compile(
    r"(?:\b(?:for|of|in|is|was|were|are|be|been|took|take|takes|lasted?|lasts|lasting|spent|spend|spends|with|has|have|had|having|after|to|from|and|just|at|well|since|served?|serving|within|by|waited|than|or|every|a|the|got|an)|[—–(,:-])\s*$|^\s*$",
    re.IGNORECASE,
)
#: "a blood pressure of 120 over 80"
_READING = re.compile(
    r"(?:\d|ty|teen|ten|eleven|twelve|hundred|one|two|three|four|five|six|seven|eight|nine)\s+$", re.I
)
#: "fell as low as $5": a value reached
_REACHED = re.compile(
    r"\b(?:fell|fallen|falling|dropped|dropping|rose|risen|rising|climbed|climbing|went|sank|slid|traded|trading|dipped|plunged|surged|jumped|hit)\s+$",
    re.IGNORECASE,
)


_PERIOD = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centuries|seasons?|quarters?)$", re.IGNORECASE
)


class Bound(NamedTuple):
    """A bound and where its words begin and end; both ends are the number's own side where there are none."""

    name: str
    start: int
    end: int


def find_bound(text: str, start: int, end: int, number_end: int | None = None) -> Bound:
    """The bound of the number at `text[start:end]`. A limit beats an approximation: "up to about 5" is at most.

    >>> find_bound("no fewer than 40 men", 14, 16).name
    'at_least'
    >>> find_bound("40 or so men", 0, 2).name
    'about'
    """
    left = max(0, start - _WINDOW)
    before = text[left:start]
    found: list[Bound] = []
    bare = number_end in (None, end) and text[start:end].replace(",", "").isalnum()
    while (last := _LAST_WORD.search(before)) and last[1].lower() in _LAST and (m := _BEFORE_END.search(before)):
        verb = before[: m.end(1)]
        if (
            (bare and _NO_BOUND.search(verb))
            or _AROUND.search(verb)
            or _is_no_bound(text, before[: m.start(1)], _flat(m[1]), start, end)
        ):
            break
        found.append(Bound(_BEFORE[_flat(m[1])], left + m.start(1), end))
        before = before[: m.start(1)]
    if m := _AFTER_START.match(text, number_end or end, end + _WINDOW) or _AFTER_START.match(text, end, end + _WINDOW):
        name = _AFTER[_flat(m[1] or m[2])]
        found.append(Bound(name, start, max(end, m.end())))
    if not found:
        return Bound("exact", start, end)
    name = next((b.name for b in found if b.name != "about"), "about")
    return Bound(name, min(b.start for b in found), max(b.end for b in found))


def _is_no_bound(text: str, before: str, word: str, start: int, end: int) -> bool:
    """Whether the word in front of the number is a preposition of another meaning."""
    if word == "about":
        return bool(_FEW.match(text, start)) and not re.search(r"(?:[-—–(,]|\bor)\s*$", before)
    if word == "over" and _READING.search(before):
        return True
    if word == "over" and text[:start].endswith("over the ") and text[start:end].isalpha():
        return True  # "chose it over the two of last year"
    if word == "over":
        return bool(_PERIOD.search(text, start, end)) and not _LASTED.search(before)
    return word in ("as low as", "as high as") and bool(_REACHED.search(before))


def _flat(words: str) -> str:
    return " ".join(words.lower().split())
