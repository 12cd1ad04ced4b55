"""A DAG of your own: a digest of each day as Markdown, as soon as the day is complete.

Copy it into a folder that Airflow reads (`AIRFLOW__CORE__DAGS_FOLDER`, or a bundle beside ours) and change it. It runs
whenever there is an event of the asset `newswire/day`, which our DAG `compact` makes once nothing of a day waits any
more; `newswire/entries` would run it after each poll that had news. By hand, it takes a day in its form.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Asset, Param, dag, get_current_context, task

#: what was counted or said most of that day: one line for each thing, with who says so
FIGURES = """
    select value, unit, counted_head, source_name, title, url from figures
    where ingested >= ? and ingested < ? and value is not null and counted_head is not null
    order by source_name is null, value desc limit 20
"""
NAMES = """
    select name, type, count(distinct article_id) articles from entities
    where ingested >= ? and ingested < ? group by all order by articles desc, name limit 15
"""


@dag(
    dag_display_name="Daily digest (example)",
    description="Writes HOME/digests/DAY.md for each day that is complete",
    schedule=[Asset("newswire/day")],
    catchup=False,
    max_active_runs=1,
    params={"day": Param(None, type=["null", "string"], format="date", title="Day, where you trigger it by hand")},
    tags=["example"],
)
def daily_digest() -> None:
    @task
    def days() -> list[str]:
        """The days that the events tell of; by hand that of the form, else yesterday."""
        context = get_current_context()
        told = {event.extra["day"] for events in context["triggering_asset_events"].values() for event in events}
        return sorted(told) or [context["params"]["day"] or str(datetime.now(UTC).date() - timedelta(days=1))]

    @task(map_index_template="{{ task.op_kwargs['day'] }}")
    def write(day: str) -> str:
        """Asks the store, and writes one file; returns where it lies."""
        from newswire.settings import load
        from newswire.store.query import connect

        settings, begins = load(), datetime.fromisoformat(day).replace(tzinfo=UTC)
        span = [begins, begins + timedelta(days=1)]
        with connect(settings.store_root) as store:
            figures = store.execute(FIGURES, span).fetchall()
            names = store.execute(NAMES, span).fetchall()
        lines = [f"# The news of {day}", "", "## Figures", ""]
        for value, unit, head, who, title, url in figures:
            amount = f"{value:,.6g} {plain(unit)}" if unit and unit != "person" else f"{value:,.6g}"
            lines.append(f"- **{amount} {plain(head)}**, says {plain(who or 'the article')}: [{plain(title)}](<{url}>)")
        lines += ["", "## Names", "", *(f"- {plain(name)} ({kind}): {count} articles" for name, kind, count in names)]
        file = settings.home / "digests" / f"{day}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(lines) + "\n")
        return str(file)

    write.expand(day=days())


def plain(text: Any) -> str:
    """Words of others, so that they are nothing but words in Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in str(text or "")).replace("\n", " ")


daily_digest()
