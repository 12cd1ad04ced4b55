"""The application: the gate before everything, a router for each page."""

import time

from fastapi import Depends, FastAPI, HTTPException
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from newswire.settings import Settings, SettingsError
from newswire.stream.errors import NewswireError
from newswire.web.gate import Gate, Guard
from newswire.web.pages import articles, dead, feeds, figures, pipeline, runs, stories, threads, watches
from newswire.web.render import HERE, page
from newswire.web.sources import Sources

_STATIC = {"style.css": "text/css", "app.js": "text/javascript", "icon.svg": "image/svg+xml"}


def make_app(settings: Settings, gate: Gate) -> FastAPI:
    """The pages of the pipe at `settings.home`, for those whom the gate lets in."""
    app = FastAPI(title="newswire", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.sources = Sources(settings)
    app.state.framed = gate.framed
    app.add_middleware(Guard, gate=gate)
    for one in (pipeline, articles, figures, stories, threads, watches, feeds, dead, runs):
        app.include_router(one.router, dependencies=[Depends(_looked_at)])
    app.get("/static/{name}")(_static)
    app.get("/health")(_health)
    app.exception_handler(HTTPException)(_failed)
    app.exception_handler(404)(_failed)
    app.exception_handler(RequestValidationError)(_failed)
    app.exception_handler(NewswireError)(_failed)
    app.exception_handler(SettingsError)(_failed)
    return app


def _looked_at(request: Request) -> None:
    request.app.state.sources.touch()


def _static(name: str) -> Response:
    if name not in _STATIC:
        raise HTTPException(404)
    return FileResponse(
        HERE / "static" / name, media_type=_STATIC[name], headers={"cache-control": "private, max-age=300"}
    )


def _health() -> dict[str, float]:
    """That it answers; nothing is read."""
    return {"time": time.time()}


def _failed(request: Request, error: Exception) -> Response:
    """What went wrong, in a sentence, where a page would be."""
    if isinstance(error, RequestValidationError):
        status, words = 400, "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
    elif isinstance(error, HTTPException):
        status, words = error.status_code, str(error.detail)
    elif isinstance(error, SettingsError | NewswireError):
        status, words = 409, str(error)
    else:
        status, words = getattr(error, "status_code", 500), str(getattr(error, "detail", error))
    if status == 404 and words == "Not Found":
        words = "There is no such page."
    return page(request, "error.html", {"title": "Not possible", "words": words, "status": status}, status)
