"""What `newswire follow --batch` does: annotate's line for each report, with its story, threads and relations."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from newswire.follow.follower import Followed, Follower
from newswire.follow.report import from_line

Lines = Iterable[str | bytes]


def follow_lines(
    follower: Follower, lines: Lines, annotate: Callable[[Lines], Iterable[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    """A result for each line, in their order and each from what came before it.

    `annotate` gives a result for each line that is not blank (`newswire.enrich.pipeline.lines.annotate_lines`); one
    with an `error` passes as it is.
    """
    read: deque[str | bytes] = deque()

    def kept() -> Iterator[str | bytes]:
        for line in lines:
            if line.strip():
                read.append(line)
            yield line

    ids: dict[str, Any] = {}
    for result in annotate(kept()):
        line = read.popleft()
        if "error" in result:
            yield result
            continue
        item = json.loads(line)
        try:
            report = from_line(item, result)
        except msgspec.ValidationError as e:
            yield {"id": item.get("id"), "error": {"reason": "wrong_shape", "detail": str(e)}}
            continue
        if not isinstance(item.get("id"), str):
            ids[report.id] = item.get("id")
        yield told(result, follower.add(report), ids)


def told(line: dict[str, Any], followed: Followed, ids: dict[str, Any]) -> dict[str, Any]:
    """Annotate's line with what was found; `ids` gives ids that were not strings as they came."""
    figures = []
    for figure, mention in zip(line["figures"], followed.mentions, strict=True):
        of = None
        if mention.of:
            report, field, start, end = mention.of
            of = {"id": ids.get(report, report), "field": field, "start": start, "end": end}
        figures.append(figure | {"thread": mention.thread, "relation": mention.relation, "of": of})
    moved = [{"id": ids.get(m.report, m.report), "story": m.story, "was": m.was, "why": m.why} for m in followed.moved]
    return line | {"story": followed.story, "reopened": followed.reopened, "moved": moved, "figures": figures}
