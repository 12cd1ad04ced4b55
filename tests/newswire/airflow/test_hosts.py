"""Names that the API server answers, and those that it does not, whatever they resolve to."""

import asyncio
from typing import Any

import pytest

from newswire.airflow.hosts import LOOPBACK, AllowedHosts


def status(*hosts: str, kind: str = "http") -> Any:
    """What is sent to a request with these Host headers."""
    sent: list[dict[str, Any]] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": kind, "headers": [(b"host", host.encode("latin-1")) for host in hosts]}
    asyncio.run(AllowedHosts(app, LOOPBACK | {"news.example.org"})(scope, None, send))  # type: ignore[arg-type]
    return sent[0].get("status", sent[0].get("code"))


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "News.Example.org"])
def test_our_names_are_answered(host: str) -> None:
    assert status(host) == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example:8080", "127.0.0.1.evil.example", "", "[::1", "10.0.0.1:8080", "h\xf6st"],
)
def test_others_get_nothing(host: str) -> None:
    assert status(host) == 400
    assert status(host, kind="websocket") == 1008


def test_two_hosts_or_none_are_nobodys() -> None:
    assert status("localhost", "evil.example") == 400
    assert status() == 400
