"""What every DAG file of ours says alike. Light: a DAG file is read again and again, so nothing heavy is imported."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import Asset, AssetAlias, Param, get_current_context

#: assets that DAGs of users can be scheduled on: new entries were published; a day (UTC) is stored and complete
ENTRIES, DAY = "newswire/entries", "newswire/day"
#: one slot for what rewrites the store, so that two such runs wait for each other instead of finding it busy
STORE_POOL = "newswire_store"
#: all but a backfill: our runs do what is due now, so a run of the past would do the same again. The button is off
#: then, and the API says why; re_enrich and backfill, which take days, have forms of their own
RUN_TYPES = ("scheduled", "manual", "operator_triggered", "asset_triggered", "asset_materialization")
#: an approval may take a day, what follows another one
APPROVAL_TIMEOUT = timedelta(days=3)
#: of a home, as in `newswire.home.PARTS`, which is not light
_PARTS = ("topics", "feeds", "store", "archive")


def ours(
    file: str, *, tags: Sequence[str] = (), timeout: timedelta = timedelta(hours=6), **more: Any
) -> dict[str, Any]:
    """What `@dag` takes besides its names: the page beside the file, one run at a time, no run of the past, tries.

    `timeout` is how long a run may take, queued or not.
    """
    path = Path(file)
    return {
        "doc_md": (path.parent / "pages" / f"{path.stem}.md").read_text(),
        "catchup": False,
        "max_active_runs": 1,
        "dagrun_timeout": timeout,
        "allowed_run_types": RUN_TYPES,
        "default_args": {
            "owner": "newswire",
            "retries": 2,
            "retry_delay": timedelta(minutes=1),
            "retry_exponential_backoff": 2.0,
            "on_failure_callback": failed,
        },
        "tags": ["newswire", *tags],
        **more,
    }


def day(title: str, *, optional: bool = False) -> Param:
    """A form's field for a day of ingestion, UTC."""
    more: dict[str, Any] = {"format": "date", "title": title, "description": "A day of ingestion, UTC"}
    return Param(None, type=["null", "string"], **more) if optional else Param(type="string", **more)


def parts(what: str, default: Sequence[str] = ()) -> Param:
    """A form's field for parts of home; none chosen means `what`."""
    about = f"{', '.join(_PARTS)}; by default {what}"
    items = {"type": "string", "enum": list(_PARTS)}
    return Param(
        list(default), type="array", items=items, examples=list(_PARTS), title="Only these parts", description=about
    )


def form() -> Mapping[str, Any]:
    """What the run at hand was given in the form, or the defaults."""
    given: Mapping[str, Any] = get_current_context()["params"]
    return given


def days_of(params: Mapping[str, Any]) -> tuple[date, date] | None:
    """The days that a form was given, the last one included; None where it was given none. The run is red where the
    first one is after the last."""
    first, last = params["from"] or params["to"], params["to"] or params["from"]
    if not first:
        return None
    days = date.fromisoformat(first), date.fromisoformat(last)
    if days[0] > days[1]:
        from newswire.tasks.notes import red

        red(f"the first day, {first}, is after the last one, {last}")
    return days


def happened(alias: AssetAlias, asset: str, **extra: Any) -> None:
    """Makes an event of an asset when the task at hand has ended well. The alias lets a task have none."""
    get_current_context()["outlet_events"][alias].add(Asset(asset), extra=extra)


def failed(context: Any) -> None:
    """Tells whoever the settings name that a task failed for good; nobody by default."""
    from newswire.tasks.notices import task_failed

    task_failed(context)
