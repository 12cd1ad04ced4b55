"""The list of what was forgotten: salted hashes in lines, read again when it changes, whatever cuts it short."""

from pathlib import Path

import pytest

from newswire.stream.errors import FatalError
from newswire.stream.forgotten import BlockList

AUDIT = {"at": "2026-11-26T12:00:00Z", "by": "ada", "why": "case 12"}


def test_what_is_on_the_list_is_told_by_everybody_who_has_it_open(tmp_path: Path) -> None:
    reader, writer = (BlockList(tmp_path / "home" / "forgotten.jsonl") for _ in range(2))
    assert not reader and not reader.has("a")

    name = writer.begin(["a", "b"], **AUDIT)

    assert reader and reader.has("a") and reader.has("b") and not reader.has("c")
    assert reader.unfinished() == [name]
    assert (writer.also(name, ["a", "c"]), writer.also(name, ["c"])) == (1, 0)
    assert reader.has("c")
    writer.end(name, at=AUDIT["at"])
    assert reader.unfinished() == [] and reader.has("a")


def test_a_line_says_who_when_and_why_and_no_id(tmp_path: Path) -> None:
    one, other = (BlockList(tmp_path / name) for name in ("one", "other"))
    for blocked in (one, other):
        blocked.begin(["5f1c"], **AUDIT)

    (line,) = one.lines()
    assert (line.at, line.by, line.why, len(line.hashes)) == (*AUDIT.values(), 1)
    assert b"5f1c" not in one.path.read_bytes()
    # With a salt of its own each: nobody can tell from two lists that they forgot the same.
    assert line.hashes != other.lines()[0].hashes


def test_a_line_that_was_cut_short_counts_for_nothing_and_the_next_is_whole(tmp_path: Path) -> None:
    blocked = BlockList(tmp_path / "forgotten.jsonl")
    blocked.begin(["a"], **AUDIT)
    whole = blocked.path.read_bytes()
    blocked.path.write_bytes(whole + b'{"of":"x","hash')
    assert blocked.has("a") and len(blocked.lines()) == 1

    blocked.begin(["b"], **AUDIT)

    assert blocked.has("a") and blocked.has("b") and len(blocked.lines()) == 2


def test_a_list_without_its_salt_stops_whoever_asks(tmp_path: Path) -> None:
    (tmp_path / "forgotten.jsonl").write_text('{"of":"x","hashes":["00"]}\n')
    with pytest.raises(FatalError, match="salt"):
        BlockList(tmp_path / "forgotten.jsonl").has("a")


def test_what_is_left_for_a_reason_waits_a_while_and_what_broke_off_does_not(tmp_path: Path) -> None:
    listed = BlockList(tmp_path / "forgotten.jsonl")
    assert not listed.due("2024-10-19") and listed.broken_off() == []

    name = listed.begin(["a"], at="2024-10-18T12:00:00Z", by="ada", why="case 12")
    assert listed.due("2024-10-18") and [line.by for line in listed.broken_off()] == ["ada"]

    listed.tried(name, at="2024-10-18T12:05:00Z", left=2)
    assert listed.broken_off() == [] and listed.unfinished() == [name]
    assert not listed.due("2024-10-18T12:05:00Z") and listed.due("2024-10-18T12:06:00Z")

    listed.also(name, ["b"])  # the next try was killed
    assert listed.due("2024-10-18") and listed.broken_off()

    listed.end(name, at="2024-10-19T12:00:00Z")
    assert not listed.due("2024-10-20") and listed.broken_off() == []
