"""A receiver of webhooks on loopback that checks signatures as the specification says, and can be down."""

import base64
import hashlib
import hmac
import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

SECRET = "whsec_" + base64.b64encode(b"a key of tests, 32 bytes long...").decode()


class Told(NamedTuple):
    """One POST that was taken."""

    id: str
    at: float  #: when it came, seconds since 1970
    body: dict[str, Any]
    path: str


class Receiver:
    """Takes what is signed by SECRET. `status` is what it answers; `down` closes its port. As a context manager."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.wrong: list[str] = []
        self.status, self.asked, self.slow_s = 204, 0, 0.0
        self._server: ThreadingHTTPServer | None = None
        self.port = 0
        self.up()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def up(self) -> None:
        """Listens, at the port that it had."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.asked += 1
                time.sleep(receiver.slow_s)
                if receiver.status < 300:
                    receiver._take(self.path, dict(self.headers.items()), body)
                with suppress(OSError):  # who asked has died
                    self.send_response(receiver.status)
                    self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        ThreadingHTTPServer.allow_reuse_address = True
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def down(self) -> None:
        """Nobody listens any more."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _take(self, path: str, headers: dict[str, str], body: bytes) -> None:
        sent = {name.lower(): value for name, value in headers.items()}
        id, at = sent["webhook-id"], sent["webhook-timestamp"]
        key = base64.b64decode(SECRET.removeprefix("whsec_"))
        mark = base64.b64encode(hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()).decode()
        if f"v1,{mark}" not in sent["webhook-signature"].split(" ") or abs(time.time() - int(at)) > 300:
            self.wrong.append(id)
        self.told.append(Told(id, time.time(), json.loads(body), path))

    def __enter__(self) -> "Receiver":
        return self

    def __exit__(self, *_: object) -> None:
        self.down()
