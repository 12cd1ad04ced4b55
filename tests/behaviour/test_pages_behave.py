"""Every scenario about the pages behind a feed: articles once, each true change a revision, walls told apart."""

from pathlib import Path

import pytest

from behaviour import revisions, walls
from behaviour.perform import Theatre, perform
from behaviour.score import score
from behaviour.stage import Scenario

NOUNS = (walls, revisions)


@pytest.mark.parametrize("scenario", [scene for noun in NOUNS for scene in noun.SCENES], ids=str)
def test_each_article_is_what_it_should_be(scenario: Scenario, house: Theatre, folder: Path) -> None:
    found = score(perform(scenario, house, folder), max_mb=scenario.max_mb)
    assert found.passed, found
