"""The DAG that takes articles out of all that the pipe keeps: first it says which, then somebody approves."""

from typing import Any

from airflow.sdk import Param, dag, get_current_context, task

from newswire.tasks.approval import approval
from newswire.tasks.shared import APPROVAL_TIMEOUT, form, ours


@dag(
    dag_display_name="Forget",
    description="Takes articles out of store, topics, archive, state and logs, for good, after an approval",
    schedule=None,
    params={
        "articles": Param(
            type="array",
            items={"type": "string", "minLength": 1},
            minItems=1,
            title="Articles",
            description="Their ids or any of their URLs, one a line",
        ),
        "why": Param(
            type="string", minLength=3, title="Why", description="Stays on the list: without words of the articles"
        ),
    },
    **ours(__file__, tags=["repair"], timeout=APPROVAL_TIMEOUT),
)
def forget() -> None:
    @task(retries=0)
    def find() -> dict[str, Any]:
        """Says what would go; changes nothing. Red where an article is not known."""
        from newswire.tasks.takedown import find as run

        return run(form()["articles"], form()["why"])

    @task
    def take_down() -> dict[str, Any]:
        """Blocks and deletes, in the name of who approved. Red with what is left, as on Kafka."""
        from newswire.tasks.takedown import forget as run

        return run(form()["articles"], form()["why"], get_current_context()["ti"].xcom_pull(task_ids="approve"))

    asked = approval("Forget {{ ti.xcom_pull(task_ids='find')['count'] }} articles for good?", "find")
    find() >> asked >> take_down()


forget()
