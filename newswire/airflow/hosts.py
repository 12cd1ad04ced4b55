"""Which Host headers Airflow's API server answers: a page elsewhere that rebinds its name to our address gets nothing.

A browser sends the name that the page was loaded from, whatever address it stands for; so a list of the names that are
ours keeps pages of others out, password or not (DNS rebinding).
"""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
#: names beside these, with commas between them
VARIABLE = "NEWSWIRE_AIRFLOW_HOSTS"
#: where Airflow's own settings say how it is reached
_URLS = ("AIRFLOW__API__BASE_URL", "AIRFLOW__CORE__EXECUTION_API_SERVER_URL")


def allowed(env: Mapping[str, str]) -> frozenset[str]:
    """The names: loopback, where Airflow is said to be reached, and what `NEWSWIRE_AIRFLOW_HOSTS` adds.

    >>> sorted(allowed({VARIABLE: "News.example.org, ", "AIRFLOW__API__BASE_URL": "http://airflow:8080"}) - LOOPBACK)
    ['airflow', 'news.example.org']
    """
    given = {name.strip().lower() for name in env.get(VARIABLE, "").split(",")}
    urls = {urlsplit(env[name]).hostname for name in _URLS if env.get(name)}
    return LOOPBACK | {name for name in given | urls if name}


def name_of(header: str) -> str:
    """The name in a Host header, without port and brackets.

    >>> name_of("LOCALHOST:8080"), name_of("[::1]:8080"), name_of("127.0.0.1")
    ('localhost', '::1', '127.0.0.1')
    """
    return (urlsplit(f"//{header}").hostname or "") if header else ""


class AllowedHosts:
    """An ASGI middleware that answers 400 where the Host header has no name of ours."""

    def __init__(self, app: ASGIApp, names: frozenset[str] | None = None) -> None:
        self.app, self.names = app, allowed(os.environ) if names is None else names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is ours, and what has no host: the start and end of the server."""
        if scope["type"] not in ("http", "websocket") or self._is_ours(scope):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        body = f"This name is not one of ours. Is it meant to be? Set {VARIABLE}.\n".encode()
        headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 400, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _is_ours(self, scope: Scope) -> bool:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        try:
            return len(hosts) == 1 and name_of(hosts[0].decode("ascii")) in self.names
        except ValueError:
            return False
