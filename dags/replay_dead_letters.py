"""The DAG that sends dead letters back to where they failed: first it says which, then somebody approves."""

from typing import Any

from airflow.sdk import Param, dag, task

from newswire.tasks.approval import approval
from newswire.tasks.shared import APPROVAL_TIMEOUT, form, ours


@dag(
    dag_display_name="Replay dead letters",
    description="Sends dead letters back, by reason and time of failure, after a look and an approval",
    schedule=None,
    params={
        "reason": Param(
            None, type=["null", "string"], title="Reason", description="As `newswire dead ls` has it; none is any"
        ),
        "since": Param(None, type=["null", "string"], format="date-time", title="Failed at or after"),
        "until": Param(None, type=["null", "string"], format="date-time", title="Failed before"),
        "limit": Param(1000, type="integer", minimum=1, maximum=100_000, title="At most this many, the oldest first"),
    },
    **ours(__file__, tags=["repair"], timeout=APPROVAL_TIMEOUT),
)
def replay_dead_letters() -> None:
    @task
    def choose() -> dict[str, Any]:
        """Says how many letters these are, of which reasons; changes nothing. Skips the rest where there is none."""
        from newswire.tasks.letters import choose as run

        return run(form())

    @task
    def retry(chosen: dict[str, Any]) -> int:
        """Sends the letters that were shown back, but for those that somebody has retried meanwhile."""
        from newswire.tasks.letters import retry as run

        return run(chosen["ids"])

    chosen = choose()
    asked = approval("Send {{ ti.xcom_pull(task_ids='choose')['count'] }} dead letters back?", "choose")
    chosen >> asked >> retry(chosen)  # type: ignore[arg-type] # what a task returns comes as an XCom


replay_dead_letters()
