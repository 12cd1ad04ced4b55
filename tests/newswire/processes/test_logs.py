"""The last error of a process, from its log."""

from pathlib import Path

import pytest

from newswire.processes.logs import last_error

FATAL = "stream.errors.FatalError: gone"
AIRFLOW = "2026-11-27T03:28:37Z [error    ] Executor failed [x]"
BATCH = '{"stage": "store", "failures": 2, "error": "PermissionError: no", "event": "batch_failed", "level": "warning"}'
FINE = '{"stage": "store", "event": "batch", "records": 3, "level": "info"}'


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([BATCH, FINE], "batch_failed: PermissionError: no"),
        (
            ["Traceback (most recent call last):", '  File "x.py", line 1', "stream.errors.FatalError: gone"],
            "stream.errors.FatalError: gone",
        ),
        (["newswire: no such topic"], "newswire: no such topic"),
        (
            ["2026-11-27T03:28:37Z [error    ] Executor failed [x]", FINE],
            "2026-11-27T03:28:37Z [error    ] Executor failed [x]",
        ),
        ([], None),
    ],
)
def test_it_is_what_was_logged_as_an_error_else_the_last_line(
    tmp_path: Path, lines: list[str], told: str | None
) -> None:
    log = tmp_path / "a.log"
    log.write_text("\n".join(lines))
    assert last_error(log) == told


def test_an_error_of_an_earlier_run_does_not_count(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text(f"{BATCH}\n")
    began = log.stat().st_size
    with log.open("a") as file:
        file.write("bye\n")
    assert last_error(log, began) == "bye"
    assert last_error(tmp_path / "none.log") is None
