"""What counts share with the count beside them: "500 jobs, from 420", "20 and 25 goals", "42 of the 120 seats"."""

import re

from newswire.enrich.figures.counted.expressions import is_all
from newswire.enrich.figures.near import NEAR
from newswire.stream.messages import Figure

_STOP = re.compile(r"[.!?]\s|\n")
_SHARES = frozenset(["ratio", "percent"])
_IN_AFTER = re.compile(r"\s(?:in|on|at|during|for)\s")
_MORE_AFTER = re.compile(r"\s(?:more|fewer|less|so\sfar|of\sthem)\b|\sin\s[A-Z]")
#: the verb whose object a number is
_VERB_BEFORE = re.compile(rf"([a-z]{{2,}}ed)\s{NEAR}?$", re.IGNORECASE)
_IN_CONTRAST = re.compile(r"[,;]\s(?:while|whereas|and|but)\s|;\s|\s(?:while|whereas|and)\s")


def is_part(text: str, a: Figure, b: Figure, gap: str) -> bool:
    """ "Half of the 40 branches", "three of the 12 boats"."""
    return is_all("part", gap)


def is_in_list(text: str, a: Figure, b: Figure, gap: str) -> bool:
    """ "20 and 25 goals"."""
    return a.kind not in _SHARES and is_all("list", gap) and _alike(a, b, 20)


def is_against(text: str, a: Figure, b: Figure, gap: str) -> bool:
    """ "310 people, rather than 420"."""
    return (is_all("against", gap) or is_all("against after more words", gap)) and _alike(a, b, 10)


def is_in_turn(text: str, a: Figure, b: Figure, gap: str) -> bool:
    """ "50 bikes in March and 70 in April"."""
    return is_all("in turn", gap) and bool(_IN_AFTER.match(text, b.end)) and _alike(a, b, 10)


def is_more(text: str, a: Figure, b: Figure, gap: str) -> bool:
    """ "48 shops and a further 15 in Ireland"."""
    return is_all("more", gap) and bool(_MORE_AFTER.match(text, b.end))


def is_included(text: str, a: Figure, b: Figure, gap: str) -> bool:
    """ "150 shops, including 50 by March"."""
    return is_all("including", gap) and (b.value or 0) < (a.value or a.high or 0)


def is_by_same_verb(text: str, a: Figure, b: Figure, gap: str) -> bool:
    """ "The north averaged 17 arrests, while the south averaged 462"."""
    first = _VERB_BEFORE.search(text[max(0, a.start - 40) : a.start])
    second = _VERB_BEFORE.search(text[max(0, b.start - 40) : b.start])
    return bool(first and second and first[1] == second[1] and _IN_CONTRAST.search(gap))


def are_other_people(text: str, figure: Figure, before: Figure | None) -> str | None:
    """ "12 people died and 30 others fled"."""
    return "person" if figure.unit == "person" else None


def are_other_things(text: str, figure: Figure, before: Figure | None) -> str | None:
    """What the figure before them in the sentence counts: "gutted 14 homes and damaged 30 others"."""
    near = before and before.counted and not _STOP.search(text, before.end, figure.start)
    return before.counted.head if before and before.counted and near else None


def _alike(a: Figure, b: Figure, times: int) -> bool:
    """Whether the two are of one order."""
    one, other = a.value if a.value is not None else a.high, b.value if b.value is not None else b.high
    return bool(one and other) and 1 / times <= abs((one or 1) / (other or 1)) <= times
