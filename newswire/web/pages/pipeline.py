"""Pipeline: what flows, what waits, what is wrong and what to do about it."""

import time
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from newswire.stages.table import STAGES
from newswire.status.history import Point, Sample, rates
from newswire.stream.errors import NewswireError
from newswire.web.acting import Reading
from newswire.web.drawing import charts
from newswire.web.drawing.flow import Box, flow
from newswire.web.findings import findings
from newswire.web.render import page
from newswire.web.sources import Sources
from newswire.web.words import span

router = APIRouter()
SHOWN = ("poll", "fetch", "enrich", "store")
_MADE = {"poll": "entries", "fetch": "articles", "enrich": "tagged", "store": "stored"}
_PAGES = {"poll": "/feeds", "fetch": "/articles", "enrich": "/figures", "store": "/articles"}
#: a rate is of this many minutes
_MINUTES = 5


@router.get("/")
def shown(request: Request, sources: Reading, hours: Annotated[int, Query(ge=1, le=72)] = 6) -> Response:
    """The whole pipe on one page."""
    now = time.time()
    try:
        samples = sources.samples()
    except (NewswireError, OSError):
        samples = []  # what is wrong with the broker stands among the alarms
    points = sources.history.points(hours, now) if sources.settings.home.is_dir() else {}
    base = request.scope.get("root_path", "")
    # what was before the first sample is not a row of zeros
    first = min((one[0].at for one in points.values() if one), default=now)
    begin = max(now - hours * 3600, min(first, now - 1800))
    series = {name: rates(points.get(name, [])) for name in SHOWN}
    dead = points.get("dead", [])
    values = {
        "flow": flow(_boxes(samples, series, sources, base, now)),
        "beside": [(one, STAGES[one.stage].makes) for one in samples if one.stage in STAGES and one.stage not in SHOWN],
        "findings": findings(sources.alarms(), sources.store),
        "hours": hours,
        "charts": [
            ("Articles a minute", _smooth(series), charts.lines(list(_smooth(series).items()), begin, now)),
            ("Waiting", {}, charts.lines(_of(points, "lag"), begin, now)),
            ("Oldest waiting", {}, charts.lines(_of(points, "age"), begin, now, shown=span)),
            ("Dead letters", {}, charts.lines([("open", [(p.at, float(p.done or 0)) for p in dead])], begin, now)),
        ],
        "stages": SHOWN,
    }
    return page(request, "pipeline.html", values)


def _of(points: dict[str, list[Point]], what: str) -> list[tuple[str, charts.Series]]:
    named: list[tuple[str, charts.Series]] = []
    for name in SHOWN[1:]:
        values = [(point.at, getattr(point, what)) for point in points.get(name, [])]
        named.append((name, [(at, float(value)) for at, value in values if value is not None]))
    return [("", []), *named]  # the first colour is that of poll, before which nothing waits


def _smooth(series: dict[str, list[tuple[float, float]]]) -> dict[str, charts.Series]:
    """The mean of each few minutes: a store that writes once a minute is not a saw."""
    found: dict[str, charts.Series] = {}
    for name, pairs in series.items():
        found[name] = [
            (at, sum(value for _, value in pairs[max(0, n - _MINUTES + 1) : n + 1]) / min(n + 1, _MINUTES))
            for n, (at, _) in enumerate(pairs)
        ]
    return found


def _boxes(
    samples: Sequence[Sample],
    series: dict[str, list[tuple[float, float]]],
    sources: Sources,
    base: str,
    now: float,
) -> list[Box]:
    dead: dict[str, int] = {}
    for stage, _, count in sources.letters.reasons() if samples else ():
        dead[stage] = dead.get(stage, 0) + count
    known = {sample.stage: sample for sample in samples}
    boxes = []
    for name in SHOWN:
        sample = known.get(name)
        lately = [value for at, value in series[name] if at > now - (_MINUTES + 2) * 60]
        made = f"{sample.done:,} {_MADE[name]}" if sample and sample.done is not None else "–"
        rate = sum(lately) / len(lately) if lately else None
        lag, age = (sample.lag, sample.age) if sample else (None, None)
        values = [value for _, value in _smooth(series)[name]]
        boxes.append(Box(name, made, rate, lag, age, dead.get(name, 0), values[-120:], f"{base}{_PAGES[name]}"))
    return boxes
