"""Runs: what takes long, started here and watched: compaction, checks, tagging again, replay."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Form, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newswire.web.acting import Back, Reading, allowed, back
from newswire.web.render import page

router = APIRouter()
_NAMES = re.compile(r"[\w.:,-]{1,300}")


class Kind(NamedTuple):
    """A command that can be started here."""

    title: str
    says: str
    dag: str  #: whose right it takes
    days: bool = False  #: of which days may be said
    enrichers: bool = False
    needs_days: bool = False
    one_day: bool = False
    sure: str = ""  #: what is asked before it begins


KINDS: dict[str, Kind] = {
    "re-enrich": Kind(
        "Tag again",
        "Stored articles of these days through the enrichers of today, beside the running pipe. Each keeps its old "
        "tags until it has new ones; started again, it resumes where it stopped.",
        "re_enrich",
        days=True,
        enrichers=True,
        needs_days=True,
    ),
    "compact": Kind("Compact", "Merges many small files into few large ones.", "compact", days=True),
    "verify": Kind("Verify", "Reads everything and names what is damaged or missing; changes nothing.", "verify"),
    "replay": Kind(
        "Replay a day",
        "Makes the articles of one day again from the answers that were kept, and publishes them: those that are "
        "stored already are not news.",
        "backfill",
        days=True,
        needs_days=True,
        one_day=True,
    ),
    "retain": Kind("Retain", "Deletes what is older than the settings keep.", "retain", sure="Delete for good?"),
}


@router.get("/runs")
def listed(request: Request, sources: Reading) -> Response:
    """What runs and ran, and the forms that start it."""
    jobs = [(job, sources.jobs.progress(job)) for job in sources.jobs.all()[:30]]
    caller = request.state.caller
    today = datetime.now(UTC).date()
    values = {
        "jobs": jobs,
        "kinds": {name: (kind, caller.may(kind.dag)) for name, kind in KINDS.items()},
        "busy": any(progress.state == "running" for _, progress in jobs),
        "today": today.isoformat(),
        "yesterday": (today - timedelta(days=1)).isoformat(),
    }
    return page(request, "runs.html", values)


@router.get("/runs/{job_id}")
def one(request: Request, sources: Reading, job_id: str) -> Response:
    """One run and what it wrote."""
    job = sources.jobs.get(job_id)
    if job is None:
        raise HTTPException(404, "There is no such run: the oldest are forgotten.")
    values = {
        "job": job,
        "progress": sources.jobs.progress(job),
        "output": sources.jobs.output(job),
        "may": request.state.caller.may(KINDS[job.kind].dag if job.kind in KINDS else "replay_dead_letters"),
    }
    return page(request, "run.html", values)


@router.post("/runs/start/{kind}")
def start(
    request: Request,
    sources: Reading,
    kind: str,
    to: Back,
    first: Annotated[str, Form(max_length=10)] = "",
    last: Annotated[str, Form(max_length=10)] = "",
    enrichers: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Starts one."""
    if kind not in KINDS:
        raise HTTPException(404)
    known = KINDS[kind]
    caller = allowed(known.dag)(request)
    if sources.jobs.running(kind):
        raise HTTPException(409, f"“{known.title}” runs already: wait until that has ended.")
    days = _days(first, first if known.one_day else last, needed=known.needs_days) if known.days else None
    arguments: list[str] = [kind]
    if kind == "replay":
        assert days
        folder = sources.settings.archive_root / days[0].isoformat()
        if not folder.is_dir():
            raise HTTPException(400, f"No answers of {days[0]} are kept (archive_days).")
        arguments += ["--warc", str(folder), "--publish"]
    elif days:
        arguments += ["--days", f"{days[0]}..{days[1]}"]
    if known.enrichers and enrichers.strip():
        if not _NAMES.fullmatch(enrichers.strip()):
            raise HTTPException(400, "Enrichers: names separated by commas.")
        arguments += ["--enrichers", enrichers.strip()]
    sources.jobs.start(kind, arguments, caller.name)
    return back(request, to, f"Started: {known.title.lower()}.")


@router.post("/runs/{job_id}/stop")
def stop(request: Request, sources: Reading, job_id: str, to: Back) -> Response:
    """Asks one to end; what it has done stays done."""
    job = sources.jobs.get(job_id)
    if job is None:
        raise HTTPException(404)
    allowed(KINDS[job.kind].dag if job.kind in KINDS else "replay_dead_letters")(request)
    return back(request, to, "Asked to stop." if sources.jobs.stop(job) else "It has ended already.")


def _days(first: str, last: str, *, needed: bool) -> tuple[date, date] | None:
    if not first and not last and not needed:
        return None
    try:
        found = date.fromisoformat(first or last), date.fromisoformat(last or first)
    except ValueError as e:
        raise HTTPException(400, "Give days as YYYY-MM-DD.") from e
    if found[0] > found[1]:
        raise HTTPException(400, "The first day is after the last.")
    return found[0], found[1]
