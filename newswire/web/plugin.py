"""The pages within Airflow: a FastAPI application under `/newswire`, and an entry in the UI's menu for each page.

Airflow finds it by the entry point `airflow.plugins`. Nothing heavy is imported before the API server asks for it:
every process of Airflow loads its plugins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

from newswire.web import MOUNT

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

#: the entry in the menu
MENU = (("Newswire", "newswire", "/"),)


class _Later:
    """The application, made when it is first asked."""

    def __init__(self) -> None:
        self._app: Any = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if self._app is None:
            from newswire.settings import load
            from newswire.web.airflow_gate import AirflowGate
            from newswire.web.app import make_app

            self._app = make_app(load(), AirflowGate())
        await self._app(scope, receive, send)


class NewswirePlugin(AirflowPlugin):
    """What Airflow reads."""

    name = "newswire"
    fastapi_apps = [{"app": _Later(), "url_prefix": MOUNT, "name": "newswire"}]  # noqa: RUF012 - as Airflow has it
    external_views = [  # noqa: RUF012
        {
            "name": name,
            "href": f"{MOUNT}{path}",
            "destination": "nav",
            "nav_top_level": True,
            "icon": f"{MOUNT}/static/icon.svg",
            "url_route": route,
        }
        for name, route, path in MENU
    ]
