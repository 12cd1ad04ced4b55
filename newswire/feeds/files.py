"""Files of feeds that a user hands in."""

import sys
from pathlib import Path

from newswire.ingest.polling.lists.feeds import Feed, FeedsFileError, load_feeds
from newswire.settings import SettingsError


def read_feeds(file: str) -> list[Feed]:
    """The feeds of a TOML, OPML or plain text file; `-` is stdin. Raises SettingsError."""
    name = "stdin" if file == "-" else file
    try:
        return load_feeds(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes(), name)
    except FeedsFileError as e:
        raise SettingsError(
            f"{e.detail}: a list of feeds is TOML ([[feed]] url = ...), OPML, or a URL on each line"
        ) from e
    except OSError as e:
        raise SettingsError(f"{name} can't be read: {e.strerror or e}") from e
