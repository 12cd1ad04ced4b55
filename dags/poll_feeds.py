"""The DAG that polls the feeds that are due and publishes their new entries to news.entries.v1."""

import logging
import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from airflow.sdk import TriggerRule, dag, task


@dag(
    dag_display_name="Poll feeds",
    description="Asks the feeds that are due for news and publishes each new entry once",
    doc_md=Path(__file__).with_suffix(".md").read_text(),
    schedule=timedelta(seconds=int(os.environ.get("NEWSWIRE_POLL_S") or 60)),
    start_date=datetime(2024, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=15),
    default_args={
        "owner": "newswire",
        "retries": 2,
        "retry_delay": timedelta(seconds=5),
        "retry_exponential_backoff": 2.0,
        "execution_timeout": timedelta(minutes=10),
    },
    tags=["newswire", "ingest"],
)
def poll_feeds() -> None:
    @task
    def due() -> list[dict[str, int]]:
        """Counts the feeds that are due and cuts them into shards: 32 at most, none where no feed is due."""
        from newswire.app import due_shards

        return due_shards()

    @task(
        doc_md="Polls the feeds of one shard with conditional GET, publishes new entries, then marks them as seen.",
        map_index_template="shard {{ task.op_kwargs['part']['shard'] + 1 }} of {{ task.op_kwargs['part']['of'] }}",
    )
    def poll(part: dict[str, int]) -> dict[str, int]:
        from newswire.app import poll_shard

        return poll_shard(part["shard"], part["of"])

    @task(trigger_rule=TriggerRule.NONE_FAILED)
    def report(counts: list[dict[str, int]]) -> dict[str, int]:
        """Sums the counts of all shards: in the log and as this task's XCom."""
        total = Counter[str]()
        for shard in counts:
            total.update(shard)
        logging.getLogger(__name__).info("poll: %s", dict(total) or "no feed was due")
        return dict(total)

    report(poll.expand(part=due()))  # type: ignore[arg-type] # what expand returns stands for the mapped results


poll_feeds()
