"""HTML from templates: everything is escaped there, and control characters and overrides of direction are shown."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request

from newswire.stream.safe.controls import shown
from newswire.web import words

HERE = Path(__file__).parent
#: name of the page, path, key that goes there after `g`
MENU = (
    ("Pipeline", "/", "p"),
    ("Articles", "/articles", "a"),
    ("Figures", "/figures", "f"),
    ("Stories", "/stories", "s"),
    ("Threads", "/threads", "t"),
    ("Watches", "/watches", "w"),
    ("Feeds", "/feeds", "e"),
    ("Dead letters", "/dead", "d"),
    ("Runs", "/runs", "r"),
)


def safe(value: Any) -> Markup:
    """A text of others, with what would steer a reader's eyes shown as what it is."""
    return escape(shown("" if value is None else str(value), keep="\n\t"))


def moment(value: Any, now: float | None = None) -> Markup:
    """A time: how long ago, the whole in its title."""
    if value is None or value == "":
        return Markup('<span class="faint">never</span>')
    at = words.seconds_of(value)
    if at is None:
        return safe(value)
    if isinstance(value, str) and len(value) == 10:
        return Markup('<time datetime="{0}">{0}</time>').format(value)
    whole = words.absolute(at)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        whole.removesuffix(" UTC").replace(" ", "T") + "Z",
        whole,
        words.relative(at, time.time() if now is None else now),
    )


def link(url: Any) -> str:
    """A URL of others as an address to go to; only the web's schemes are, `javascript:` is not.

    >>> link("javascript:alert(1)"), link("https://example.org/")
    ('', 'https://example.org/')
    """
    text = str(url or "")
    return text if text.lower().startswith(("http://", "https://")) else ""


def query(**changes: Any) -> str:
    """A query string of what is set."""
    return "?" + urlencode({name: value for name, value in changes.items() if value not in (None, "", False)})


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "safely": safe,
        "moment": moment,
        "number": words.number,
        "amount": words.amount,
        "unit": words.unit,
        "size": words.size,
        "span": words.span,
        "host": words.host,
        "absolute": words.absolute,
        "link": link,
    }
    # what a template prints without a filter is escaped, and shown as it is
    made.finalize = lambda value: (
        value if isinstance(value, Markup) else safe(value) if isinstance(value, str) else value
    )
    made.globals |= {"menu": MENU, "query": query}
    return made


_TEMPLATES = _environment()


def page(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """A page of ours; `base` is where the application is mounted."""
    context = {
        "base": request.scope.get("root_path", ""),
        "path": request.scope["path"].removeprefix(request.scope.get("root_path", "")) or "/",
        "url": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "caller": request.state.caller,
        "said": request.query_params.get("said", ""),
        "framed": request.app.state.framed,
        **values,
    }
    return HTMLResponse(_TEMPLATES.get_template(template).render(context), status)
