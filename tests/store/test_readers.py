"""Readers of ours while files go: compacted away they are looked for again, lost they are told."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from newswire.store import query
from newswire.store.compaction.compact import compact
from newswire.store.reading.connection import Opening
from newswire.store.snapshot import snapshot
from newswire.stream.errors import FatalError
from protocols.store_batches import NOW, TOPIC, filled, store_at

TOMORROW = NOW + timedelta(days=1)


def test_a_reader_whose_files_are_compacted_away_asks_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    real, calls = Opening._connected, []

    def late(*args: object) -> object:
        connection = real(*args)  # type: ignore[arg-type]
        if not calls:
            calls.append(compact(tmp_path, TOMORROW))
        return connection

    monkeypatch.setattr(Opening, "_connected", late)

    with query.run("SELECT count(*) FROM figures", tmp_path) as reader:
        assert reader.read_all().to_pylist() == [{"count_star()": 10}]
    assert calls


def test_a_file_that_is_gone_is_told_and_never_passed_over(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / snapshot(tmp_path)["figures"][0].key).unlink()

    with pytest.raises(FatalError, match="newswire verify"), query.run("SELECT count(*) FROM figures", tmp_path):
        pass


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-9], lambda content: content[:99] + b"?" * 99 + content[198:]]
)
def test_articles_that_are_damaged_stop_a_writer_and_a_reader_by_name(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    filled(tmp_path)
    file = snapshot(tmp_path)["articles"][1]
    (tmp_path / file.key).write_bytes(damage((tmp_path / file.key).read_bytes()))

    for act in (
        lambda: query.connect(tmp_path),
        lambda: store_at(tmp_path).start(TOPIC, 0),
        lambda: compact(tmp_path, TOMORROW),
    ):
        with pytest.raises(FatalError, match=rf"damaged file {re.escape(file.key)} .*newswire repair"):
            act()
