"""Claims: who says what in an article, how sure it is said to be, and who contests it."""

from __future__ import annotations

from collections.abc import Sequence

from stream.messages import Claim


def claim_of(start: int, end: int, field: str, claims: Sequence[Claim]) -> int | None:
    """The index of the innermost claim whose content holds `start:end` of `field`; None for the writer's own words.

    Of two claims of the same words the later one counts: its cue stands nearer to them.
    """
    best: tuple[int, int] | None = None
    for index, claim in enumerate(claims):
        if claim.field != field:
            continue
        if any(first <= start and end <= last for first, last in claim.content):
            size = sum(last - first for first, last in claim.content)
            if best is None or size <= best[0]:
                best = (size, index)
    return None if best is None else best[1]
