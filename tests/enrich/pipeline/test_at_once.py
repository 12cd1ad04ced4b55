"""A text is parsed and read at the same time; where its time is over, neither goes on."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event
from typing import Any

import pytest

from languages_stub import GERMAN
from newswire.enrich.passages.document import Source
from newswire.enrich.passages.read import Read
from newswire.enrich.pipeline.pipeline import Pipeline
from tagging import reader

TEXT = "Ann Lee met Tom Diaz in Oslo. " * 40


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

    def begin(self, texts: Sequence[str]) -> "_Reads":
        return self

    def go_on(self, stopped: Callable[[], bool], /) -> None:
        self._both.wait(30)
        waiting = Event()
        for _ in range(3000):
            if stopped():
                self.gave_up = True
                break
            waiting.wait(0.01)

    def found(self) -> Sequence[Read]:
        return []


def test_the_reader_stops_where_the_parser_was_interrupted() -> None:
    both = Barrier(2)
    reads = _Reads(both)
    language = replace(GERMAN, parser=lambda: _Parse(both), reader=lambda: reads)
    with pytest.raises(_OverTimeError):
        Pipeline([], languages=[language]).annotate([Source("a", "", "Zwei gingen.", None, "de")])
    assert reads.gave_up


def test_a_reader_that_is_stopped_reads_no_more() -> None:
    reading = reader().begin([TEXT])
    asked = iter([False, True])
    reading.go_on(lambda: next(asked))
    assert 0 < len(reading.found()[0].names) < 120


def test_what_two_read_together_is_what_one_reads() -> None:
    alone = reader()([TEXT, TEXT[:300]])
    reading = reader().begin([TEXT, TEXT[:300]])
    with ThreadPoolExecutor(2) as both:
        for going_on in [both.submit(reading.go_on) for _ in range(2)]:
            going_on.result()
    assert reading.found() == alone
    assert [len(read.names) for read in alone] == [120, 30]
