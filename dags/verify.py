"""The DAG that looks once a day whether all that was stored is there, whole and once."""

from airflow.sdk import dag, task

from newswire.tasks.shared import form, ours, parts


@dag(
    dag_display_name="Verify",
    description="Offsets contiguous, no row twice, files and sums as committed; topics, feeds and archive as written",
    schedule="40 2 * * *",
    params={"only": parts("all of them")},
    **ours(__file__, tags=["store", "watch"]),
)
def verify() -> None:
    @task(retries=0)
    def look() -> int:
        """Reads only. Red with the first findings; the log has all of them, and `repair` mends them."""
        from newswire.tasks.store import verify as run

        return run(form()["only"])

    look()


verify()
