"""Notices of failures: a webhook, and Airflow's notifiers by their names. Off until the settings name one.

A notice is JSON by POST: `text` (what Slack, Mattermost and their like show), `dag`, `run`, `task`, `state` (failed, or
well again), `url` of the task's page, and of the health DAG `alarms`.
"""

import importlib
import json
import logging
import urllib.request
from collections.abc import Mapping
from typing import Any

from airflow.sdk import BaseNotifier

from newswire.settings import Settings, SettingsError, load

log = logging.getLogger(__name__)

ANSWER_S = 10.0


class Webhook(BaseNotifier):
    """Airflow's notifier for a plain webhook; DAGs of users may name it as their `on_failure_callback`, too."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def notify(self, context: Any) -> None:
        """Sends what is known of the task. Raises OSError where nobody takes it."""
        send(self.url, notice(context))


def task_failed(context: Any) -> None:
    """Tells all whom the settings name; one that can't be told costs a line in the log, never the others."""
    settings = load()
    for notifier in notifiers(settings):
        try:
            notifier(context)
        except Exception as e:
            log.error("no notice sent by %s: %s: %s", type(notifier).__name__, type(e).__name__, e)


def notifiers(settings: Settings) -> list[BaseNotifier]:
    """Those of the settings. Raises SettingsError where one can't be made."""
    found: list[BaseNotifier] = []
    if settings.notify_url:
        found.append(Webhook(settings.notify_url.get_secret_value()))
    for name in settings.notifiers:
        module, _, factory = name.partition(":")
        try:
            found.append(getattr(importlib.import_module(module), factory)())
        except Exception as e:
            raise SettingsError(f"notifiers: {name!r} does not make a notifier: {type(e).__name__}: {e}") from e
    return found


def notice(context: Mapping[str, Any]) -> dict[str, Any]:
    """What a webhook is told of a task."""
    ti, error = context["ti"], context.get("exception")
    text = context.get("newswire_text") or f"{ti.dag_id}: {ti.task_id} failed: {error or 'no error was reported'}"
    return {
        "text": str(text),
        "dag": ti.dag_id,
        "run": ti.run_id,
        "task": ti.task_id,
        "state": context.get("newswire_state") or "failed",
        "url": getattr(ti, "log_url", None),
        "alarms": context.get("newswire_alarms") or [],
    }


def send(url: str, told: Mapping[str, Any]) -> None:
    """One POST. Raises OSError, also for an answer of 400 or more."""
    headers = {"Content-Type": "application/json", "User-Agent": "newswire"}
    request = urllib.request.Request(url, json.dumps(told).encode(), headers, method="POST")
    with urllib.request.urlopen(request, timeout=ANSWER_S):
        pass
