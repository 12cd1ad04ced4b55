"""Articles: search over titles and texts, and one article with all that was found in it."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newswire.search.index import MANY
from newswire.settings import SettingsError
from newswire.web.acting import Reading
from newswire.web.differences import difference
from newswire.web.marks import marks_of, pieces, spot
from newswire.web.reading.explain import explained, find
from newswire.web.render import page
from newswire.web.snippets import snippet

router = APIRouter()
PER_PAGE = 25
Word = Annotated[str, Query(max_length=300)]


@router.get("/articles")
def listed(
    request: Request,
    sources: Reading,
    q: Word = "",
    site: Word = "",
    language: Word = "",
    day: Annotated[str, Query(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = "",
    access: Word = "",
    at: Annotated[int, Query(alias="page", ge=1, le=4000)] = 1,
) -> Response:
    """What was stored last, or what has the words."""
    only = {"site": site, "language": language, "dt": day, "access": access}
    only = {name: value for name, value in only.items() if value}
    found = sources.search.search(q, only, first=(at - 1) * PER_PAGE, limit=PER_PAGE)
    rows = [row for row in found.rows if not sources.forgotten.has(row["article_id"])]
    for row in rows:
        row["snippet"] = snippet(row.pop("text"), q) if "text" in row else []
    values: dict[str, Any] = {
        "rows": rows,
        "count": min(found.total, MANY),
        "more": found.total > MANY,
        "has_next": found.total > at * PER_PAGE or (found.total > MANY and len(found.rows) == PER_PAGE),
        "page": at,
        "asked": {"q": q, "site": site, "language": language, "day": day, "access": access},
        "sites": sources.choices("site"),
        "languages": sources.choices("language"),
        "accesses": sources.choices("access"),
        "indexed": sources.search.exists(),
    }
    return page(request, "articles.html", values)


@router.get("/articles/{article_id}")
def one(
    request: Request,
    sources: Reading,
    article_id: str,
    at: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """One article, whole; `at` names a place in it that is marked, as `text:120-125`."""
    try:
        name = find(sources.store, article_id)
        if name != article_id:
            return RedirectResponse(f"{request.scope.get('root_path', '')}/articles/{name}", 303)
        found = explained(sources.settings, sources.store, name)
    except SettingsError as e:
        raise HTTPException(404, str(e)) from e
    fields = {}
    for field in ("title", "text"):
        marks = marks_of(field, found.entities, found.figures, found.claims) + spot(at, field)
        fields[field] = pieces(found.article[field] or "", marks)
    revisions = []
    for before, after in zip([None, *found.revisions], found.revisions, strict=False):
        told = difference(before["text"] or "", after["text"] or "") if before else []
        titles = difference(before["title"] or "", after["title"] or "") if before else []
        revisions.append({"row": after, "titles": titles, "texts": told})
    values = {
        "one": found,
        "article": found.article,
        "fields": fields,
        "revisions": revisions[::-1],
        "names": _names(found.entities),
        "threads": sources.following.of_article(name),
    }
    return page(request, "article.html", values)


def _names(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each thing once, the most often named first."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in entities:
        key = row["entity_id"] or row["name"] or row["text"], row["type"]
        thing = found.setdefault(key, {**row, "count": 0, "first": row["_row"]})
        thing["count"] += 1
    return sorted(found.values(), key=lambda thing: -thing["count"])
