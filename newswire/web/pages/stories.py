"""Stories: one happening across outlets, with its reports, the quantities followed in it, and what changed."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from newswire.web import quantities
from newswire.web.acting import Reading
from newswire.web.reading.following import Story
from newswire.web.render import page

router = APIRouter()
PER_PAGE = 25
#: quantities with a picture of their own, those said most often
_DRAWN = 6
#: relations that tell of a change
_CHANGES = frozenset({"revises", "conflicts"})
#: by how many reports stories are told apart
LEAST = {"several reports": 2, "all": 1}


@router.get("/stories")
def listed(
    request: Request,
    sources: Reading,
    q: Annotated[str, Query(max_length=200)] = "",
    of: Annotated[str, Query(max_length=20)] = "several reports",
    at: Annotated[int, Query(alias="page", ge=1, le=4000)] = 1,
) -> Response:
    """The stories told last, or those that have the words."""
    least = LEAST.get(of, 2)
    found = sources.following.stories(q, least, (at - 1) * PER_PAGE, PER_PAGE + 1)
    shown = [story for story in found[:PER_PAGE] if story.reports]
    values = {
        "rows": shown,
        "titles": sources.search.known(report.report for story in shown for report in story.reports[-8:]),
        "title": _title,
        "page": at,
        "has_next": len(found) > PER_PAGE,
        "asked": {"q": q, "of": of},
        "choices": list(LEAST),
        "words": quantities,
    }
    return page(request, "following/stories.html", values)


@router.get("/stories/{story}")
def one(request: Request, sources: Reading, story: str) -> Response:
    """One story, whole."""
    found = sources.following.story(story)
    if found is None:
        raise HTTPException(404, "There is no such story: its reports may be gone, or belong to another one now.")
    base = request.scope.get("root_path", "")
    titles = sources.search.known([report.report for report in found.reports][-400:])
    rows = [
        row | {"quantity": quantity}
        for quantity in found.quantities
        for row in quantities.rows(quantity, titles, base)
        if row["mention"].relation in _CHANGES or row["denials"]
    ]
    small = len(found.quantities) > 1
    drawn = found.quantities[:_DRAWN]
    values: dict[str, Any] = {
        "one": found,
        "name_of": _title(found, titles),
        "reports": found.reports[::-1][:200],
        "titles": titles,
        "drawn": [
            (one, quantities.picture(one, titles, base, small=small), quantities.claimants(one)) for one in drawn
        ],
        "rest": found.quantities[_DRAWN:],
        "changes": sorted(rows, key=lambda row: -(row["mention"].at or 0.0))[:50],
        "words": quantities,
    }
    return page(request, "following/story.html", values)


def _title(story: Story, titles: dict[str, dict[str, Any]]) -> str:
    """Of its latest report that has one."""
    named = (titles.get(report.report, {}).get("title") for report in reversed(story.reports))
    return next(filter(None, named), "A story that is not stored yet")
