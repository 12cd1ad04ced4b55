"""Threads: one quantity of one happening, whoever claims it; who says how many, since when, and who says otherwise."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from newswire.web import quantities
from newswire.web.acting import Reading
from newswire.web.drawing.points import COLOURS
from newswire.web.reading.following import Quantity
from newswire.web.render import page

router = APIRouter()
PER_PAGE = 40
#: reports of which one may have a title
_TITLED = 8
#: what can be asked for -> whether a quantity is that
KINDS = {
    "disputed": lambda one: one.state.disputed,
    "denied": lambda one: one.denied > 0,
    "revised": lambda one: one.relations("revises") > 0,
    "several outlets": lambda one: one.state.outlets > 1,
}
Word = Annotated[str, Query(max_length=200)]


@router.get("/threads")
def listed(
    request: Request,
    sources: Reading,
    q: Word = "",
    who: Word = "",
    kind: Annotated[str, Query(max_length=20)] = "",
    first: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Quantities of the stories told last, or of those that have the words."""
    wanted = who.strip().casefold()

    def fits(one: Quantity) -> bool:
        if kind in KINDS and not KINDS[kind](one):
            return False
        return not wanted or any(wanted in (m.source or m.institution or "").casefold() for m in one.said)

    found, after = sources.following.threads(q, fits, first, PER_PAGE)
    titles = sources.search.known({m.report for one in found for m in one.said[-_TITLED:]})
    values = {
        "rows": found,
        "after": after,
        "first": first,
        "asked": {"q": q, "who": who, "kind": kind},
        "kinds": list(KINDS),
        "title": {one.id: _title(one, titles) for one in found},
        "words": quantities,
    }
    return page(request, "following/threads.html", values)


def _title(one: Quantity, titles: dict[str, dict[str, Any]]) -> str:
    """Of the latest of its reports that is stored."""
    named = (titles.get(m.report, {}).get("title") for m in reversed(one.said[-_TITLED:]))
    return next(filter(None, named), "its story")


@router.get("/threads/{thread_id}")
def one(request: Request, sources: Reading, thread_id: str) -> Response:
    """One quantity over time, by claimant."""
    found = sources.following.thread(thread_id)
    if found is None:
        raise HTTPException(404, "There is no such thread: what was said of it may be gone, or told another way.")
    base = request.scope.get("root_path", "")
    titles = sources.search.known([m.report for m in found.said][-400:])
    shown = quantities.claimants(found)
    values: dict[str, Any] = {
        "one": found,
        "plot": quantities.picture(found, titles, base),
        "claimants": shown,
        "legend_of": sorted((c for c in shown if c.colour < COLOURS), key=lambda c: c.colour),
        "others": sum(c.colour >= COLOURS for c in shown),
        "rows": quantities.rows(found, titles, base)[::-1][:200],
        "words": quantities,
    }
    return page(request, "following/thread.html", values)
