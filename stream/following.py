"""The message on `news.threads.v1`: what was said of a followed quantity, or taken back, and what stands now."""

import msgspec


class MentionAt(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mention stands: characters of a field of an article, half-open."""

    article_id: str  #: of the article
    field: str  #: text or title
    start: int  #: characters of that field
    end: int  #: half-open
    revision: str | None = None  #: of the article; None where it is not known


class Denial(msgspec.Struct, frozen=True, kw_only=True):
    """Who denies what a mention says, or could not confirm it."""

    name: str  #: as in the article
    how: str  #: denied, disputed, not_confirmed


class Stands(msgspec.Struct, frozen=True, kw_only=True):
    """The latest value of one claimant."""

    source: str | None  #: None: the writers, naming nobody
    value: float | None = None  #: None for a range
    low: float | None = None  #: of a range
    high: float | None = None  #: of a range
    bound: str = "exact"  #: exact, about, more_than, at_least, less_than, at_most
    at: str | None = None  #: when the report was published
    status: str = "stated"  #: stated, claimed, estimated, unconfirmed, confirmed, planned, conditional, opinion
    article_id: str | None = None  #: of the report


class ThreadState(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a quantity now, with the reports that are there now."""

    low: float | None  #: the least and the greatest value that stands, of all claimants
    high: float | None  #: the greatest of them
    by: tuple[Stands, ...]  #: latest first
    disputed: bool  #: two claimants' values that stand contradict each other
    mentions: int  #: how many there are
    outlets: int  #: sites that gave it
    first: str | None  #: when it was published first
    last: str | None  #: when it was published last


class ThreadChange(msgspec.Struct, frozen=True, kw_only=True):
    """One mention that came, or went, and the thread after it. Values are in the base unit of the dimension."""

    thread_id: str  #: of the quantity
    story: str  #: id of the happening that it belongs to
    change: str  #: said, gone
    mention: MentionAt  #: where it stands
    article_revision: str  #: of the article that says so; empty where it is not known
    url: str  #: of that article
    site: str | None = None  #: of that article
    title: str | None = None  #: of that article
    published: str | None = None  #: of that article: a time or a day
    text: str  #: the number as it is written
    dimension: str  #: count, person, money:USD, length, ...
    value: float | None = None  #: None for a range
    low: float | None = None  #: of a range
    high: float | None = None  #: of a range
    bound: str = "exact"  #: exact, about, more_than, at_least, less_than, at_most
    head: str | None = None  #: lemma of the thing counted
    what: str | None = None  #: lemma of what happens to it
    source: str | None = None  #: who says so, as it is named
    institution: str | None = None  #: whom the source speaks for
    relation: str | None = None  #: first, repeat, revises, conflicts, part_of, total_of; None: compatible, and no more
    of: MentionAt | None = None  #: the nearest earlier mention to which the relation holds
    status: str = "stated"  #: as in Stands
    contested_by: tuple[Denial, ...] = ()  #: who denies it, or could not confirm it
    recalled: bool = False  #: its source has given another value since: it only says what was said
    why: str = "article"  #: article, related, moved, merged, split: why it came or went
    # article: its own says so, or no longer; related: what it relates to changed; the others: its report is of another
    # story than was said: it alone, with all of its story, or of a new one
    story_was: str | None = None  #: that other story
    thread_was: str | None = None  #: the thread that these words were in until now
    story_reopened: bool = False  #: the story was closed by its age, and this report opens it again
    story_closes: str | None = None  #: when it closes unless a report comes; None: not known
    anew: bool = False  #: not news: said again since a known article was tagged again, or one was forgotten
    state: ThreadState  #: the thread after this
