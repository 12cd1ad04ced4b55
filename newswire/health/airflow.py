"""Airflow's parts, as its API server tells of them."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from newswire.health.alarm import ERROR, Alarm, command
from newswire.settings import Settings
from newswire.status.parts import parts_now

ANSWER_S = 5.0
#: `newswire up` needs this long to start it: until then nothing is wrong
START_S = 90.0
#: the word that Airflow has for each of its parts, and ours
PARTS = {
    "metadatabase": "database",
    "scheduler": "scheduler",
    "dag_processor": "DAG processor",
    "triggerer": "triggerer",
}
#: a part has this long to its first heartbeat
STARTS_S = 90.0


def airflow_url(settings: Settings) -> str | None:
    """Where the API server that belongs to this pipe answers; None where none does."""
    if settings.airflow_url:
        return settings.airflow_url.rstrip("/")
    try:
        url = json.loads((settings.home / "airflow" / "session.json").read_text()).get("url")
    except (OSError, ValueError, AttributeError):
        return None
    return str(url).rstrip("/") if url else None


def check_airflow(settings: Settings) -> Iterator[Alarm]:
    """Whether the API server answers, and what it says of the others: it reads their heartbeats in the database.

    Nothing of parts that `newswire up` has just started: the heartbeat that is there is of the one before.
    """
    url = airflow_url(settings)
    if url is None or _just_started(settings):
        return
    now, up = datetime.now(UTC), parts_now(settings.home).parts
    young = {part.name for part in up if part.since is None or (now - part.since).total_seconds() < STARTS_S}
    try:
        told = _ask(f"{url}/api/v2/monitor/health")
    except (OSError, ValueError) as e:
        if "api-server" not in young:
            sentence = f"Airflow's API server at {url} does not answer (limit {ANSWER_S:.0f} s): {e}"
            remedy = _restart(settings, "api-server")
            yield Alarm("airflow api-server", "api_server_gone", ERROR, None, ANSWER_S, sentence, remedy)
        return
    for part, name in PARTS.items():
        seen, ours = told.get(part) or {}, part.replace("_", "-")
        status = seen.get("status")
        if status is None or status == "healthy" or ours in young:  # null: it never ran here
            continue
        last = seen.get(f"latest_{part}_heartbeat")
        when = f", last heard at {last}" if last else ""
        sentence = f"Airflow's {name} is {status}{when} (limit 30 s, Airflow's own)"
        remedy = _restart(settings, "api-server" if part == "metadatabase" else ours)
        yield Alarm(f"airflow {ours}", f"{part}_dead", ERROR, None, 30, sentence, remedy)


def _just_started(settings: Settings) -> bool:
    try:
        began = (settings.home / "airflow" / "session.json").stat().st_mtime
    except OSError:
        return False
    return not settings.airflow_url and 0 <= time.time() - began < START_S


def _ask(url: str) -> dict[str, Any]:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with straight.open(url, timeout=ANSWER_S) as answer:
        told = json.load(answer)
    if not isinstance(told, dict):
        raise ValueError(f"{url}: not a health report")
    return told


def _restart(settings: Settings, part: str) -> str:
    """`newswire up` starts a dead part again by itself, and its log says why where it can't; Compose is told."""
    if settings.airflow_url:
        service = "airflow-" + part.replace("api-server", "api")
        return f"docker compose -f docker/compose.yaml restart {service}"
    return command(settings, "logs", part)
