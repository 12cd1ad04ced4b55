"""Asks the pages that a real Airflow has mounted, as nobody, as who may look, and as who may run DAGs."""

import json
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PATHS = (
    "/",
    "/articles",
    "/figures",
    "/stories",
    "/threads",
    "/watches",
    "/feeds",
    "/dead",
    "/runs",
    "/health",
    "/static/app.js",
)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


def status(url: str, headers: dict[str, str], form: dict[str, str] | None = None) -> int:
    """The status of the first answer."""
    data = urllib.parse.urlencode(form).encode() if form else None
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
    try:
        with opener.open(urllib.request.Request(url, data, headers), timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as e:
        return e.code


def token(url: str, name: str, password: str) -> str:
    """What Airflow gives who logs in."""
    body = json.dumps({"username": name, "password": password}).encode()
    asked = urllib.request.Request(f"{url}/auth/token", body, {"content-type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=60) as answer:
        found: str = json.loads(answer.read())["access_token"]
    return found


def seen_by(url: str, passwords: Path, viewer: str, admin: str) -> dict[str, set[int]]:
    """Who -> the statuses of all pages, and of an action on the first feed."""
    known = json.loads(passwords.read_text())
    cookies = {name: {"cookie": f"_token={token(url, name, known[name])}"} for name in (viewer, admin)}
    pages = f"{url}/newswire"
    ours = {"origin": url}
    act, form = f"{pages}/feeds/1/pause", {"to": "/newswire/feeds"}
    return {
        "nobody": {status(pages + path, {}) for path in PATHS} | {status(act, ours, form)},
        "a foreign host": {status(pages + path, cookies[admin] | {"host": "evil.example"}) for path in PATHS},
        "a viewer": {status(pages + path, cookies[viewer]) for path in PATHS},
        "a viewer who acts": {status(act, cookies[viewer] | ours, form)},
        "another site": {status(act, cookies[admin] | {"origin": "https://evil.example"}, form)},
        "an admin who acts": {status(act, cookies[admin] | ours, form)},
    }
