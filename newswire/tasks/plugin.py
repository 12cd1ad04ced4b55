"""The plugin that Airflow loads where newswire is installed: makes our pool, and turns a task's words into a note.

Both happen in the scheduler, which has the database; tasks have not. Nothing of newswire is imported here but words.
"""

from contextlib import suppress
from typing import Any

from airflow.listeners import hookimpl
from airflow.plugins_manager import AirflowPlugin

from newswire.tasks.notes import MAX_NOTE, NOTE
from newswire.tasks.shared import STORE_POOL


class _Listener:
    @hookimpl
    def on_starting(self, component: Any) -> None:
        """Makes the pool before the first task asks for it; one that is there keeps the slots that it was given.

        Scheduler, DAG processor and triggerer come by, before they say which they are; tasks do so as something else.
        """
        if type(component).__name__ != "Job":
            return
        from airflow.models.pool import Pool
        from sqlalchemy.exc import IntegrityError

        with suppress(IntegrityError):  # another one was faster
            if Pool.get_pool(STORE_POOL) is None:
                Pool.create_or_update_pool(STORE_POOL, 1, "What rewrites newswire's store, one at a time", False)

    @hookimpl
    def on_dag_run_success(self, dag_run: Any, msg: str) -> None:
        """Makes the words of a task the run's note."""
        _write_note(dag_run)

    @hookimpl
    def on_dag_run_failed(self, dag_run: Any, msg: str) -> None:
        """The same of a run that is red."""
        _write_note(dag_run)


def _write_note(dag_run: Any) -> None:
    from airflow.utils.session import create_session
    from sqlalchemy.orm import object_session

    if session := object_session(dag_run):  # the scheduler's, which commits it with the run's state
        _in_session(session, dag_run)
        return
    with create_session() as own:
        _in_session(own, own.get(type(dag_run), dag_run.id))


def _in_session(session: Any, dag_run: Any) -> None:
    from airflow.models.xcom import XComModel
    from sqlalchemy import select

    if dag_run is None or dag_run.note:  # what a person wrote stays
        return
    query = select(XComModel).where(XComModel.dag_run_id == dag_run.id, XComModel.key == NOTE)
    words = [str(XComModel.deserialize_value(found)) for found in session.scalars(query.order_by(XComModel.timestamp))]
    if words:
        dag_run.note = "\n\n".join(words)[:MAX_NOTE]


class NewswireRunsPlugin(AirflowPlugin):
    """Notes and the pool."""

    name = "newswire_runs"
    listeners = [_Listener()]  # noqa: RUF012 # Airflow's own form
