"""Tasks that make articles or tags again: re-enrichment, and replay from the archive."""

import logging
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from newswire.settings import load
from newswire.stream.s3.path import AnyPath, S3Path
from newswire.stream.s3.url import S3Url, place_of
from newswire.tasks.notes import note, red

log = logging.getLogger(__name__)


def re_enrich(days: tuple[date, date] | None, names: str | None, rate: float | None) -> dict[str, int]:
    """What became of the articles of the days. Fails where some could not be tagged."""
    from newswire.reenrich.run import re_enrich as run

    settings = load()
    if names:
        settings = settings.model_copy(update={"enrichers": tuple(name.strip() for name in names.split(","))})
    if days is None:
        red("say which days: `from` and `to`")
    done = run(settings, days, rate=rate, report=lambda line: log.info("%s", line))
    counts = done._asdict()
    said = ", ".join(f"{name} {count}" for name, count in counts.items() if count) or "nothing to do"
    if done.kept:
        red(f"{done.kept} could not be tagged and keep what they have (the log says why): {said}")
    note(said)
    return counts


def archived(days: tuple[date, date] | None, archive: str | None) -> list[str]:
    """The folders of these days in an archive that are there. Fails where there is none."""
    root = _place(archive) if archive else load().archive_root
    first, last = days or (date.min, date.min)
    wanted = [str(first + timedelta(days=n)) for n in range((last - first).days + 1)] if days else []
    found = [str(root / day) for day in wanted if (root / day).is_dir()]
    if not found:
        red(f"no answer of these days was kept in {root}")
    note(f"{len(found)} of {len(wanted)} days were kept")
    return found


def replay(folder: str) -> dict[str, int]:
    """Publishes the articles of a folder of WARC files again; returns how many, and how many errors there were."""
    from newswire.ingest.archive_read import find_files
    from newswire.reenrich.replay import replay as run

    made = failed = 0
    for one in run(load(), find_files(_place(folder)), lambda line: log.warning("%s", line.decode()), publish=True):
        made, failed = made + one.articles, failed + one.errors
        log.info("%s", one)
    return {"articles": made, "errors": failed}


def _place(text: str) -> AnyPath:
    place: Path | S3Url = place_of(text)
    return S3Path(S3Url(place.bucket), place.prefix) if isinstance(place, S3Url) else place


__all__: Sequence[str] = ("archived", "re_enrich", "replay")
