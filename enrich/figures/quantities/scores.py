"""Scores, votes and odds: two numbers of which neither is one without the other."""

from __future__ import annotations

from dataclasses import replace

from newswire.enrich.figures.quantities.bounds import find_bound
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.units.decide import decide

_SCORE_WORDS = ("-", "–", "to", "points to", "-to-", "—", "−")
#: no side of a game or a vote has more
_MOST = 400


def find_score(text: str, a: Quantity, b: Quantity, word: str, before: str) -> Quantity | None:
    """One quantity of a and b with `word` between them: "2-0", "by 52 to 48", "odds of 3-1", "3/1"; None for others."""
    whole = isinstance(a.low, int) and isinstance(b.low, int) and not (a.unit or b.unit)
    alike = a.number.form == b.number.form or word == "-to-"
    if not (whole and alike) or a.number.scale > 1 or b.number.scale > 1 or word not in _SCORE_WORDS:
        return None
    bound = find_bound(text, a.start, b.end, form="score")
    made = replace(a, end=b.end, last=b.last, parts=(a.low, b.low), bound=bound)
    if RULES["odds"].search(before):
        return replace(made, unit=decide("pair", "odds"))
    if a.low > _MOST or b.low > _MOST:
        return None
    tight = word in ("-", "–", "—", "−") and " " not in text[a.end : b.start]
    score = (
        RULES["score by a word after"].match(text, b.end, b.end + 24)
        or (word in ("to", "points to") and a.low >= b.low and RULES["score by a vote before"].search(before))
        or (tight and (a.low >= b.low or RULES["record of games"].search(before)))
    )
    return replace(made, unit=decide("pair", "score")) if score else None
