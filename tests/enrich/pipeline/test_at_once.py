"""A text is parsed and read at the same time; where its time is over, neither goes on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from threading import Barrier, Event
from typing import Any

import pytest

from languages_stub import GERMAN
from newswire.enrich.passages.document import Source
from newswire.enrich.passages.read import Read
from newswire.enrich.pipeline.pipeline import Pipeline
from tagging import reader


class _OverTimeError(Exception):
    pass


class _Parse:
    """Its time is over while the reader is reading."""

    version, sha256 = "1", None

    def __init__(self, both: Barrier) -> None:
        self._both = both

    def fields(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        return texts

    def __call__(self, texts: Sequence[str]) -> Sequence[Any]:
        self._both.wait(30)
        raise _OverTimeError


class _Reads:
    version, sha256 = "1", "0"

    def __init__(self, both: Barrier) -> None:
        self._both, self.gave_up = both, False

    def __call__(self, texts: Sequence[str], stopped: Callable[[], bool] = lambda: False, /) -> Sequence[Read]:
        self._both.wait(30)
        waiting = Event()
        for _ in range(3000):
            if stopped():
                self.gave_up = True
                break
            waiting.wait(0.01)
        return []


def test_the_reader_stops_where_the_parser_was_interrupted() -> None:
    both = Barrier(2)
    reads = _Reads(both)
    language = replace(GERMAN, parser=lambda: _Parse(both), reader=lambda: reads)
    with pytest.raises(_OverTimeError):
        Pipeline([], languages=[language]).annotate([Source("a", "", "Zwei gingen.", None, "de")])
    assert reads.gave_up


def test_a_reader_that_is_stopped_reads_no_more() -> None:
    text = "Ann Lee met Tom Diaz in Oslo. " * 40
    assert len(reader()([text])[0].names) == 120
    asked = iter([False, True, True, True])
    assert 0 < len(reader()([text], lambda: next(asked))[0].names) < 120
