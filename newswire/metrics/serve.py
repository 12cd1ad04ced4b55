"""The small server of a worker: /live, /ready and /metrics, on loopback unless told otherwise."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import structlog
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from newswire.processes.pulse import Pulse, complaint
from newswire.settings import SettingsError

log = structlog.get_logger()


@contextmanager
def serving(listen: str, pulse: Pulse, registry: CollectorRegistry) -> Iterator[None]:
    """Serves while it lasts; the address stands in the pulse. A port that is taken costs the server alone.

    Raises SettingsError where `listen` is not HOST:PORT.
    """
    if not listen:
        yield
        return
    host, port = address(listen)
    try:
        server = ThreadingHTTPServer((host, port), _handler(pulse, registry))
    except OSError as e:
        log.warning("metrics_not_served", listen=listen, error=str(e))
        yield
        return
    server.daemon_threads = True
    pulse.facts["metrics"] = f"{host}:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.5}, name="metrics", daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def address(listen: str) -> tuple[str, int]:
    """Host and port.

    >>> address("127.0.0.1:9464")
    ('127.0.0.1', 9464)
    """
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise SettingsError(f"metrics_listen = {listen!r}: expected HOST:PORT, as in 127.0.0.1:9464, or nothing")
    return host.strip("[]"), int(port)


def live(pulse: Pulse) -> str | None:
    """Why the worker counts as dead; None where it does not. Its own thread says so, not that of this server."""
    return complaint(pulse.last, time.monotonic())


def ready(pulse: Pulse) -> str | None:
    """Why the worker does no work now; None where it does."""
    if pulse.doing == "starts":
        return "it starts"
    if pulse.facts.get("failures"):
        return str(pulse.facts.get("error"))
    return live(pulse)


def _handler(pulse: Pulse, registry: CollectorRegistry) -> type[BaseHTTPRequestHandler]:
    looks: dict[str, Callable[[Pulse], str | None]] = {"/live": live, "/ready": ready}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/metrics":
                self._answer(200, generate_latest(registry), CONTENT_TYPE_LATEST)
            elif look := looks.get(path):
                why = look(pulse)
                self._answer(503 if why else 200, f"{why or 'ok'}\n".encode(), "text/plain; charset=utf-8")
            else:
                self._answer(404, b"there are /live, /ready and /metrics\n", "text/plain; charset=utf-8")

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """A scrape is not news."""

    return Handler
