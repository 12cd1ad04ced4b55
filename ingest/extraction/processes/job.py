"""What goes between a pool and its children: a page to extract and what became of it."""

import msgspec

from newswire.stream.messages import Article, Entry

#: times its CPU time that a page may take on the clock: on a busy machine that is no reason to give it up
PATIENCE = 6.0


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A page to extract; its bytes follow in a frame of their own."""

    url: str
    deadline_s: float  #: of CPU time
    content_type: str | None = None
    fetched: str | None = None
    hint: Entry | None = None
    status: int | None = None
    title_from: str | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """An article, or the reason why there is none."""

    article: Article | None = None
    reason: str = ""
    detail: str = ""
    memory_mb: int = 0  #: the most that the child ever took


def over_time(job: Job, html: bytes) -> str:
    """What is said of a page that took too long."""
    return f"{job.url}: over {job.deadline_s:g} s, {len(html)} bytes"
