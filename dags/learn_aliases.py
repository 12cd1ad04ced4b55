"""The DAG that learns, once a day, which acronyms the stored articles spell out."""

from datetime import timedelta

from airflow.sdk import dag, task

from newswire.tasks.shared import ours


@dag(
    dag_display_name="Learn aliases",
    description="Learns from the store which acronym stands for which organisation",
    # no start date: with one in the past, Airflow runs it at once, over an empty store
    schedule="30 3 * * *",
    **ours(__file__, tags=["enrich"], timeout=timedelta(hours=1)),
)
def learn_aliases() -> None:
    @task
    def learn() -> int:
        """Reads the store and rewrites the table of aliases; returns how many it has."""
        from newswire.keeping.aliases import learn_aliases as run
        from newswire.settings import load

        return run(load())

    learn()


learn_aliases()
