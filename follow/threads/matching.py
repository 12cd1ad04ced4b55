"""Whether a quantity of a report is one that is followed already: a sum of evidence, each part set by hand."""

import math
from collections import Counter
from collections.abc import Sequence

from newswire.follow.meanings.meanings import Meanings
from newswire.follow.threads.grouping import fits
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.values import compatible, rounded, same, telling

#: evidence from which on it is the same quantity
JOINS = 1.5
_MEANING, _OTHER_MEANING, _RELATED = 2.6, -3.0, 1.2
#: a meaning that is only of a word nearby counts for this much
_UNSURE = 0.6
#: and another meaning counts for this much where the same thing is counted
_SAME_HEAD = 0.4
_HEAD, _HEAD_ALONE, _OTHER_HEAD = 1.6, 0.8, -1.2
#: of a sum that only grows, a much smaller value
_SHRUNK, _MUCH_SMALLER = -1.8, 0.6
_SUBSET, _OTHER_SUBSET = 1.0, -2.5
_WHAT = 1.5
_ROUNDED, _COMPATIBLE = 1.2, 0.2
_PART = -3.0
_TOTAL, _WHOLE, _FORECAST_SHARE = -1.5, -2.0, -0.4
_SAME_PLACE, _PLACE, _PLANNED, _FORECAST = 0.5, -0.3, -0.3, -1.2
_NEAR = 2.0
_MAGNITUDE, _MAGNITUDE_MOST = -1.8, -3.0
#: a value that tells by itself, and what another meaning still counts against it
_TELLS_ALONE, _SAME_VALUE = 2.1, 0.5
#: how far apart, as a ratio, a bare number may be from what is not a count
_CLOSE = 2.0
#: what a bare number may be, only by its value
_BARE_ONLY = frozenset({"count", "person", "bare"})


class Profile:
    """What is known of a thread, or of a quantity in one report."""

    def __init__(self, mentions: Sequence[Mention], known: Meanings) -> None:
        self.mentions = mentions
        self.latest = mentions[-1]
        self.meanings = Counter(m.meaning for m in mentions if m.meaning)
        self.heads = {known.meaning(m.head) or m.head for m in mentions if m.head and not known.anyone(m.head)}
        self.anybody = any(m.dimension == "person" or known.anyone(m.head) for m in mentions)
        self.whats = {m.what for m in mentions if m.what}
        self.subsets = {m.subset for m in mentions}
        self.places = {m.place for m in mentions if m.place}
        self.part = all(m.part for m in mentions)
        self.sure = any(m.sure for m in mentions)
        self.whole = all(m.whole for m in mentions)
        self.total = all(m.total for m in mentions)
        self.old = any(m.old for m in mentions)
        self.forecast = sum(m.forecast for m in mentions) * 2 > len(mentions)
        self.bare = all(m.head is None for m in mentions)
        self.planned = sum(m.planned for m in mentions) * 2 > len(mentions)
        self.near = {word for m in mentions[-8:] for word in m.near}
        self.dimensions = {m.dimension for m in mentions} - {"bare"}

    def shares(self, other: "Profile", tells: float = 1.5) -> bool:
        """Whether they have a value in common that tells so much."""
        return any(telling(a.last) >= tells and same(a, b) for a in self.mentions for b in other.mentions)

    @property
    def meaning(self) -> str | None:
        """The commonest one."""
        return self.meanings.most_common(1)[0][0] if self.meanings else None


def match_score(new: Profile, thread: Profile, known: Meanings) -> float | None:
    """How much speaks for one quantity; None where it can't be."""
    counts = new.dimensions == {"ordinal"} and _counts(new, thread, known)
    if not counts and not any(fits(a, b) for a in new.mentions for b in (thread.mentions[0], thread.latest)):
        return None
    if (
        not counts
        and new.dimensions
        and thread.dimensions
        and not any(_both(a, b) for a in new.dimensions for b in thread.dimensions)
    ):
        return None
    value, exact = _value(new, thread)
    if not new.dimensions and not (thread.dimensions <= _BARE_ONLY) and not exact and not _suits(new, thread):
        return None
    return (
        value
        + _meaning(new, thread, known, exact)
        + _head(new, thread) * (0.5 if exact and new.shares(thread, _TELLS_ALONE) else 1.0)
        + (_SHRUNK if not exact and _shrunk(new, thread, known) else 0.0)
        + _subset(new, thread)
        + (_PART if new.part != thread.part and not exact else 0.0)
        + (_TOTAL if new.total != thread.total and not exact else 0.0)
        + (_forecast(new) if new.forecast != thread.forecast and not exact else 0.0)
        + (_FORECAST if new.forecast and not thread.forecast and new.dimensions <= _BARE_ONLY and not exact else 0.0)
        + _place(new, thread, exact)
        + (_PLANNED if new.planned != thread.planned and not exact else 0.0)
        + (_WHOLE if new.whole != thread.whole and not exact else 0.0)
        + _NEAR * len(new.near & thread.near) / (len(new.near) + 3)
    )


