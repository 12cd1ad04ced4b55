"""The DAG that polls the feeds that are due and publishes their new entries to news.entries.v1."""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta

from airflow.sdk import AssetAlias, TriggerRule, dag, task

from newswire.tasks.shared import ENTRIES, happened, ours

SOON, MOST = timedelta(seconds=5), timedelta(minutes=10)
POLLED = AssetAlias(f"{ENTRIES}/polled")


@dag(
    dag_display_name="Poll feeds",
    description="Asks the feeds that are due for news and publishes each new entry once",
    schedule=timedelta(seconds=int(os.environ.get("NEWSWIRE_POLL_S") or 60)),
    start_date=datetime(2024, 1, 1, tzinfo=UTC),
    **ours(__file__, tags=["ingest"], timeout=timedelta(minutes=15)),
)
def poll_feeds() -> None:
    @task(retry_delay=SOON, execution_timeout=MOST)
    def due() -> list[dict[str, int]]:
        """Counts the feeds that are due and cuts them into shards: 32 at most, none where no feed is due."""
        from newswire.app import due_shards

        return due_shards()

    @task(
        doc_md="Polls the feeds of one shard with conditional GET, publishes new entries, then marks them as seen.",
        map_index_template="shard {{ task.op_kwargs['part']['shard'] + 1 }} of {{ task.op_kwargs['part']['of'] }}",
        outlets=[POLLED],
        retry_delay=SOON,
        execution_timeout=MOST,
    )
    def poll(part: dict[str, int]) -> dict[str, int]:
        from newswire.app import poll_shard

        counts = poll_shard(part["shard"], part["of"])
        if counts["entries"]:
            happened(POLLED, ENTRIES, entries=counts["entries"])
        return counts

    # too many failing feeds fail it for good; a second try is for one that dies, as with the scheduler
    @task(trigger_rule=TriggerRule.NONE_FAILED, retry_delay=SOON)
    def report(counts: list[dict[str, int]]) -> dict[str, int]:
        """Sums the counts of all shards: as the run's note and this task's XCom. Red where too many feeds fail."""
        from newswire.tasks.polled import tell

        total = Counter[str]()
        for shard in counts[:]:  # one by one Airflow asks for one more than there are, and logs an error for that
            total.update(shard)
        return tell(dict(total))

    report(poll.expand(part=due()))  # type: ignore[arg-type] # what expand returns stands for the mapped results


poll_feeds()
