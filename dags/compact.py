"""The DAG that makes few large files of the store's many small ones, and tells when a day is complete."""

from datetime import timedelta
from typing import Any

from airflow.sdk import AssetAlias, dag, task

from newswire.tasks.shared import DAY, STORE_POOL, day, days_of, form, happened, ours

OVER = AssetAlias(f"{DAY}/over")


@dag(
    dag_display_name="Compact the store",
    description="Merges many small files into few large ones; says when a day is complete",
    schedule="20 * * * *",
    params={"from": day("First day", optional=True), "to": day("Last day", optional=True)},
    **ours(__file__, tags=["store"]),
)
def compact() -> None:
    @task(pool=STORE_POOL, outlets=[OVER], retry_delay=timedelta(minutes=5))
    def rewrite() -> dict[str, Any]:
        """Rewrites the files of a day where that is worth it; then each day that is over becomes an asset event."""
        from newswire.tasks.store import compact as run

        done, over = run(days_of(form()))
        for one in over:
            happened(OVER, DAY, day=one)
        return done

    rewrite()


compact()
