"""Articles of a day that the store can't give: made again from the answers that were kept that day."""

from collections.abc import Iterator
from datetime import date

import structlog

from newswire import app
from newswire.settings import Settings
from newswire.store.reenrich.articles import Stored
from newswire.stream.errors import RejectedError
from newswire.stream.topics import ARTICLES

log = structlog.get_logger()


def from_answers(settings: Settings, day: date) -> Iterator[Stored | RejectedError]:
    """What the day's WARC files give, in their order; none where the archive has no such day."""
    from newswire.ingest.archive_read import find_files
    from newswire.ingest.replay import replay

    folder = settings.archive_root / day.isoformat()
    if not folder.is_dir():
        return
    for file in find_files(folder):
        processes, told = settings.extract_processes, app.told(settings)
        for one in replay(file, processes=processes, deadline_s=settings.extract_s, told=told):
            if isinstance(one.result, RejectedError):
                yield one.result
            elif one.result:
                article = ARTICLES.decode(one.result.value)
                if article.access != "gone":
                    yield Stored(article, article.fetched or day.isoformat())


def days_of_answers(settings: Settings, first: date, last: date) -> list[date]:
    """The days of the archive from `first` to `last`, both included."""
    found: list[date] = []
    for folder in settings.archive_root.iterdir() if settings.archive_root.is_dir() else ():
        try:
            day = date.fromisoformat(folder.name)
        except ValueError:
            continue
        if first <= day <= last and folder.is_dir():
            found.append(day)
    return sorted(found)
