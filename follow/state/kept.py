"""A report as it is remembered."""

import msgspec

from newswire.follow.stories.likeness import Told


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was taken in."""

    id: str
    number: int  #: in order of arrival, from 1 on; a revision arrives again
    story: str
    told: Told
    site: str | None = None
    language: str | None = None
    revision: str | None = None
