"""Messages on `news.threads.v1`: what came and went, and how the threads stand after it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec

from newswire.follow.follower import Followed
from newswire.follow.state.sql import SqlState
from newswire.follow.stories.choose import Moved
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.standing import moment, standing
from newswire.stream.broker import Message
from newswire.stream.following import MentionAt, ThreadChange, ThreadState
from newswire.stream.messages import Article, make_id
from newswire.stream.topics import THREADS, cloudevent, encode

#: mentions of a thread that are read to tell how it stands
_LATEST = 400


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What the messages come of."""

    event: str  #: id of the message that led to them; theirs are made of it
    article: Article | None = None  #: that is told of; None for one that is forgotten
    trace: str | None = None
    anew: bool = False  #: it is not news: a known article was tagged again, or one was forgotten
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def told(state: SqlState, followed: Followed, cause: Cause) -> Iterator[Message]:
    """A message for each mention that went, then for each that came, all with the threads as they stand now."""
    stands: dict[str, ThreadState] = {}
    moves = {move.report: move for move in followed.moved}
    threads = {m.key: m.thread for m in followed.went}
    article = cause.article
    for change, mentions in (("gone", followed.went), ("said", followed.came)):
        for mention in mentions:
            thread = mention.thread or ""
            if thread not in stands:
                stands[thread] = stands_now(state, thread)
            if article is None and mention.of and mention.of[0] == followed.report:
                mention = msgspec.structs.replace(mention, of=None, of_revision=None)
            own = article if article and mention.report == article.article_id else None
            value = _told(change, mention, own, stands[thread])
            value = _in_story(value, followed, moves.get(mention.report), threads.get(mention.key))
            value = msgspec.structs.replace(value, anew=cause.anew)
            headers = cloudevent(
                id=make_id(cause.event, change, thread, *map(str, mention.key)),
                type=THREADS.event,
                source="newswire/follow",
                subject=own.url if own else None,
                time=cause.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
                trace=cause.trace,
            )
            yield Message(THREADS.name, thread.encode(), encode(value), headers)


def stands_now(state: SqlState, thread: str) -> ThreadState:
    """How a thread stands: of a very long one what its latest mentions say, so that the cost stays flat."""
    said = state.of_thread(thread, _LATEST + 1)
    if len(said) <= _LATEST:
        return standing(said)
    count, outlets, first = state.size(thread)
    return msgspec.structs.replace(standing(said), mentions=count, outlets=outlets, first=moment(first))


def _at(key: tuple[str, str, int, int], revision: str | None) -> MentionAt:
    article_id, field, start, end = key
    return MentionAt(article_id=article_id, field=field, start=start, end=end, revision=revision)


def _told(change: str, mention: Mention, article: Article | None, stands: ThreadState) -> ThreadChange:
    """What is published of a mention; `article` is the one that says so, where that is at hand and may be told of."""
    return ThreadChange(
        thread_id=mention.thread or "",
        story=mention.story,
        change=change,
        mention=_at(mention.key, mention.revision),
        article_revision=mention.revision or (article.revision if article else ""),
        url=article.url if article else "",
        site=mention.site,
        title=article.title if article else None,
        published=article.published if article else moment(mention.at),
        text=mention.text,
        dimension=mention.dimension,
        value=mention.value,
        low=mention.low,
        high=mention.high,
        bound=mention.bound,
        head=mention.head,
        what=mention.what,
        source=mention.source,
        institution=mention.institution,
        relation=mention.relation,
        of=_at(mention.of, mention.of_revision) if mention.of else None,
        status=mention.status,
        contested_by=mention.contested_by,
        recalled=mention.recalled,
        state=stands,
    )


def _in_story(value: ThreadChange, followed: Followed, move: Moved | None, thread: str | None) -> ThreadChange:
    """With what became of its story; `thread` is the one that the same words were in."""
    own = value.story == followed.story
    return msgspec.structs.replace(
        value,
        why=move.why if move else "article" if value.mention.article_id == followed.report else "related",
        story_was=move.was if move and value.change == "said" else None,
        thread_was=thread if value.change == "said" and thread != value.thread_id else None,
        story_reopened=own and followed.reopened,
        story_closes=moment(followed.closes) if own else None,
    )
