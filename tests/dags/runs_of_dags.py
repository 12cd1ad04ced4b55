"""Runs DAGs in one process with a metadata database of its own, as `airflow dags test` does: a child of the tests.

Reads a line of JSON for each run from stdin, `{"dag", "conf"}`, and writes one: its state, note, states of tasks,
what they returned, and the assets that it made events of. A line `{"ask": SQL}` asks the database instead.
"""

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newswire.enrich.passages.document import Document, Source

out = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what Airflow prints is not an answer


class Tagging:
    """No enrichers at all, as those that the stored articles were made by; the real ones take seconds to load."""

    infos = ()

    def __enter__(self) -> "Tagging":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def annotate(self, articles: Sequence[Source], seconds: float) -> list[Document]:
        raise AssertionError("nothing is due")


def main() -> None:
    import warnings

    warnings.simplefilter("ignore")
    from airflow.dag_processing.dagbag import DagBag
    from airflow.utils.db import initdb

    initdb()
    bag = DagBag(dag_folder=os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    from newswire import app

    app.open_tagging = lambda settings, niceness: Tagging()  # type: ignore[assignment] # loads in no time
    tell({"errors": {Path(k).name: v for k, v in bag.import_errors.items()}})
    for line in sys.stdin:
        wanted = json.loads(line)
        tell(ask(wanted["ask"]) if "ask" in wanted else run(bag, wanted["dag"], wanted["conf"]))


def run(bag: Any, dag_id: str, conf: dict[str, Any]) -> dict[str, Any]:
    from airflow.models.asset import AssetEvent, AssetModel
    from airflow.models.dagrun import DagRun
    from airflow.models.taskinstance import TaskInstance
    from airflow.models.xcom import XComModel
    from airflow.utils.session import create_session
    from sqlalchemy import select

    try:  # a person approves at once; tests/newswire/airflow has one who does it in the UI's own way
        done = bag.dags[dag_id].test(run_conf=conf, mark_success_pattern=re.compile("approve"))
    except Exception as e:
        return {"refused": f"{type(e).__name__}: {e}"}
    of_run = {"dag_id": dag_id, "run_id": done.run_id}
    events = select(AssetModel.name, AssetEvent.extra).join(AssetModel, AssetModel.id == AssetEvent.asset_id)
    with create_session() as session:
        found = session.scalars(select(DagRun).filter_by(**of_run)).one()
        xcoms = session.scalars(select(XComModel).filter_by(**of_run, key="return_value"))
        return {
            "state": str(found.state),
            "note": found.note,
            "tasks": {ti.task_id: str(ti.state) for ti in session.scalars(select(TaskInstance).filter_by(**of_run))},
            "returned": {x.task_id: XComModel.deserialize_value(x) for x in xcoms},
            "events": [list(row) for row in session.execute(events.where(AssetEvent.source_run_id == done.run_id))],
        }


def ask(sql: str) -> list[list[Any]]:
    from airflow.utils.session import create_session
    from sqlalchemy import text

    with create_session() as session:
        done = session.execute(text(sql))
        return [list(row) for row in done] if done.returns_rows else []


def tell(what: Any) -> None:
    out.write(json.dumps(what, default=str) + "\n")
    out.flush()


if __name__ == "__main__":
    main()
