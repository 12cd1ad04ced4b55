"""The table of stages: whatever a line names is there."""

from importlib import import_module

from newswire.screens.screen import MAKES
from newswire.settings import Settings
from newswire.stages.table import STAGES
from newswire.stream.topics import TOPICS


def test_each_stage_names_a_worker_a_topic_and_a_setting_that_are_there() -> None:
    for stage in STAGES.values():
        assert callable(import_module(f"newswire.stages.{stage.worker}").open_worker)
        assert stage.topic in TOPICS and stage.writes in (None, *TOPICS)
        assert stage.workers is None or stage.workers in Settings.model_fields
    assert len({stage.group for stage in STAGES.values()}) == len(STAGES)


def test_a_worker_count_is_of_a_stage() -> None:
    declared = {stage.workers for stage in STAGES.values()} - {None}
    assert declared == {name for name in Settings.model_fields if name.endswith("_workers")}


def test_the_screen_has_a_word_for_what_each_makes() -> None:
    assert list(MAKES) == ["poll", *STAGES]
