"""`newswire parse`: feeds from files to the JSON of the contract, one by one or in a stream."""

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newswire.ingest.parsing.mending import without_halves
from newswire.ingest.parsing.parse import MAX_BYTES, ParsedFeed, parse_common
from newswire.ingest.parsing.parse_process import ParseProcess
from newswire.stream.errors import RejectedError


def parse_lines(
    lines: Iterable[bytes | str], *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Iterator[dict[str, Any]]:
    """A line of output for each line of input that is not blank, in their order; what fails is a line with `error`."""
    with ParseProcess() as child:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                item = json.loads(line)
                if not isinstance(item, dict):
                    raise ValueError("not a JSON object")
            except (ValueError, RecursionError) as e:
                yield {"id": None, "line": number, "error": {"reason": "not_json", "detail": str(e)[:300]}}
                continue
            yield _line(child, item, now())


def parse_file(path: str | Path, url: str, content_type: str | None = None) -> dict[str, Any]:
    """The feed in a file, as one line of output; its id is the path."""
    with ParseProcess() as child:
        item = {"id": str(path), "path": str(path), "url": url, "content_type": content_type}
        return _line(child, item, datetime.now(UTC))


def feed_line(id: Any, feed: ParsedFeed) -> dict[str, Any]:
    """A feed in the JSON of the contract."""
    facts = {name: getattr(feed, name) for name in ParsedFeed.__struct_fields__ if name != "entries"}
    return {"id": id, "feed": facts, "entries": feed.entries}


def _line(child: ParseProcess, item: dict[str, Any], now: datetime) -> dict[str, Any]:
    # half a character, which JSON can name and no pipe can carry, costs only itself
    item = {name: without_halves(value) if isinstance(value, str) else value for name, value in item.items()}
    id = json.loads(without_halves(json.dumps(item.get("id"), ensure_ascii=False)))
    try:
        url, content_type = item.get("url"), item.get("content_type")
        if not isinstance(url, str) or not isinstance(content_type, str | None):
            raise RejectedError("bad_item", "url must be a string, content_type a string or absent")
        body = _bytes_of(item)
        feed = parse_common(body, url, content_type, now) or child.parse(body, url, content_type, now)
        return feed_line(id, feed)
    except RejectedError as e:
        return {"id": id, "error": {"reason": e.reason, "detail": e.detail}}
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as e:
        return {"id": id, "error": {"reason": "parser_failed", "detail": f"{type(e).__name__}: {e}"[:300]}}


def _bytes_of(item: dict[str, Any]) -> bytes:
    """The feed that an item names or holds. Raises RejectedError."""
    path, encoded = item.get("path"), item.get("base64")
    if isinstance(encoded, str):
        try:
            return base64.b64decode(encoded, validate=True)
        except ValueError as e:
            raise RejectedError("bad_base64", str(e)) from e
    if not isinstance(path, str):
        raise RejectedError("bad_item", "neither path nor base64")
    try:
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            body: bytes = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, ValueError, zlib.error) as e:
        raise RejectedError("unreadable", f"{path}: {e}") from e
    return body
