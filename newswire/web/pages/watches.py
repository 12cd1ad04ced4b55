"""Watches: what each waits for, what it found last, whether who is to be told was."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from newswire.stream.watching import Match
from newswire.watch.overview import rows_now
from newswire.web.acting import Reading
from newswire.web.quantities import place
from newswire.web.reading.found import matches
from newswire.web.render import page

router = APIRouter()
#: of one watch
_SHOWN = 5
_STAGES = frozenset({"watch", "notify"})


@router.get("/watches")
def listed(request: Request, sources: Reading) -> Response:
    """All watches of the settings."""
    rows = rows_now(sources.settings)
    found = matches(sources.settings) if rows else {}
    base = request.scope.get("root_path", "")
    values: dict[str, Any] = {
        "rows": [row | {"found": _shown(found.get(row["name"], []), sources.forgotten.has, base)} for row in rows],
        "dead": [(stage, reason, n) for stage, reason, n in sources.letters.reasons() if stage in _STAGES],
    }
    return page(request, "watches.html", values)


def _shown(found: list[Match], is_forgotten: Any, base: str) -> list[dict[str, Any]]:
    kept = [match for match in found if not is_forgotten(match.article_id)][:_SHOWN]
    return [{"match": match, "href": _href(match, base)} for match in kept]


def _href(match: Match, base: str) -> str:
    """To the words that were found."""
    if match.thread is not None:
        return f"{base}/threads/{match.thread.thread_id}"
    spot = match.figure or match.entity
    if spot is None:
        return f"{base}/articles/{match.article_id}"
    return place(base, match.article_id, spot.field, spot.start, spot.end)
