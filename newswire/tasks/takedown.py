"""Tasks that take articles out: which ones, then for good, as `newswire forget` does."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from newswire.settings import load
from newswire.takedown.find import UnknownArticleError
from newswire.takedown.run import Done, WordsError, take_down
from newswire.tasks.notes import note, red

log = logging.getLogger(__name__)


def find(named: Sequence[str], why: str) -> dict[str, Any]:
    """How many articles these are, and what would go, as Markdown. Fails where one is not known."""
    done = _take_down(named, why, "nobody", dry=True)
    counts = "\n".join(f"| {place} | {count} |" for place, count in done.counts.items())
    titles = "\n".join(f"- {', '.join(sorted(one.words)) or 'forgotten already'}" for one in done.meant)
    body = f"{titles}\n\n| place | what goes |\n|---|---|\n{counts}\n\nIt can't be brought back, by nobody."
    note(f"{len(done.meant)} articles were found")
    return {"count": len(done.meant), "body": body}


def forget(named: Sequence[str], why: str, approved: Mapping[str, Any] | None) -> dict[str, Any]:
    """What went. Fails where something is left, and says what; the same run may be cleared when that has changed."""
    who = ((approved or {}).get("responded_by_user") or {}).get("name") or "somebody in Airflow"
    done = _take_down(named, why, who, dry=False)
    if done.left:
        red(f"{len(done.left)} things are left, clear this task when that has changed: {'; '.join(done.left[:5])}")
    note(f"{len(done.meant)} articles were forgotten, approved by {who}")
    return {"articles": len(done.meant), "gone": done.counts}


def _take_down(named: Sequence[str], why: str, by: str, *, dry: bool) -> Done:
    try:
        return take_down(load(), named, why=why, by=by, dry=dry, say=lambda line: log.info("%s", line))
    except (UnknownArticleError, WordsError) as e:
        red(f"{e}; nothing was done")
