"""What goes between the parent and the child that tags, as JSON: numbers of any size are at home in it."""

from typing import Any

import msgspec

from newswire.stream.messages import Claim, EnricherInfo, Entity, Figure, Time


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What the child is to be made of."""

    enrichers: tuple[str, ...]
    options: dict[str, dict[str, str | None]]  #: enricher -> its options
    niceness: int = 0  #: by how much others come first, once it is ready


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """The child's first word."""

    infos: tuple[EnricherInfo, ...] = ()
    error: str | None = None  #: why it can't work


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """An article to be tagged."""

    title: str
    text: str
    published: str | None  #: ISO 8601, a day or a time
    language: str | None
    site: str = ""  #: whose articles share their fate where they take too long
    share: float = 1.0  #: of the request's seconds, the most that it may take


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Articles to be tagged, in this order."""

    works: list[Work]
    seconds: float  #: of CPU time that each may take


class Tags(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in an article, or why nothing was."""

    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    extras: dict[str, Any] = {}
    enrichers: tuple[EnricherInfo, ...] = ()  #: which code and model made them
    reason: str | None = None
    detail: str = ""
    memory_mb: int = 0  #: of the child, now
