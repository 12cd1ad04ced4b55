"""What routes have in common: the sources, who may act, and the way back to the page after an action."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode, urlsplit

from fastapi import Depends, Form, HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse

from newswire.web.gate import Caller
from newswire.web.sources import Sources


def _sources(request: Request) -> Sources:
    sources: Sources = request.app.state.sources
    return sources


Reading = Annotated[Sources, Depends(_sources)]


def allowed(dag: str) -> Callable[[Request], Caller]:
    """A dependency of each action: the caller, who may run this DAG. Raises HTTPException 403."""

    def check(request: Request) -> Caller:
        caller: Caller = request.state.caller
        if not caller.may(dag):
            raise HTTPException(403, f"You may look, but not do this: it takes the right to run the DAG {dag}.")
        return caller

    return check


#: where the browser was, for the way back: a path of ours
Back = Annotated[str, Form(max_length=2000)]


def back(request: Request, to: str, said: str) -> RedirectResponse:
    """The way back to the page that asked, with a sentence of what was done."""
    base = request.scope.get("root_path", "")
    parts = urlsplit(to)
    path = parts.path if parts.path.startswith(f"{base}/") and not parts.path.startswith("//") else f"{base}/"
    kept = "&".join(pair for pair in parts.query.split("&") if pair and not pair.startswith("said="))
    return RedirectResponse(f"{path}?{f'{kept}&' if kept else ''}{urlencode({'said': said})}", 303)
