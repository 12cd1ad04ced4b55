"""Which claim the words at a place belong to: found by bisection, however many claims a text has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from heapq import heappop, heappush

from newswire.stream.messages import Claim

#: claims looked at for a stretch over the border of one
_BESIDE = 40

Rank = tuple[bool, bool, int, int]


class ClaimIndex:
    """The claims of one field by place. Making it takes n log n for n stretches, each look-up log n."""

    def __init__(self, claims: Sequence[Claim], field: str, acts: Collection[int] = ()) -> None:
        """`acts` are the indexes of claims that no words belong to, as somebody did something by them."""
        told = [(n, c) for n, c in enumerate(claims) if c.field == field and n not in acts and not _is_bare(c)]
        spans = [(s, e, _rank(n, c)) for n, c in told for s, e in c.content if s < e]
        spans.sort()
        self._spans = spans
        self._starts = [s for s, _, _ in spans]
        self._edges = sorted({edge for s, e, _ in spans for edge in (s, e)})
        self._best = self._sweep()

    def at(self, start: int, end: int) -> int | None:
        """The index of the innermost claim whose content holds `start:end`; None for the writer's own words.

        Of two claims of the same words the later one counts: its cue stands nearer to them. What somebody plans
        or thinks is told by somebody: "the agency said the North decided to send 12,000" is the agency's figure.
        """
        place = bisect_right(self._edges, start) - 1
        if place < 0:
            return None
        if place + 1 < len(self._edges) and self._edges[place + 1] < end:
            # over a border: those that begin before it and go on after it
            until = bisect_right(self._starts, start)
            over = [r for s, e, r in self._spans[max(0, until - _BESIDE) : until] if end <= e]
            return -min(over)[3] if over else None
        best = self._best[place]
        return None if best is None else -best[3]

    def _sweep(self) -> list[Rank | None]:
        """The claim that counts from each edge to the next one."""
        found: list[Rank | None] = []
        open_: list[tuple[Rank, int]] = []
        n = 0
        for edge in self._edges:
            while n < len(self._spans) and self._spans[n][0] <= edge:
                heappush(open_, (self._spans[n][2], self._spans[n][1]))
                n += 1
            while open_ and open_[0][1] <= edge:
                heappop(open_)
            found.append(open_[0][0] if open_ else None)
        return found


def _is_bare(claim: Claim) -> bool:
    """Whether a claim tells no more than that something is told: by nobody, as sure as any, contested by nobody."""
    return claim.source is None and claim.status == "claimed" and not claim.contested_by


def _rank(index: int, claim: Claim) -> Rank:
    return (
        claim.source is None,
        claim.status in ("planned", "opinion"),
        sum(last - first for first, last in claim.content),
        -index,
    )
