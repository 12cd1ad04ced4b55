"""Shapes whose numbers are not figures: dates, clock times, standards, addresses, telephone and list numbers, links."""

import re

from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.lexicon.rules import Rules, held, may_match
from newswire.enrich.numbers.number import YEAR_DIGITS
from newswire.enrich.times.rules.words import MONTHS

_STREETS = read_toml("en/labels/words")["streets"]["words"]
MASKS = Rules(
    "en/labels/masks",
    {
        "MONTH": alternatives(name.capitalize() for name in MONTHS),
        "STREET": alternatives(w.capitalize() for w in _STREETS),
        "YEAR": YEAR_DIGITS,
    },
    {"MONTH": frozenset(MONTHS), "STREET": frozenset(_STREETS)},
)
#: where a text has such a sign at all
_LINKS = re.compile(r"(?:https?://|www\.)\S{1,2000}|(?<![\w.+-])[\w.+-]{0,64}[@#][\w.-]{1,64}")
_LINK_SIGN = re.compile(r"://|www\.|[@#]")
#: where digits are, and as far around them as a mask reaches
_NEAR_DIGITS = re.compile(r"\d(?:[^\d]{0,160}\d)*")
_LEFT, _RIGHT = 32, 128


def masked(text: str) -> list[tuple[int, int]]:
    """Spans whose shape says that their numbers are not figures: dates, clock times, telephone numbers, addresses."""
    spans = [m.span() for m in _LINKS.finditer(text)] if _LINK_SIGN.search(text) else []
    for near in _NEAR_DIGITS.finditer(text):
        start, end = max(0, near.start() - _LEFT), near.end() + _RIGHT
        here = held(MASKS.pieces, text[start:end].lower())
        for rule in MASKS.rules.values():
            if may_match(rule.needs, here):
                spans += [m.span() for m in rule.pattern.finditer(text, start, end)]
    return sorted(set(spans))
