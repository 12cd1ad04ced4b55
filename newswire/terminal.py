"""What is written for people and on terminals: nothing that a feed or a page says can steer one.

Lines and tables are for people: control characters stand in them as escapes (`\\u001b`), wherever they go. JSON and CSV
are data: they are escaped on a terminal only, where JSON stays the same JSON; a pipe or a file gets them as they are.
"""

import codecs
import io
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from newswire.stream.safe.controls import shown


def say(text: str, *, err: bool = False) -> None:
    """A line for people."""
    click.echo(shown(text, keep="\n\t"), err=err)


def typed(*words: str) -> str:
    """A command of ours as a line that can be pasted into the shell that ran this one, whatever is on its PATH."""
    called = Path(sys.argv[0])
    if called.name != "newswire":  # python -m newswire
        return shlex.join([sys.executable, "-m", "newswire", *words])
    on_path = shutil.which("newswire")
    same = on_path is not None and Path(on_path).resolve() == called.resolve()
    return shlex.join(["newswire" if same else str(called), *words])


def data_out() -> BinaryIO:
    """Standard output for data."""
    out: BinaryIO = sys.stdout.buffer
    return cast(BinaryIO, _Escaping(out)) if out.isatty() else out


def write_data(text: str) -> None:
    """Data that is text."""
    data_out().write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.flush()


class _Escaping(io.BufferedIOBase):
    """A terminal that gets UTF-8 in pieces, and shows what would steer it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, data: Any, /) -> int:
        self._out.write(shown(self._decoder.decode(bytes(data)), keep="\n\t").encode())
        return len(bytes(data))

    def flush(self) -> None:
        self._out.flush()

    def isatty(self) -> bool:
        return True

    def writable(self) -> bool:
        return True
