"""Swaps of a version that can't be done any more, since what they were to show is gone."""

import msgspec

from newswire.store.log.state import is_undone
from newswire.store.log.versions import create_version, newest_number, newest_version
from newswire.store.repair.mender import Mender


def mend_swaps(mender: Mender) -> None:
    """Makes a version without the swaps that can't be done, since new files are gone from where they waited: where the
    old ones are there they stay; else the swap was done once, and what is missing is `store/repair/compacted.py`'s."""
    objects = mender.objects
    version = newest_version(objects)
    if version is None:
        return
    files, swaps = list(version.files), []
    for swap in version.swaps:
        waits = all(objects.stat(key) or objects.stat(final) for key, final in swap.staged.items())
        if waits or all(objects.stat(file.key) for file in swap.new):
            swaps.append(swap)
        elif is_undone(objects, swap):
            files = [file for file in files if file not in swap.new] + list(swap.old)
            mender.tell("mended", f"{swap.folder}: compacted files are gone, the earlier ones stay")
    if len(swaps) == len(version.swaps):
        return
    mender.failpoint("version")
    files.sort(key=lambda file: (file.table, file.dt, file.key))
    number = newest_number(objects) + 1
    replaced = {"number": number, "why": "repair", "files": tuple(files), "swaps": tuple(swaps)}
    create_version(objects, msgspec.structs.replace(version, **replaced))
