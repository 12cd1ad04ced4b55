"""Which files a reader may see: those of batches that are committed and published as a whole.

A batch has files in several tables and days, which are renamed one after the other. The names come from the records and
the newest version, never from a folder: a stray file is not data, and one that is gone is missed.
"""

from newswire.store.log.objects import Place, objects_at
from newswire.store.log.state import files_at, read_state
from newswire.store.log.versions import CurrentFile
from newswire.store.schema import TABLES


def snapshot(place: Place) -> dict[str, list[CurrentFile]]:
    """Table -> its files, oldest day first, all of the same moment. Every table has an entry."""
    objects = objects_at(place)
    found: dict[str, list[CurrentFile]] = {table: [] for table in TABLES}
    for file in files_at(objects, read_state(objects)):
        found[file.table].append(file)
    return found