def _both(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"count", "person"}


def _value(new: Profile, thread: Profile) -> tuple[float, bool]:
    """Evidence of the values, and whether one was the same."""
    best, exact = -9.0, False
    for a in new.mentions:
        for b in thread.mentions:
            if same(a, b):
                best, exact = max(best, telling(a.last)), True
            elif rounded(a, b):
                best = max(best, _ROUNDED)
            elif (a.last is None or b.last is None) and compatible(a, b):
                best = max(best, _COMPATIBLE)
            elif a.last and b.last and a.last > 0 and b.last > 0:
                far = abs(math.log10(a.last / b.last))
                best = max(best, max(_MAGNITUDE * far, _MAGNITUDE_MOST))
    return (best if best > -9.0 else -1.0), exact


def _meaning(new: Profile, thread: Profile, known: Meanings, exact: bool) -> float:
    weight = 1.0 if new.sure and thread.sure else _UNSURE
    if exact and (new.shares(thread, _TELLS_ALONE) or new.bare) and not new.sure:
        weight = 0.0
    elif exact and new.shares(thread, _TELLS_ALONE):
        weight *= _SAME_VALUE
    elif new.heads & thread.heads and new.dimensions == {"count"}:
        weight *= _SAME_HEAD
    if new.meaning and thread.meaning:
        if new.meaning == thread.meaning or thread.meanings[new.meaning] > 1:
            return _MEANING * max(weight, 0.8)
        return _RELATED if known.related(new.meaning, thread.meaning) else _OTHER_MEANING * weight
    if new.whats & thread.whats:
        return _WHAT
    return 0.0


def _head(new: Profile, thread: Profile) -> float:
    if new.heads & thread.heads:
        return _HEAD + (_HEAD_ALONE if new.meaning is None else 0.0)
    if new.heads and thread.heads:
        return _OTHER_HEAD
    if (new.heads and thread.anybody) or (thread.heads and new.anybody):
        return _OTHER_HEAD / 2
    return 0.0


def _shrunk(new: Profile, thread: Profile, known: Meanings) -> bool:
    since = max((m.number for m in new.mentions), default=0)  # who comes late with an old number said it then
    latest = max((m.last for m in thread.mentions if m.last is not None and m.number <= since), default=None)
    value = max((m.last for m in new.mentions if m.last is not None), default=None)
    if latest is None or value is None or not known.only_grows(thread.meaning):
        return False
    return value < _MUCH_SMALLER * latest


def _suits(new: Profile, thread: Profile) -> bool:
    """Whether a bare number may be of what is not a count: a magnitude of 6.8 after one of 6.6."""
    told = new.sure or (new.latest.value or 0.0) % 1 != 0
    return told and new.meaning is not None and new.meaning == thread.meaning and _close(new.latest, thread.latest)


def _forecast(new: Profile) -> float:
    """A share is mostly spoken of as one expects it, and then as it is; a count that is expected is another one."""
    return _FORECAST_SHARE if new.dimensions == {"share"} else _FORECAST


def _counts(new: Profile, thread: Profile, known: Meanings) -> bool:
    """Whether an ordinal counts what the thread does: the 18th victim."""
    alike = new.sure and new.meaning == thread.meaning and known.only_grows(new.meaning)
    return alike and thread.dimensions <= _BARE_ONLY


def _close(one: Mention, other: Mention) -> bool:
    return bool(one.last and other.last and 1 / _CLOSE < one.last / other.last < _CLOSE)


def _place(new: Profile, thread: Profile, exact: bool) -> float:
    if new.places & thread.places:
        return _SAME_PLACE
    return _PLACE if new.places and thread.places and not exact else 0.0


def _subset(new: Profile, thread: Profile) -> float:
    if new.subsets & thread.subsets:
        return _SUBSET if (new.subsets & thread.subsets) - {None} else 0.0
    return 0.0 if new.bare and new.shares(thread) else _OTHER_SUBSET
