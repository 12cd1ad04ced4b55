"""Tasks on dead letters: which ones, then sending them back, as `newswire dead retry` does."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from airflow.sdk.exceptions import AirflowSkipException

from newswire import app
from newswire.dead import letters as dead_letters
from newswire.settings import load
from newswire.stream.oversize import Aside
from newswire.tasks.notes import note


def choose(params: Mapping[str, Any]) -> dict[str, Any]:
    """The ids of the letters that fit, how many they are, and what a person has to know of them, as Markdown."""
    with app.open_broker(load()) as broker:
        letters = dead_letters.open_letters(broker)
    since, until = (datetime.fromisoformat(params[name]) if params[name] else None for name in ("since", "until"))
    fits = dead_letters.chosen(letters, reason=params["reason"], since=since, until=until, limit=params["limit"])
    if not fits:
        note(f"none of {len(letters)} open dead letters fits")
        raise AirflowSkipException(f"none of {len(letters)} open dead letters fits")
    reasons = Counter((letter.stage, letter.reason) for letter in fits.values()).most_common()
    table = "\n".join(f"| {stage} | {reason} | {count} |" for (stage, reason), count in reasons)
    times = sorted(letter.failed_at for letter in fits.values())
    body = f"Failed from {times[0]} to {times[-1]}.\n\n| stage | reason | letters |\n|---|---|---|\n{table}\n\n"
    body += "What failed for a reason that is still there comes back as a dead letter; nothing is stored twice."
    note(f"{len(fits)} of {len(letters)} open dead letters fit")
    return {"ids": list(fits), "count": len(fits), "body": body}


def retry(ids: Sequence[str]) -> int:
    """Sends those of them back that are still open; returns how many."""
    settings = load()
    with app.open_broker(settings) as broker, app.open_state(settings) as state:
        letters = dead_letters.open_letters(broker)
        chosen = {id: letters[id] for id in ids if id in letters}
        count = dead_letters.retry(broker, chosen, state.due_now, Aside(settings.letters_folder))
    note(f"{count} sent back")
    return count
