"""How soon is it said what is wrong: each thing that can go wrong is made to, in a pipe and an Airflow of its own.

    .venv/bin/python benchmarks/alarms/alarms.py [--only WORD ...] [--no-airflow]

For each: seconds until the health model has the alarm with the right sentence (the pages and `status --check` show the
same), and until a run of the DAG `health` is red with it in its note; then the remedy that the sentence names is run as
it is printed, and the seconds are told until the alarm is gone. As root, on
Linux: the store lies on a small file system of its own, to be filled and made read-only. The clock itself is not set,
but what a process notes that has seen it being set. Bar: 90 s.
"""

import argparse
import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any

from benchmarks.alarms.pipe import Pipe, a_pipe
from benchmarks.alarms.troubles import TROUBLES, Trouble
from benchmarks.machine import describe

BAR_S = 90.0


def tried(pipe: Pipe, trouble: Trouble) -> dict[str, Any]:
    trouble.breaks(pipe)
    since = datetime.now(UTC).isoformat()
    found: dict[str, Any] = {"what": trouble.name, "told_s": pipe.seconds_until(lambda: pipe.alarm(trouble.kinds))}
    alarm = pipe.alarm(trouble.kinds)
    if alarm is None:
        return found
    found |= {"sentence": alarm.sentence, "remedy": alarm.remedy}
    if pipe.airflow:
        waited = pipe.seconds_until(lambda: pipe.is_red(since, alarm.sentence[:40], *trouble.red))
        found["dag_red_s"] = None if waited is None else round(found["told_s"] + waited, 1)
    if trouble.mends:
        trouble.mends(pipe)
    began = time.monotonic()
    while trouble.runs and (left := pipe.alarm(trouble.kinds)) and time.monotonic() - began < 120:
        _paste(pipe, left.remedy)
        pipe.seconds_until(lambda: not pipe.alarm(trouble.kinds), 15)
    pipe.seconds_until(lambda: not pipe.alarm(trouble.kinds))
    found["gone_s"] = None if pipe.alarm(trouble.kinds) else round(time.monotonic() - began, 1)
    return found


def _paste(pipe: Pipe, remedy: str) -> None:
    """A worker goes on in the background, as it would in a terminal; everything else ends."""
    if " work " in remedy and "--until-idle" not in remedy:
        pipe.workers.append(subprocess.Popen(["sh", "-c", f"exec {remedy}"], env=pipe.env, stderr=subprocess.DEVNULL))
        return
    subprocess.run(["sh", "-c", remedy], env=pipe.env, check=False, capture_output=True, timeout=120)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", default=[], help="words of the names")
    parser.add_argument("--no-airflow", action="store_true")
    options = parser.parse_args()
    wanted = [one for one in TROUBLES if not options.only or any(word in one.name for word in options.only)]
    results = []
    with a_pipe(not options.no_airflow) as pipe:
        for one in wanted:
            if pipe.airflow or not one.of_airflow:
                results.append(tried(pipe, one))
                print(json.dumps(results[-1]), flush=True)
    told = [result[key] for result in results for key in ("told_s", "dag_red_s") if key in result]
    worst = max(999 if seconds is None else seconds for seconds in told)
    print(json.dumps({"machine": describe(), "worst_s": worst, "bar_s": BAR_S, "results": results}))
    return 0 if worst <= BAR_S else 1


if __name__ == "__main__":
    sys.exit(main())
