"""Every scenario about a feed: nothing lost, nothing doubled, the end as it should be."""

from pathlib import Path

import pytest

from behaviour import documents, identity, redirects, statuses, transfers, validators, windows
from behaviour.perform import Theatre, perform
from behaviour.score import score
from behaviour.stage import Scenario

NOUNS = (validators, redirects, statuses, transfers, documents, identity, windows)


@pytest.mark.parametrize("scenario", [scene for noun in NOUNS for scene in noun.SCENES], ids=str)
def test_each_item_arrives_once_and_the_end_is_as_stated(scenario: Scenario, house: Theatre, folder: Path) -> None:
    found = score(perform(scenario, house, folder), max_mb=scenario.max_mb)
    assert found.passed, found
