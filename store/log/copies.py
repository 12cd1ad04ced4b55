"""Files of this machine with what lies in a bucket, for who maps a file into memory."""

import shutil
import tempfile
import uuid
import weakref
from collections.abc import Callable
from pathlib import Path


class Copies:
    """The last one that was asked for; gone with this object, or with the process."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="newswire-s3-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def of(self, key: str, get: Callable[[str], bytes]) -> str:
        """The path of a copy of an object, which never changes under its key; got where there is none yet."""
        path = self._folder / key.replace("/", "+")
        if not path.exists():
            content = get(key)
            for before in self._folder.iterdir():  # who has it open still reads on
                before.unlink(missing_ok=True)
            part = path.with_suffix(f".{uuid.uuid4().hex}")
            part.write_bytes(content)
            part.replace(path)
        return str(path)
