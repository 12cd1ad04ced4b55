"""What a pattern needs is in whatever it matches."""

import re

import pytest

from newswire.enrich.times.rules.required import held, may_match, required
from newswire.enrich.times.rules.table import RULES

TEXTS = (
    "On Friday, October 18, 2024, and again on the 3rd of May, about 1,500 people came. Two weeks before Christmas "
    "there had been none; the second quarter of 2019 and the early 1990s were worse.",
    "Last winter, this year, over the past two years, at 14:30, every other Monday, from 2001 to 2005, in 3 days.",
    "THREE DAYS AGO AND NEXT THURSDAY MORNING. On 12/24 and 2024-10-18, by late June; a month earlier, daily.",
    "No expression of that kind stands in here, although it is long enough for one.",
)


def test_every_rule_of_time_finds_the_same_with_and_without_the_look_ahead() -> None:
    found = 0
    for text in TEXTS:
        for rule in RULES:
            matched = bool(rule.pattern.search(text))
            found += matched
            here = held(set().union(*rule.required), text.lower())
            assert may_match(rule.required, here) or not matched, rule.pattern.pattern
    assert found > 20


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(r"(?:last|next)\s+week", "in the next week"), (r"a*b?", "zzz"), (r"[1-3]/\d", "on 2/4"), (r"(?:x|)y+z", "yz")],
)
def test_whatever_matches_may_match(pattern: str, text: str) -> None:
    assert re.search(pattern, text)
    assert may_match(required(pattern), held(set().union(*required(pattern)), text))


def test_a_text_without_what_is_needed_is_not_searched() -> None:
    assert not may_match(required(r"(?:last|next)\s+(?:week|month)"), held(["next", "week"], "next to the station"))
