"""The DAG that looks each minute whether all is well, and is red with the sentences of what is not."""

from datetime import UTC, datetime, timedelta

from airflow.sdk import dag, task

from newswire.tasks.shared import ours


@dag(
    dag_display_name="Health",
    description="Looks each minute at lag, workers, Airflow, feeds, dead letters, disk and clock",
    schedule=timedelta(minutes=1),
    start_date=datetime(2024, 1, 1, tzinfo=UTC),
    **ours(__file__, tags=["watch"], timeout=timedelta(minutes=5)),
)
def health() -> None:
    # it tells of changes itself, not of each minute in which something is still wrong; what it finds fails it for good,
    # a second try is for a look that dies, as with the scheduler
    @task(retries=1, retry_delay=timedelta(seconds=5), on_failure_callback=None, execution_timeout=timedelta(minutes=2))
    def look() -> int:
        """Red where something is over its limit: error and note say what, the limit, the value and the remedy."""
        from newswire.tasks.health import look as run

        return run()

    look()


health()
