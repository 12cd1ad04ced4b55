"""Tasks on the store: compact, retain, verify, repair. Each calls what the command of that name calls."""

import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from airflow.sdk.exceptions import AirflowException, AirflowSkipException

from newswire.home.folder import PARTS, check, prepare, store_rights
from newswire.settings import load
from newswire.tasks.day import days_over, note_told
from newswire.tasks.notes import note, red

log = logging.getLogger(__name__)

_TOLD = 8
#: Airflow tries again later
_BUSY = "another process is at the store (a compaction of `newswire up`, most likely)"


def compact(days: tuple[date, date] | None) -> tuple[dict[str, Any], list[str]]:
    """What was done, and the days that are over by now and were not told before."""
    from newswire.store.compaction.compact import compact as run

    settings, now = load(), datetime.now(UTC)
    prepare(settings)
    with store_rights(settings):
        done = run(settings.store_root, now, days=days)
    over = days_over(settings, now)
    if over:
        note_told(settings, over[-1])
    counts = done._asdict() if done else {"busy": True}
    complete = f"; complete: {', '.join(map(str, over))}" if over else ""
    note((f"{done.before} files became {done.after}" if done else _BUSY) + complete)
    return counts, [day.isoformat() for day in over]


def tidy() -> dict[str, int]:
    """How many staged files and files of the archive went."""
    from newswire import app
    from newswire.keeping.retention import tidy as run

    settings = load()
    check(settings)
    with app.open_broker(settings) as broker:
        done = run(settings, broker)
    note(", ".join(f"{name} {count}" for name, count in done.items()))
    return done


def tidy_store() -> dict[str, int]:
    """How many days and rows went. Raises AirflowException while another process is at the store."""
    from newswire.keeping.retention import tidy_store as run

    done = run(load())
    if done is None:
        raise AirflowException(_BUSY)
    return done


def verify(parts: Sequence[str]) -> int:
    """How many findings there are: none. Fails with the first ones otherwise."""
    from newswire.mending.verify import verify as run

    settings = load()
    check(settings)
    findings = []
    for finding in run(settings, tuple(parts) or PARTS, _progress):
        findings.append(str(finding))
        log.error("%s", finding)
    if findings:
        red(f"{len(findings)} findings (limit 0); the DAG repair mends them: {_some(findings)}")
    note("clean")
    return 0


def repair(parts: Sequence[str], *, dry: bool) -> dict[str, Any]:
    """What was or would be mended. Skips where there is nothing, and fails where something is lost for good."""
    from newswire.mending.repair import repair as run

    settings = load()
    check(settings)
    done: list[str] = []
    lost: list[str] = []

    def tell(outcome: Any) -> None:
        log.info("%s%s", "would be " if dry else "", outcome)
        (lost if outcome.word == "lost" else done).append(str(outcome))

    run(settings, tell, tuple(parts) or PARTS, dry=dry, progress=_progress)
    if dry and not done and not lost:
        note("nothing to repair")
        raise AirflowSkipException("nothing to repair")
    if lost and not dry:
        red(f"{len(done)} mended, {len(lost)} lost: {_some(lost)}")
    note(f"{len(done)} {'to mend' if dry else 'mended'}, {len(lost)} lost")
    lines = "\n".join(f"- `{line}`" for line in [*lost, *done][:50])
    return {"count": len(done) + len(lost), "lost": len(lost), "body": lines}


def _progress(part: str, done: int, total: int) -> None:
    if done % 1000 == 0:
        log.info("%s: %s of %s files", part, done, total)


def _some(lines: Sequence[str]) -> str:
    more = f"; and {len(lines) - _TOLD} more" if len(lines) > _TOLD else ""
    return "; ".join(lines[:_TOLD]) + more
