"""What counts share with the count beside them: "500 jobs, from 420", "20 and 25 goals", "42 of the 120 seats"."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from newswire.enrich.figures.near import AGAINST, END, NEAR
from newswire.enrich.figures.units.decide import COUNT, decide
from newswire.enrich.figures.units.unit import Unit
from newswire.stream.messages import Figure

_NEAR = f"{NEAR}?"
#: between a number and the next, whose thing is its own, too
_LIST = re.compile(rf",\s(?:and\s|or\s)?{_NEAR}|\s(?:and|or)\s{_NEAR}", re.IGNORECASE)
_PART = re.compile(
    r"\s(?:out\s)?of\s(?:(?:the|its|his|her|their|these|those|our|a total of|(?:[\w.-]+\s)?[\w.-]+['’]s)\s)?"
    rf"(?:[a-z]{{3,9}}\s){{0,2}}{_NEAR}",
    re.IGNORECASE,
)
_SHARES = frozenset(["ratio", "percent"])
#: between a thing and the next number, which counts it, too
_AGAINST = re.compile(
    rf"(?:\s[\w’'-]+){{0,6}},?\s{AGAINST}\s(?:the\s)?{_NEAR}"
    rf"|(?:\s[\w’'-]+){{0,16}},\s(?:(?:up|down)\sfrom|compared\s(?:with|to)|against|after)\s{_NEAR}",
    re.IGNORECASE,
)
#: "50 bikes in March and 70 in April"
_IN_TURN = re.compile(
    rf"\s(?:in|on|during|for|at)\s(?:[\w’'-]+\s){{0,3}}[\w’'.-]+(?:,|,?\s(?:and|but|then|or|versus|against|from"
    rf"|compared\s(?:with|to)))\s{_NEAR}"
)
_IN_AFTER = re.compile(r"\s(?:in|on|during|for|at)\s")
_MORE = re.compile(
    rf"(?:\s[a-z]+){{0,2}},?\s(?:and|plus|with|but)\s(?:(?:a\sfurther|another|an\sadditional|has|have|had|now\shas)\s){_NEAR}"
    rf"|,\s(?:or\s)?{_NEAR}",
    re.IGNORECASE,
)
_INCLUDING = re.compile(rf"(?:\s[\w’'-]+){{0,8}},?\s(?:including|among\sthem)\s{_NEAR}", re.IGNORECASE)
#: the verb whose object a number is
_VERB_BEFORE = re.compile(rf"([a-z]{{2,}}ed)\s{_NEAR}$", re.IGNORECASE)
_IN_CONTRAST = re.compile(r"[,;]\s(?:while|whereas|and|but)\s|;\s|\s(?:while|whereas|and)\s")
_MORE_AFTER = re.compile(r"\s(?:more|fewer|less|so\sfar|of\sthem)\b|\sin\s[A-Z]")
_REACH = 120
#: lengths of time may stand between a count and what it is compared with
_PASSED_OVER = frozenset(["duration", "age"])


def share(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one field, in order; a count that has no thing takes that of its neighbour where words join them.

    Units are shared before, in `newswire.enrich.figures.quantities.ellipsis`.
    """
    done = list(figures)
    for at in range(len(done) - 2, -1, -1):
        a, b = done[at], done[at + 1]
        if a.counted is None and a.kind in _SHARES and b.counted and b.kind == "count" and b.counted.start >= b.end:
            if _PART.fullmatch(text[a.end : b.start][:_REACH]):  # "half of the 40 branches"
                done[at] = replace(a, counted=b.counted)
            continue
        if not _is_bare_count(a) or b.counted is None or b.kind != "count" or b.counted.start < b.end:
            continue
        gap = text[a.end : b.start] if b.start - a.end < _REACH else ""
        if _PART.fullmatch(gap) or (_LIST.fullmatch(gap) and _LIST.match(text, a.end) and _alike(a, b, 20)):
            done[at] = _take(a, b)
    for at in range(1, len(done)):
        a, b = done[at - 1], done[at]
        if not _is_bare_count(b) or not END.match(text, b.end):
            continue
        if at > 1 and a.kind in _PASSED_OVER:
            a = done[at - 2]
        # a thing taken from another stands before its number
        told = max(a.end, a.counted.end) if a.counted else a.end
        if a.counted and a.kind in ("count", "index") and 0 < b.start - told < _REACH:
            gap = text[told : b.start]
            if (
                (_AGAINST.fullmatch(gap) and _alike(a, b, 10))
                or (_IN_TURN.fullmatch(gap) and _IN_AFTER.match(text, b.end) and _alike(a, b, 10))
                or (_MORE.fullmatch(gap) and _MORE_AFTER.match(text, b.end))
                or (_INCLUDING.fullmatch(gap) and (b.value or 0) < (a.value or a.high or 0))
                or _by_the_same_verb(text, a, b, gap)
            ):
                done[at] = _take(b, a)
    return [_of_others(text, f, done[n - 1] if n else None) for n, f in enumerate(done)]


def _of_others(text: str, figure: Figure, before: Figure | None) -> Figure:
    """What "22 others" counts: people, else what the figure before it in the sentence does."""
    if figure.counted is None or figure.counted.head != "other":
        return figure
    if figure.unit == "person":
        return replace(figure, counted=replace(figure.counted, head="person"))
    told = before.counted if before and not re.search(r"[.!?]\s|\n", text[before.end : figure.start]) else None
    return replace(figure, counted=replace(figure.counted, head=told.head)) if told else figure


def _by_the_same_verb(text: str, a: Figure, b: Figure, gap: str) -> bool:
    """ "The north averaged 17 arrests, while the south averaged 462"."""
    first = _VERB_BEFORE.search(text[max(0, a.start - 40) : a.start])
    second = _VERB_BEFORE.search(text[max(0, b.start - 40) : b.start])
    return bool(first and second and first[1] == second[1] and _IN_CONTRAST.search(gap))


def _is_bare_count(figure: Figure) -> bool:
    return figure.kind in ("count", "index") and figure.unit is None and figure.counted is None


def _alike(a: Figure, b: Figure, times: int) -> bool:
    """Whether the two are of one order."""
    one, other = a.value if a.value is not None else a.high, b.value if b.value is not None else b.high
    return bool(one and other) and 1 / times <= abs((one or 1) / (other or 1)) <= times


def _take(figure: Figure, other: Figure) -> Figure:
    unit = decide("neighbour", None, Unit(other.unit, other.kind)) or COUNT
    return replace(figure, counted=other.counted, unit=unit.id, kind=unit.kind)
