"""A figure in its report, with all that tells which quantity it is."""

import msgspec

from newswire.stream.following import Denial


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of one report. Values are in the base unit of their dimension (metre, kilogram, second)."""

    report: str
    field: str
    start: int
    end: int
    text: str
    dimension: str  #: count, person, money:USD, length, share, ...; `bare` is a number and nothing else
    value: float | None
    low: float | None = None  #: of a range
    high: float | None = None
    bound: str = "exact"
    changed: bool = False  #: from `low` to `high`, or down: the last value is the one that holds
    head: str | None = None  #: lemma of the thing counted
    what: str | None = None  #: lemma of what happens to it
    meaning: str | None = None  #: what both stand for, among words of like meaning
    sure: bool = False  #: the meaning is of the words that belong to the figure, not just of one nearby
    forecast: bool = False  #: somebody expects it, or did
    subset: str | None = None  #: those of the thing counted that only a part can be: children
    near: tuple[str, ...] = ()  #: rarer words around it
    place: str | None = None
    source: str | None = None  #: who says so, as it is named
    office: str = ""  #: what stands beside the source's name
    institution: str | None = None  #: whom the source speaks for, as a key within the story
    part: bool = False  #: the text says that it is a part of another figure
    total: bool = False  #: or that others are parts of it
    whole: bool = False  #: of the figure right before it: 14 of 15
    against: int | None = None  #: the group that it is set against: 66, not 64
    tone: str | None = None  #: rival: the words around set it against another; corrected: they put it in its place
    instead: float | None = None  #: the value that it takes the place of, as its report says: up from 1,500
    former: bool = False  #: the words say that it held before another that stands beside it
    planned: bool = False
    status: str = "stated"  #: of the figure
    contested_by: tuple[Denial, ...] = ()  #: of its claim
    old: bool = False  #: of an event long before the report
    recalled: bool = False  #: its source has given another value since: it only says what was said
    site: str | None = None
    at: float | None = None  #: when the report was published
    group: int = 0  #: mentions of one report with the same group are one quantity
    story: str = ""
    thread: str | None = None
    relation: str | None = None
    of: tuple[str, str, int, int] | None = None  #: report, field, start, end
    of_revision: str | None = None  #: of that report: its words may have changed since
    revision: str | None = None  #: of the report in which it stands
    number: int = 0  #: in order of arrival: of its report, or of the revision that said it first
    superseded: bool = False  #: a later revision of its report says something else: only told of, never counted

    @property
    def key(self) -> tuple[str, str, int, int]:
        """Where it stands."""
        return self.report, self.field, self.start, self.end

    @property
    def last(self) -> float | None:
        """The value that holds: of a change its end."""
        if self.value is not None:
            return self.value
        return self.high if self.changed else None
