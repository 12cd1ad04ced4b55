"""The DAG that puts back what `verify` found damaged: first it says what it would do, then somebody approves."""

from typing import Any

from airflow.sdk import dag, task

from newswire.tasks.approval import approval
from newswire.tasks.shared import APPROVAL_TIMEOUT, STORE_POOL, form, ours, parts


@dag(
    dag_display_name="Repair",
    description="Puts back what verify found, from topics, archive and what is left, after a look and an approval",
    schedule=None,
    params={"only": parts("the store, as the others want a pipe that is stopped", default=["store"])},
    **ours(__file__, tags=["repair"], timeout=APPROVAL_TIMEOUT),
)
def repair() -> None:
    @task(retries=0)
    def plan() -> dict[str, Any]:
        """Says what it would do; changes nothing. Skips the rest where there is nothing to repair."""
        from newswire.tasks.store import repair as run

        return run(form()["only"], dry=True)

    @task(pool=STORE_POOL)
    def mend() -> dict[str, Any]:
        """Does it; stopped in the middle, it goes on the next time. Red where something is lost, and which."""
        from newswire.tasks.store import repair as run

        return run(form()["only"], dry=False)

    asked = approval("Mend {{ ti.xcom_pull(task_ids='plan')['count'] }} things?", "plan")
    plan() >> asked >> mend()


repair()
