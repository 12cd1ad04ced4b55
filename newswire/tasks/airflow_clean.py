"""Airflow's own database and logs: what is older than `airflow_days` goes.

A task may not reach the database, so this runs as a process beside it (`python -m newswire.tasks.airflow_clean`), as
`airflow db clean` would. It finds the database as Airflow's other processes do, but for a URL that only the
environment told: Airflow hides that one from its tasks. So it looks first whether the run that started it is there.
"""

import argparse
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

#: where Airflow hides its database from tasks
_HIDDEN = ("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CORE__SQL_ALCHEMY_CONN")
_NOT_ALLOWED = "airflow-db-not-allowed"
OTHER_DATABASE = 3
_ADVICE = (
    "Airflow's database is told by AIRFLOW__DATABASE__SQL_ALCHEMY_CONN alone, which Airflow hides from tasks: put it "
    "into airflow.cfg, or tell it by AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD"
)


class CleanError(Exception):
    """The database could not be cleaned; the message says why, and what to do."""


def clean_database(days: int, dag_id: str, run_id: str) -> None:
    """Deletes runs, logs and the like that are older than this many days; the last run of each DAG stays.

    `dag_id`, `run_id` name the run at hand, which is in the right database. Raises CleanError.
    """
    env = {k: v for k, v in os.environ.items() if not (k in _HIDDEN and v.startswith(_NOT_ALLOWED))}
    command = [sys.executable, "-m", __name__, "--days", str(days), "--dag", dag_id, "--run", run_id]
    done = subprocess.run(command, env=env, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode == OTHER_DATABASE:
        raise CleanError(_ADVICE)
    if done.returncode:
        raise CleanError("\n".join(done.stdout.splitlines()[-20:]))


def clean_logs(folder: Path, days: int, now: float) -> int:
    """Deletes the logs below a folder that nobody wrote to for this many days, and folders that are empty then; returns
    how many files."""
    gone, before = 0, now - days * 86400
    for parent, _, files in os.walk(folder, topdown=False):
        path = Path(parent)
        emptied = path.lstat().st_mtime < before
        for name in files:
            if (path / name).lstat().st_mtime < before:
                (path / name).unlink(missing_ok=True)
                gone, emptied = gone + 1, True
        if emptied and path != folder and not any(path.iterdir()):
            path.rmdir()
    return gone


def main() -> int:
    """Exits 3 where the run is not in this database."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--days", type=int, required=True)
    parser.add_argument("--dag", required=True)
    parser.add_argument("--run", required=True)
    options = parser.parse_args()
    from airflow.models.dagrun import DagRun
    from airflow.utils.db_cleanup import run_cleanup
    from airflow.utils.session import create_session
    from sqlalchemy import select
    from sqlalchemy.exc import SQLAlchemyError

    before = datetime.now(UTC) - timedelta(days=options.days)
    with create_session() as session:
        try:
            found = session.scalar(select(DagRun.id).filter_by(dag_id=options.dag, run_id=options.run))
        except SQLAlchemyError:  # not even the table
            found = None
    if found is None:
        return OTHER_DATABASE
    run_cleanup(clean_before_timestamp=before, confirm=False, skip_archive=True, error_on_cleanup_failure=True)  # type: ignore[arg-type] # a datetime will do
    return 0


if __name__ == "__main__":
    sys.exit(main())
