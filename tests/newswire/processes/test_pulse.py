"""The pulse of a process: who reads it knows whether it hangs, whatever its clock of the day says."""

import json
import os
import time
from pathlib import Path

import pytest

from newswire.processes.pulse import HANGS_S, PULSE, Pulse, complaint, own_pulse, read


def test_a_pulse_says_what_is_done_and_until_when_nobody_need_worry(tmp_path: Path) -> None:
    path = tmp_path / "heartbeats" / "fetch.json"
    pulse = Pulse(path, stage="fetch")
    pulse.beat("handles 16 records", waits_s=15.0)
    told = read(path)
    assert told and told["pid"] == os.getpid() and told["doing"] == "handles 16 records" and told["stage"] == "fetch"
    now = time.monotonic()
    assert complaint(told, now) is None and complaint(told, now + HANGS_S + 14) is None
    assert complaint(told, now + HANGS_S + 16) == f"no progress for {HANGS_S + 16:.0f} s while it handles 16 records"
    pulse.close()
    assert read(path) is None


def test_signs_in_quick_succession_are_one_write(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    pulse = Pulse(path)
    pulse.write()
    before = read(path)
    for _ in range(50):
        pulse.beat()
    assert read(path) == before
    pulse.close()


def test_a_file_that_is_just_being_written_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"pid": 7, "du')
    assert read(path) is None
    path.write_text(json.dumps([1]))
    assert read(path) is None


def test_a_process_without_a_supervisor_has_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PULSE, raising=False)
    pulse = own_pulse(tmp_path, "fetch")
    assert pulse.path and pulse.path.parent == tmp_path / "run" / "heartbeats"
    assert pulse.path.name.startswith("fetch-") and pulse.path.name.endswith(f"-{os.getpid()}.json")
    pulse.close()
    monkeypatch.setenv(PULSE, str(tmp_path / "given.json"))
    assert own_pulse(tmp_path, "fetch").path == tmp_path / "given.json"


def test_where_nothing_can_be_written_the_process_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    pulse = Pulse(tmp_path / "file" / "a.json")
    pulse.beat("works")
    pulse.close()
