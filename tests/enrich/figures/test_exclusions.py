"""Each reason for a number not to be a figure."""

import pytest

from newswire.enrich.figures import exclusions
from newswire.enrich.figures.exclusions import RULES, Exclusions, Rule
from newswire.enrich.figures.quantities.quantify import quantify
from newswire.enrich.names.tagger import make as make_entities
from newswire.enrich.numbers.finder import find_numbers
from newswire.enrich.passages.passage import passages
from newswire.enrich.times.tagger import make as make_times
from tagging import document


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_reason_takes_out_what_no_other_does(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    made = document(rule.wins)
    for tagger in (make_entities(), make_times()):
        tagger([made])
    (passage,) = passages(made)
    number = find_numbers(rule.wins)[0]
    quantity = quantify(rule.wins, number)
    unit = quantity.unit if quantity else None
    assert Exclusions(passage).hold(number, unit)

    monkeypatch.setattr(exclusions, "RULES", [other for other in RULES if other is not rule])
    assert not Exclusions(passage).hold(number, unit)
