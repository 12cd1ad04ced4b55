"""Dead letters: by reason, one opened, sent back one by one or many at once."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from newswire.web.acting import Back, Reading, allowed, back
from newswire.web.gate import Caller
from newswire.web.reading.jobs import Job, Progress
from newswire.web.render import page
from newswire.web.sources import Sources

router = APIRouter()
DAG = "replay_dead_letters"
May = Annotated[Caller, Depends(allowed(DAG))]
PER_PAGE = 50
#: up to this many are sent back within the request, more as a run
AT_ONCE = 100
_SHOWN_BYTES = 16_384


@router.get("/dead")
def listed(
    request: Request,
    sources: Reading,
    reason: Annotated[str, Query(max_length=100)] = "",
    stage: Annotated[str, Query(max_length=20)] = "",
    q: Annotated[str, Query(max_length=300)] = "",
    at: Annotated[int, Query(alias="page", ge=1, le=10000)] = 1,
) -> Response:
    """The open letters, the latest first."""
    every = sources.letters.all()
    rows = [
        one
        for one in reversed(every.values())
        if (not reason or one.row["reason"] == reason)
        and (not stage or one.row["stage"] == stage)
        and (not q or q.casefold() in f"{one.row['url']} {one.row['detail']} {one.row['id']}".casefold())
    ]
    running = sources.jobs.running("dead retry")
    values = {
        "rows": rows[(at - 1) * PER_PAGE : at * PER_PAGE],
        "count": len(rows),
        "total": len(every),
        "reasons": sources.letters.reasons(),
        "page": at,
        "has_next": len(rows) > at * PER_PAGE,
        "asked": {"reason": reason, "stage": stage, "q": q},
        "running": running,
        "progress": _progress(sources, running) if running else None,
        "may": request.state.caller.may(DAG),
    }
    return page(request, "dead.html", values)


def _progress(sources: Sources, job: Job) -> Progress:
    """How many of those that were open at its start are not any more."""
    left = sum(one.row["reason"] == job.arguments[-1] for one in sources.letters.all().values())
    told = sources.jobs.progress(job)
    return Progress(told.state, told.last, max(0, (job.total or 0) - left), job.total)


@router.get("/dead/{letter_id}")
def one(request: Request, sources: Reading, letter_id: str) -> Response:
    """One letter: its error, where it came from, its headers and bytes."""
    listed = sources.letters.all().get(letter_id)
    letter = sources.letters.whole(listed) if listed else None
    if letter is None:
        raise HTTPException(404, "This letter is not open: it was sent back, or has expired.")
    content = sources.letters.content(letter)
    values = {
        "letter": letter,
        "size": len(content),
        "headers": [(name, value.decode("utf-8", "backslashreplace")) for name, value in letter.headers],
        "text": content[:_SHOWN_BYTES].decode("utf-8", "backslashreplace"),
        "cut": len(content) > _SHOWN_BYTES,
        "key": letter.key.decode("utf-8", "backslashreplace") if letter.key else "",
        "may": request.state.caller.may(DAG),
    }
    return page(request, "letter.html", values)


@router.get("/dead/{letter_id}/bytes")
def raw(sources: Reading, letter_id: str) -> Response:
    """The original bytes as a file: no browser shows or runs it."""
    listed = sources.letters.all().get(letter_id)
    letter = sources.letters.whole(listed) if listed else None
    if letter is None:
        raise HTTPException(404, "This letter is not open.")
    headers = {
        "content-disposition": f'attachment; filename="letter-{letter.id[:12]}.bin"',
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return Response(sources.letters.content(letter), media_type="application/octet-stream", headers=headers)


@router.post("/dead/retry")
def retry(
    request: Request,
    sources: Reading,
    caller: May,
    to: Back,
    letter: Annotated[list[str] | None, Form()] = None,
    reason: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Sends the chosen letters back to where they failed, or all of a reason."""
    if letter:
        chosen = frozenset(letter)
        count = sources.letters.retry(lambda one: one.id in chosen)
        return back(request, to, f"{count} sent back to where {'it' if count == 1 else 'they'} failed.")
    if not reason:
        raise HTTPException(400, "Choose letters, or a reason.")
    if sources.jobs.running("dead retry"):
        raise HTTPException(409, "Letters are being sent back already: wait until that is done.")
    count = sum(one.row["reason"] == reason for one in sources.letters.all().values())
    if count <= AT_ONCE:
        count = sources.letters.retry(lambda one: one.reason == reason)
        return back(request, to, f"{count} with the reason {reason} sent back.")
    sources.jobs.start("dead retry", ("dead", "retry", "--reason", reason), caller.name, total=count)
    return back(request, to, f"{count} with the reason {reason} are being sent back.")
