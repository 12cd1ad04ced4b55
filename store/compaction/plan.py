"""Which files are worth being rewritten as one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from newswire.store.log.versions import CurrentFile

#: files taken together at most: opening them is what costs memory
MOST = 400


class Aims(NamedTuple):
    """How large files shall become, and when it is worth the work."""

    file_bytes: int = 128_000_000
    #: of a day that is not over: this many files smaller than a sixteenth of that are merged
    open_files: int = 32
    #: records of commits that wait at least, where there is nothing else to do: each fold writes the index again
    records: int = 64


AIMS = Aims()


def plan(
    files: Iterable[CurrentFile], today: date, aims: Aims, days: tuple[date, date] | None = None
) -> Mapping[date, list[list[CurrentFile]]]:
    """Day -> groups of files of one table, each to be rewritten together; only of these days, both included.

    Of a day that is over, all files below half the aim, as soon as there are two. Of one that is not, small ones only:
    what has grown is left alone until the day is over, so that no row is written again and again.
    """
    of_day: dict[tuple[date, str], list[CurrentFile]] = defaultdict(list)
    for file in files:
        if days is None or days[0] <= file.dt <= days[1]:
            of_day[file.dt, file.table].append(file)
    found: dict[date, list[list[CurrentFile]]] = defaultdict(list)
    for (dt, _), all_files in sorted(of_day.items()):
        closed = dt < today
        limit, least = (aims.file_bytes // 2, 2) if closed else (aims.file_bytes // 16, aims.open_files)
        small = [file for file in all_files if file.bytes < limit]
        if len(small) >= least:
            found[dt].append(_together(small))
    return found


def _together(files: Sequence[CurrentFile]) -> list[CurrentFile]:
    """As many as go at once, the smallest first."""
    return sorted(files, key=lambda file: (file.bytes, file.key))[:MOST]
