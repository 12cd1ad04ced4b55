"""Each place for objects: a folder, one that is only tried, a bucket."""

from pathlib import Path

import pytest

from newswire.store.log.local import LocalObjects
from newswire.store.log.objects import Objects, objects_at
from newswire.store.log.tried import TriedObjects


@pytest.fixture(params=["local", "tried", pytest.param("s3", marks=pytest.mark.s3)])
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> Objects:
    """A place with nothing in it; a folder is not even there."""
    if request.param == "local":
        return LocalObjects(tmp_path / "a" / "store")
    if request.param == "tried":
        return TriedObjects(LocalObjects(tmp_path / "a" / "store"), tmp_path / "new")
    return objects_at(request.getfixturevalue("s3"))
