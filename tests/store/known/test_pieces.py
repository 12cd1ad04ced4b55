"""A large index is looked at in pieces: what is looked at is as it was made, or the reader is told."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newswire.store.compaction.compact import compact
from newswire.store.known import opened
from newswire.store.known.index import Index, Message
from newswire.store.known.keys import key_of
from newswire.store.known.pieces import ROWS, DamagedIndexError, Pieces, sums_of
from newswire.store.known.standing import TYPES
from newswire.store.log.objects import objects_at
from newswire.store.reading.readable import whole
from protocols.store_batches import NOW, ask, filled

COUNT = 2 * ROWS + 10


def made() -> Index:
    """Three pieces of articles; every third message is a later enrichment of the one before."""
    messages = [
        Message(*key_of(f"a{i - (i % 3 == 2)}", "r", f"e{i % 3}"), i, "news.enriched.v1", 0, i, False)
        for i in range(COUNT)
    ]
    return Index.of(messages)


def held(index: Index, columns: dict[str, Any] | None = None) -> Index:
    """The same, or these columns in place of its own, held against the sums that it has."""
    now_there = columns or index.columns
    return Index(now_there, index.topics, Pieces(now_there, index.topics, sums_of(index.columns, index.topics)))


@pytest.fixture(scope="module")
def index() -> Index:
    return made()


def test_what_is_sound_says_the_same_as_without_sums(index: Index) -> None:
    wanted = [Message(*key_of(f"a{i}", "r", "e9"), COUNT, "t", 0, i, False) for i in (0, 5, COUNT - 1, COUNT + 9)]

    assert held(index).superseded(wanted).equals(index.superseded(wanted))
    assert len(index.superseded()) == COUNT // 3


@pytest.mark.parametrize("name", [name for name in TYPES if name != "how"])
def test_a_flipped_byte_is_told_by_who_looks_there_and_only_there(index: Index, name: str) -> None:
    enriched = int(np.flatnonzero(index.columns["how"])[-1])  # in the last piece
    columns = {n: column.copy() for n, column in index.columns.items()}
    columns[name].view(np.uint8)[enriched * columns[name].itemsize] ^= 1
    damaged = held(index, columns)

    damaged.take(np.arange(5))
    with pytest.raises(DamagedIndexError, match=f"`{name}` from row {enriched // ROWS * ROWS} on"):
        damaged.superseded()


def test_a_search_that_damage_has_led_astray_is_told(index: Index) -> None:
    article = index.columns["article"]
    columns = dict(index.columns) | {"article": article.copy()}
    wanted = article[3:4].copy()
    columns["article"][COUNT // 2] = b"\x00"  # the first step of the bisection goes to the wrong half

    with pytest.raises(DamagedIndexError):
        held(index, columns).rows_of(wanted)
    assert held(index).rows_of(wanted).tolist()


def test_sums_of_another_index_are_refused(index: Index) -> None:
    sums = sums_of(index.columns, index.topics)
    for other in (Index.of([]), Index(index.columns, ["news.other.v1"])):
        with pytest.raises(DamagedIndexError, match="not the one"):
            Pieces(other.columns, other.topics, sums)


def test_a_store_is_read_by_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "SMALL", 0)
    filled(tmp_path)
    compact(tmp_path, NOW + timedelta(days=2), swapped_s=0)
    question = "SELECT count(*) FROM articles"

    assert ask(tmp_path, question) == [(10,)]

    version = whole(objects_at(tmp_path)).state.version
    assert version
    path = tmp_path / version.index.key
    content = bytearray(path.read_bytes())
    at = content.index(Index.open(str(path)).columns["article"].tobytes())
    content[at] ^= 255
    path.write_bytes(content)
    with pytest.raises(DamagedIndexError, match="newswire repair"):
        ask(tmp_path, question)
