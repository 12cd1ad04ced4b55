"""Scores, votes and odds: two numbers of which neither is one without the other."""

from __future__ import annotations

import re
from dataclasses import replace

from newswire.enrich.figures.quantities.bounds import find_bound
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.units.decide import decide
from newswire.enrich.lexicon.load import alternatives, read_toml

_WORDS = read_toml("en/counted/words")
#: a team's record of games, in brackets after its name
_RECORD_BEFORE = re.compile(r"(?:^|\s)(?:[A-Z][\w.’'-]*|No\. \d+)\s\((?:\d+[-–]\d+(?:[-–]\d+)?,\s)?$")
_SCORE_AFTER = re.compile(rf"\s+(?:{alternatives(_WORDS['score_after']['words'])})\b", re.IGNORECASE)
_VOTED = re.compile(rf"\b(?:{alternatives(_WORDS['score_voted']['words'])})\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)
_SCORE_WORDS = ("-", "–", "to", "points to", "-to-", "—", "−")
_ODDS_BEFORE = re.compile(
    r"\bodds\b[^.;]{0,40}$|\b(?:ratio|outnumbered|margin|favou?rites?|outsiders?)\b[^.;]{0,24}$", re.IGNORECASE
)


def find_score(text: str, a: Quantity, b: Quantity, word: str, before: str) -> Quantity | None:
    """One quantity of a and b with `word` between them: "2-0", "by 52 to 48", "odds of 3-1", "3/1"; None for others."""
    whole = (
        isinstance(a.low, int)
        and isinstance(b.low, int)
        and not a.unit
        and not b.unit
        and (a.number.form == b.number.form or word == "-to-")
    )
    if not whole or a.number.scale > 1 or b.number.scale > 1 or word not in _SCORE_WORDS:
        return None
    after = text[b.end : b.end + 24]
    parts = (a.low, b.low)
    made = replace(a, end=b.end, last=b.last, parts=parts, bound=find_bound(text, a.start, b.end, form="score"))
    if _ODDS_BEFORE.search(before):
        return replace(made, unit=decide("pair", "odds"))
    if a.low > 400 or b.low > 400:
        return None
    tight = word in ("-", "–", "—", "−") and " " not in text[a.end : b.start]
    score = (
        _SCORE_AFTER.match(after)
        or (word in ("to", "points to") and a.low >= b.low and _VOTED.search(before))
        or (tight and _RECORD_BEFORE.search(before))  # "the Panthers (14-16, 8-9 Ohio Valley)"
        or (tight and a.low >= b.low)
    )
    return replace(made, unit=decide("pair", "score")) if score else None
