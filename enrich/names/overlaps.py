"""Which of two names that overlap stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from newswire.enrich.names import gazetteer
from newswire.enrich.names.coreference import Mention

#: whether a new name wins over what it overlaps
Wins = Callable[[list[Mention], Mention], bool]


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
        if wins(list(found[place:last]), new):
            kept.append(new)
            place = last
    return [*kept, *found[place:]]


def always(over: list[Mention], new: Mention) -> bool:
    """What is sure of itself."""
    return True


def covers(over: list[Mention], new: Mention) -> bool:
    """Whether a name is as long as all that it overlaps."""
    return all(new.start <= m.start and m.end <= new.end for m in over)


def overrules(over: list[Mention], known: Mention) -> bool:
    """Whether a known name rules: over its own span and what lies within, never over a part of a longer name."""
    if not covers(over, known):
        return False
    return known.text not in gazetteer.UNSURE or any(m.type in (known.type, "GPE", "ORG") for m in over)


def arms_win(over: list[Mention], weapon: Mention) -> bool:
    """Whether a weapon is one, and not part of a longer name of another kind."""
    return not any(
        m.start <= weapon.start and weapon.end < m.end and m.type in ("ORG", "PERSON", "EVENT", "LAW") for m in over
    )
