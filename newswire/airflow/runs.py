"""Runs that a stop has cut in two: they begin again when the pipe does."""

import structlog

from newswire.airflow.client import AirflowClient

log = structlog.get_logger()

#: DAGs of every minute: their time limit goes on while the pipe is stopped, so that an old run would turn red at the
#: next start. Of longer ones (repair, backfill) each task goes on by itself, or waits for somebody's approval.
ANEW = ("poll_feeds", "health")


def begin_anew(client: AirflowClient) -> int:
    """Clears the runs of these DAGs that are under way, while no scheduler runs; returns how many.

    A server that can't do it costs this alone: a run may turn red, and the next one comes within a minute.
    """
    count = 0
    try:
        for dag in ANEW:
            runs = client.get(f"/api/v2/dags/{dag}/dagRuns?state=running&limit=100")["dag_runs"]
            for run in runs:
                path = f"/api/v2/dags/{dag}/dagRuns/{run['dag_run_id']}"
                client.send("PATCH", path, {"state": "queued"})  # its time begins again, too
                client.send("POST", f"{path}/clear", {"dry_run": False, "only_failed": False})
                count += 1
    except (OSError, KeyError, TypeError) as e:
        log.warning("runs_not_begun_anew", error=str(e))
    return count
