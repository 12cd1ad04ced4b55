"""The DAG that learns, once a day, which acronyms the stored articles spell out."""

from datetime import timedelta
from pathlib import Path

from airflow.sdk import dag, task


@dag(
    dag_display_name="Learn aliases",
    description="Learns from the store which acronym stands for which organisation",
    doc_md=Path(__file__).with_suffix(".md").read_text(),
    schedule="30 3 * * *",
    # no start date: with one in the past, Airflow runs it at once, over an empty store
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=1),
    default_args={
        "owner": "newswire",
        "retries": 2,
        "retry_delay": timedelta(minutes=1),
        "retry_exponential_backoff": 2.0,
    },
    tags=["newswire", "enrich"],
)
def learn_aliases() -> None:
    @task
    def learn() -> int:
        """Reads the store and writes the table of aliases anew; returns how many it has."""
        from newswire.keeping.aliases import learn_aliases as run
        from newswire.settings import load

        return run(load())

    learn()


learn_aliases()
