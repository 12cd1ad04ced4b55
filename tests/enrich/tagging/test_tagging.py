"""Tagging in a child process: an article that takes too long, or kills it, costs only itself."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from newswire.enrich.passages.document import Document, Source
from newswire.enrich.pipeline.pipeline import NAMES
from newswire.enrich.tagging.process import TaggingProcess
from newswire.stream.errors import FatalError, RejectedError

TEXT = "Some 1,500 troops arrived in Vladivostok on Friday, Kyiv said."
HERE = str(Path(__file__).parent)
NICENESS = 3
#: an article of these words makes the enricher `hostile_enricher` do so
SLOW, STUCK, DEAD, BUG, GREEDY = "SLOW", "STUCK", "DEAD", "BUG", "GREEDY"


@pytest.fixture(scope="module")
def ours() -> Iterator[TaggingProcess]:
    with TaggingProcess(NAMES) as made:
        yield made


@pytest.fixture(scope="module")
def hostile() -> Iterator[TaggingProcess]:
    """With an enricher that does what the text says. One for all tests: it must outlive each of these texts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", HERE)
        with TaggingProcess(["hostile_enricher:make"], niceness=NICENESS) as made:
            yield made


def source(text: str) -> Source:
    return Source("a", "", text)


def reasons(found: Sequence[Document | RejectedError]) -> list[str]:
    return [one.reason if isinstance(one, RejectedError) else "" for one in found]


def test_tags_come_out_of_the_child_as_they_are_made(ours: TaggingProcess) -> None:
    english, german = ours.annotate(
        [Source("a", "Fire kills 12", TEXT, datetime(2024, 10, 18, tzinfo=UTC)), Source("b", "", "1.500", None, "de")],
        10,
    )
    assert isinstance(english, Document) and isinstance(german, Document)
    assert [figure.value for figure in english.figures] == [12, 1500]
    assert [time.value for time in english.times if time.text == "Friday"] == ["2024-10-18"]
    assert german.figures == []
    assert [info.name for info in ours.infos] == ["parse", "reader", *NAMES]


@pytest.mark.parametrize("hostile_text", [SLOW, STUCK])
def test_what_takes_too_long_is_given_up_and_those_beside_it_are_tagged(
    hostile: TaggingProcess, hostile_text: str
) -> None:
    found = hostile.annotate([source(text) for text in (TEXT, hostile_text, TEXT)], 2)
    assert reasons(found) == ["", "not_tagged_in_time", ""]
    assert reasons(hostile.annotate([source(TEXT)], 30)) == [""]


def test_time_over_in_python_does_not_even_cost_the_child(hostile: TaggingProcess) -> None:
    before = hostile.pid
    assert reasons(hostile.annotate([source(SLOW)], 0.1)) == ["not_tagged_in_time"]
    assert hostile.pid == before


@pytest.mark.parametrize(
    ("text", "reason"), [(DEAD, "enrich_crashed"), (BUG, "handler_failed"), (GREEDY, "out_of_memory")]
)
def test_what_kills_the_child_or_meets_a_bug_is_found_among_the_others(
    hostile: TaggingProcess, text: str, reason: str
) -> None:
    found = hostile.annotate([source(one) for one in (TEXT, TEXT, text, TEXT)], 30)
    assert reasons(found) == ["", "", reason, ""]


def test_a_child_that_is_killed_from_outside_costs_no_article(ours: TaggingProcess) -> None:
    assert ours.pid
    os.kill(ours.pid, signal.SIGKILL)
    assert reasons(ours.annotate([source(TEXT), source(TEXT)], 10)) == ["", ""]


def test_others_may_come_first(hostile: TaggingProcess) -> None:
    assert psutil.Process(hostile.pid).nice() == min(19, os.nice(0) + NICENESS)


def test_an_enricher_that_is_not_there_is_fatal() -> None:
    with pytest.raises(FatalError, match="no enricher 'nobody:make'"):
        TaggingProcess(["nobody:make"])


def test_a_child_that_does_not_start_is_fatal() -> None:
    with pytest.raises(FatalError, match="does not start"):
        TaggingProcess(NAMES, command=(sys.executable, "-c", "raise SystemExit(1)"))


def test_the_child_dies_with_its_parent_even_amid_an_article() -> None:
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from newswire.enrich.tagging.process import TaggingProcess; "
        "from newswire.enrich.passages.document import Source; p = TaggingProcess(['hostile_enricher:make']); "
        "print(p.pid, 'spacy' in sys.modules, flush=True); p.annotate([Source('a', '', 'SLOW')], 600)"
    )
    env = os.environ | {"PYTHONPATH": HERE}
    with subprocess.Popen([sys.executable, "-c", code, HERE], stdout=subprocess.PIPE, text=True, env=env) as parent:
        assert parent.stdout is not None
        pid, loaded = parent.stdout.readline().split()
        orphan = psutil.Process(int(pid))
        parent.kill()
    _, alive = psutil.wait_procs([orphan], timeout=10)
    assert not alive
    assert loaded == "False"  # the parent needs no model


def test_a_row_of_slow_articles_of_one_site_takes_less_and_less(hostile: TaggingProcess) -> None:
    slow = source(SLOW)._replace(site="bad.example")
    found = hostile.annotate([slow, slow, slow, source(SLOW)._replace(site="other.example")], 0.4)
    told = [one.detail.split(",")[0] for one in found if isinstance(one, RejectedError)]
    assert told == [f"over {seconds} s of CPU time" for seconds in ("0.4", "0.2", "0.1", "0.4")]
