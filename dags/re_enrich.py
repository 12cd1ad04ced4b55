"""The DAG that tags the stored articles of some days again, beside the running pipe."""

from datetime import timedelta

from airflow.sdk import Param, dag, task

from newswire.tasks.shared import day, days_of, form, ours


@dag(
    dag_display_name="Re-enrich",
    description="Tags stored articles again, with the enrichers of today or others; each keeps its tags until then",
    schedule=None,
    params={
        "from": day("First day"),
        "to": day("Last day"),
        "enrichers": Param(
            None,
            type=["null", "string"],
            title="Enrichers",
            description="Names with commas between them, in place of the setting `enrichers`; none is the setting",
        ),
        "rate": Param(None, type=["null", "number"], exclusiveMinimum=0, title="Articles a second at most"),
    },
    **ours(__file__, tags=["enrich"], timeout=timedelta(days=7)),
)
def re_enrich() -> None:
    @task(retries=5)
    def tag_anew() -> dict[str, int]:
        """Goes on where it was stopped. Red where some could not be tagged: those keep what they have."""
        from newswire.tasks.anew import re_enrich as run

        return run(days_of(form()), form()["enrichers"], form()["rate"])

    tag_anew()


re_enrich()
