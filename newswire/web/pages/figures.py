"""Figures: the latest as they come, and one thing over time by who claims it."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from newswire.web.acting import Reading
from newswire.web.drawing.points import COLOURS, Dot, points
from newswire.web.reading.figures import Asked, latest, over_time, statuses
from newswire.web.render import page
from newswire.web.sources import Sources
from newswire.web.words import amount, seconds_of, unit

router = APIRouter()
Word = Annotated[str, Query(max_length=200)]
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
PER_PAGE = 50


def _asked(
    thing: Word = "",
    what: Word = "",
    entity: Word = "",
    source: Word = "",
    status: Word = "",
    since: Day = "",
    until: Day = "",
) -> Asked:
    return Asked(thing.strip(), what.strip(), entity.strip(), source.strip(), status.strip(), _day(since), _day(until))


Filters = Annotated[Asked, Depends(_asked)]


@router.get("/figures")
def listed(
    request: Request,
    sources: Reading,
    asked: Filters,
    at: Annotated[int, Query(alias="page", ge=1, le=200)] = 1,
) -> Response:
    """The latest figures that fit."""
    rows = latest(sources.store, asked, PER_PAGE + 1, (at - 1) * PER_PAGE)
    shown = [row for row in rows[:PER_PAGE] if not sources.forgotten.has(row["article_id"])]
    values = {
        "rows": shown,
        **_choices(sources, asked),
        "page": at,
        "has_next": len(rows) > PER_PAGE,
    }
    return page(request, "figures.html", values)


@router.get("/figures/over-time")
def plot(
    request: Request,
    sources: Reading,
    asked: Filters,
    measure: Annotated[str, Query(alias="unit", max_length=80)] = "",
) -> Response:
    """One thing over time, by claimant."""
    rows = [r for r in over_time(sources.store, asked) if not sources.forgotten.has(r["article_id"])]
    units: dict[str, int] = {}
    for row in rows:
        units[row["unit"] or row["kind"]] = units.get(row["unit"] or row["kind"], 0) + 1
    chosen = measure if measure in units else max(units, key=lambda name: units[name], default="")
    rows = [row for row in rows if (row["unit"] or row["kind"]) == chosen]
    claimants: dict[str, int] = {}
    for row in rows:
        claimants[_who(row)] = claimants.get(_who(row), 0) + 1
    order = sorted(claimants, key=lambda name: -claimants[name])
    colours = {name: min(index, COLOURS) for index, name in enumerate(order)}
    base = request.scope.get("root_path", "")
    dots = [_dot(row, colours[_who(row)], base) for row in rows]
    one_kind = bool(asked.thing and (asked.what or asked.entity))
    values: dict[str, Any] = {
        **_choices(sources, asked),
        "units": sorted(units.items(), key=lambda pair: -pair[1]),
        "chosen": chosen,
        "plot": points([dot for dot in dots if dot], lines="straight" if one_kind else ""),
        "count": len(rows),
        "legend": [(name, colours[name], claimants[name]) for name in order[:COLOURS]],
        "others": len(order) - COLOURS,
        "rows": rows[::-1][:100],
    }
    return page(request, "over_time.html", values)


def _day(text: str) -> str:
    """A day as it is; nothing where there is no such day."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _spans() -> list[tuple[str, str, str]]:
    """Days that are asked for often, UTC: label, first and last day."""
    today = datetime.now(UTC).date()
    yesterday, week = today - timedelta(days=1), today - timedelta(days=6)
    days = (("today", today, today), ("yesterday", yesterday, yesterday), ("7 days", week, today))
    return [("all days", "", ""), *((label, str(first), str(last)) for label, first, last in days)]


def _choices(sources: Sources, asked: Asked) -> dict[str, Any]:
    """What the form of the filters shows."""
    return {
        "asked": asked,
        "spans": _spans(),
        "statuses": statuses,
        "things": sources.suggested("counted_head"),
        "whats": sources.suggested("what_lemma"),
        "filters": urlencode({name: value for name, value in asked._asdict().items() if value}),
    }


def _who(row: dict[str, Any]) -> str:
    return str(row["source_name"] or row["source_text"] or row["site"] or "no source named")


def _dot(row: dict[str, Any], who: int, base: str) -> Dot | None:
    at = seconds_of(row["published_at"] or row["ingested"])
    low = row["value"] if row["value"] is not None else row["low"]
    high = row["value"] if row["value"] is not None else row["high"]
    if at is None or (low is None and high is None):
        return None
    low, high = (high if low is None else low), (low if high is None else high)
    title = (
        f"{amount(row)} {unit(row)} {row['what_lemma'] or ''} {row['counted_text'] or ''}\n{_who(row)}: {row['title']}"
    )
    link = f"{base}/articles/{row['article_id']}#f{row['_row']}"
    return Dot(at, float(low), float(high), who, title, link, bool(row["contested_by"]), row["bound"])
