"""Which of two names that overlap stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from newswire.enrich.names import gazetteer
from newswire.enrich.names.mention import Mention

#: whether a new name wins over those that it overlaps
Wins = Callable[[Sequence[Mention], Mention], bool]


def merged(found: Sequence[Mention], news: Iterable[Mention], wins: Wins) -> list[Mention]:
    """The mentions, which are in order, with those of the news that win over what they overlap; in order, too."""
    kept: list[Mention] = []
    place = 0
    for new in sorted(news, key=lambda m: (m.start, -m.end)):
        if kept and new.start < kept[-1].end:
            continue
        while place < len(found) and found[place].end <= new.start:
            kept.append(found[place])
            place += 1
        last = place
        while last < len(found) and found[last].start < new.end:
            last += 1
        if wins(found[place:last], new):
            kept.append(new)
            place = last
    return [m for m in (*kept, *found[place:]) if m.type]


def always(over: Sequence[Mention], new: Mention) -> bool:
    """Whatever it overlaps."""
    return True


def covers(over: Sequence[Mention], new: Mention) -> bool:
    """Whether a name is as long as all that it overlaps."""
    return all(new.start <= m.start and m.end <= new.end for m in over)


def overrules(over: Sequence[Mention], known: Mention) -> bool:
    """Whether a known name rules: over its own span and what lies within, never over a part of a longer name. One that
    is as often something else ("Jordan") rules only over a name of a type that is mistaken for its own."""
    is_sure = known.text not in gazetteer.UNSURE or any(m.type in (known.type, "GPE", "ORG") for m in over)
    return is_sure and covers(over, known)
