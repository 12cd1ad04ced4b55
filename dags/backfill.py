"""The DAG that makes articles again from kept answers (WARC), and publishes them."""

from datetime import timedelta

from airflow.sdk import Param, dag, task

from newswire.tasks.shared import day, days_of, form, ours


@dag(
    dag_display_name="Backfill from the archive",
    description="Makes the articles of some days again from the answers that were kept, without the network",
    schedule=None,
    params={
        "from": day("First day"),
        "to": day("Last day"),
        "archive": Param(
            None,
            type=["null", "string"],
            title="Another archive",
            description="A folder with folders by day in it, or s3://bucket/prefix; none is the pipe's own",
        ),
    },
    **ours(__file__, tags=["ingest", "repair"], timeout=timedelta(days=7)),
)
def backfill() -> None:
    @task
    def days() -> list[str]:
        """The days of which answers were kept. Red where there is none."""
        from newswire.tasks.anew import archived

        return archived(days_of(form()), form()["archive"])

    @task(
        doc_md="Makes the articles of one day again and publishes them; what is stored is not news, nor stored twice.",
        map_index_template="{{ task.op_kwargs['folder'] }}",
        max_active_tis_per_dagrun=1,
    )
    def publish(folder: str) -> dict[str, int]:
        from newswire.tasks.anew import replay as run

        return run(folder)

    publish.expand(folder=days())


backfill()
