"""Airflow's users on our pages: Airflow guards no route of a plugin, so each request is asked about here."""

import os
from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from newswire.airflow.hosts import allowed
from newswire.web import MOUNT
from newswire.web.gate import Caller, RefusedError

#: who may see this DAG may see the pages
SEEN = "poll_feeds"


class AirflowGate:
    """The user of the session or token, as Airflow's own routes know them; what they may do is what DAGs they may run.

    The hosts are those that our whole Airflow answers (`newswire.airflow.hosts`).
    """

    framed = True

    def hosts(self) -> Collection[str]:
        """See `Gate.hosts`."""
        return allowed(os.environ)

    async def caller(self, request: Request) -> Caller:
        """See `Gate.caller`."""
        from airflow.api_fastapi.app import get_auth_manager
        from airflow.api_fastapi.core_api.security import bearer_scheme, get_user
        from fastapi import HTTPException

        try:
            user = await get_user(request, None, await bearer_scheme(request))
        except HTTPException as e:
            raise RefusedError(_login(request, e.status_code)) from e
        manager: Any = get_auth_manager()
        if not _may(manager, user, "GET", SEEN):
            raise RefusedError(PlainTextResponse(f"Your Airflow user may not see the DAG {SEEN}.\n", 403))
        return Caller(str(user.get_name()), lambda dag: _may(manager, user, "POST", dag))


def _login(request: Request, status: int) -> Response:
    """The way to Airflow's login for a person, a word for a program."""
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        prefix = request.scope.get("root_path", "").removesuffix(MOUNT)
        return RedirectResponse(f"{prefix}/api/v2/auth/login?{urlencode({'next': asked})}", 303)
    return PlainTextResponse("Log in to Airflow first.\n", status)


def _may(manager: Any, user: Any, method: str, dag: str) -> bool:
    from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails

    entity = DagAccessEntity.RUN if method == "POST" else None
    return bool(manager.is_authorized_dag(method=method, access_entity=entity, details=DagDetails(id=dag), user=user))
