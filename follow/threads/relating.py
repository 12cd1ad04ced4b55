"""How a mention relates to what was said of its quantity before."""

from collections.abc import Sequence

import msgspec

from newswire.follow.threads.mention import Mention
from newswire.follow.threads.values import compatible, rounded, same


def relate(mention: Mention, earlier: Sequence[Mention]) -> Mention:
    """The mention with its relation to the earlier ones of its thread, in order of arrival, and the one it relates to.

    repeat: this value was said before, by whomever; revises: its source, or nobody named, gives another value;
    conflicts: another source does, and both stand. None where a vague number is not against what stands.
    """
    if not earlier:
        return _with(mention, "first", None)
    equal = next((m for m in reversed(earlier) if same(m, mention)), None)
    held = _held(mention, earlier)
    if equal is None:
        equal = _rounding(mention, earlier)
    gave_up = _gave_up(mention, earlier)
    if gave_up is not None and (equal is None or _takes_over(mention, equal, earlier)):
        return _with(mention, "revises", gave_up)
    if equal is not None:
        if held is not None and _adopts(mention, held, equal, earlier):
            return _with(mention, "revises", held)
        standing = held or _standing(earlier)
        recalled = not (same(standing, mention) or rounded(standing, mention))
        return msgspec.structs.replace(_with(mention, "repeat", equal), recalled=recalled)
    if held is not None:
        return _with(mention, "revises", held)
    standing = _standing(earlier)
    if mention.institution is not None and standing.institution is None:
        # who repeats a number without its source does not make it nobody's
        standing = next((m for m in reversed(earlier) if m.institution and not m.recalled), standing)
    if _vague(mention, standing):
        return _with(mention, None, None)
    nobody = mention.institution is None or standing.institution is None
    if mention.tone == "corrected" or (nobody and mention.tone != "rival"):
        return _with(mention, "revises", standing)
    return _with(mention, "conflicts", standing)


def _with(mention: Mention, relation: str | None, of: Mention | None) -> Mention:
    return msgspec.structs.replace(
        mention, relation=relation, of=of.key if of else None, of_revision=of.revision if of else None, recalled=False
    )


def _held(mention: Mention, earlier: Sequence[Mention]) -> Mention | None:
    """The latest mention of what its own source says."""
    if mention.institution is None:
        return None
    return next((m for m in reversed(earlier) if m.institution == mention.institution and _standing_value(m)), None)


def _standing_value(mention: Mention) -> bool:
    """Whether a mention says what its source holds, and does not just recall a value given up."""
    return not (mention.recalled or mention.former)


def _standing(earlier: Sequence[Mention]) -> Mention:
    return next((m for m in reversed(earlier) if _standing_value(m)), earlier[-1])


def _gave_up(mention: Mention, earlier: Sequence[Mention]) -> Mention | None:
    """The latest mention, of another report, of the value that this one takes the place of."""
    if mention.instead is None:
        return None
    return next(
        (m for m in reversed(earlier) if m.last == mention.instead and m.report != mention.report and not m.former),
        None,
    )


def _takes_over(mention: Mention, equal: Mention, earlier: Sequence[Mention]) -> bool:
    """Whether only others have said this value so far."""
    who = mention.institution
    return who is not None and not any(m.institution in (who, None) and same(m, mention) for m in earlier)


def _adopts(mention: Mention, held: Mention, equal: Mention, earlier: Sequence[Mention]) -> bool:
    """Whether its source now says what only others said: not what it said before, nor in this report of its own."""
    if equal.institution in (None, mention.institution):
        return False
    if same(mention, held) or rounded(mention, held) or held.report == mention.report:
        return False
    return not any(m.institution == mention.institution and (same(m, mention) or rounded(m, mention)) for m in earlier)


def _rounding(mention: Mention, earlier: Sequence[Mention]) -> Mention | None:
    """The nearest earlier mention of the value that this one rounds, or that rounds this one."""
    close = [m for m in earlier if rounded(m, mention)]
    if not close:
        return None
    value = mention.last or 0.0
    least = min(abs((m.last or 0.0) - value) for m in close)
    return [m for m in close if abs((m.last or 0.0) - value) == least][-1]


def _vague(mention: Mention, standing: Mention) -> bool:
    """A range or a bound that does not contradict."""
    loose = (
        mention.last is None
        or standing.last is None
        or mention.bound in ("more_than", "at_least", "at_most", "less_than")
    )
    return loose and compatible(mention, standing)
