"""What our processes ask Airflow's API server: its health, and with the password of `admin` all that the API has."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from newswire.airflow.login import USER, password


class AirflowClient:
    """The REST API at `url`, as `admin`. Each method raises OSError where there is no answer, or it is not JSON."""

    def __init__(self, url: str, home: Path) -> None:
        self.url, self.home = url, home
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self._token: str | None = None

    def health(self, timeout_s: float = 10.0) -> dict[str, Any]:
        """What the server says of itself and of the other parts; nobody needs a password for that."""
        return dict(self._json(urllib.request.Request(f"{self.url}/api/v2/monitor/health"), timeout_s))

    def get(self, path: str, timeout_s: float = 10.0) -> Any:
        """The JSON at a path."""
        return self.send("GET", path, None, timeout_s)

    def send(self, method: str, path: str, body: Any = None, timeout_s: float = 10.0) -> Any:
        """The answer to a request with a JSON body, if one is given."""
        for last in (False, True):
            self._token = self._token or self._login(timeout_s)
            try:
                return self._json(self._request(method, path, body), timeout_s)
            except urllib.error.HTTPError as e:
                if e.code != 401 or last:
                    raise
                self._token = None  # of a server that was started before this one
        raise AssertionError("one of the two tries ends it")

    def _request(self, method: str, path: str, body: Any) -> urllib.request.Request:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        if data is not None:
            headers["Content-Type"] = "application/json"
        return urllib.request.Request(self.url + path, data=data, headers=headers, method=method)

    def _login(self, timeout_s: float) -> str:
        request = self._request("POST", "/auth/token", {"username": USER, "password": password(self.home)})
        return str(self._json(request, timeout_s)["access_token"])

    def _json(self, request: urllib.request.Request, timeout_s: float) -> Any:
        with self._opener.open(request, timeout=timeout_s) as response:
            try:
                return json.loads(response.read())
            except ValueError as e:
                raise OSError(f"{request.full_url}: not JSON") from e
