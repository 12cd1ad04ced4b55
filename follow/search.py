"""Finds the threads that a few words mean, and shows one: what a person asks `newswire follow`."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from newswire.follow.state.sql import SqlState
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.standing import moment, standing
from newswire.follow.words import tokens
from newswire.stream.following import Denial, ThreadState

#: reports looked at for each word, stories, and mentions of each
_EACH, _STORIES, _MENTIONS = 200, 5, 2_000
#: how words of a query find the terms of reports
_KINDS = ("w", "c", "n")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One mention, for people."""

    at: str | None
    claimant: str | None
    text: str
    value: float | None
    low: float | None
    high: float | None
    bound: str
    status: str  #: stated, claimed, planned, ...
    contested_by: tuple[Denial, ...]  #: who denies it, or could not confirm it
    relation: str | None
    site: str | None
    article_id: str
    field: str
    start: int
    end: int


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity, with all that was said of it, in order of arrival."""

    thread_id: str
    story: str
    counted: str  #: the commonest words for what it is
    dimension: str
    state: ThreadState
    said: tuple[Said, ...]


def find(state: SqlState, query: str, limit: int = 5) -> list[Thread]:
    """The threads that these words fit best, of the stories that they are about; none where no report has them."""
    words = [word.lower() for word in tokens(query) if _tells(word)]
    reports = state.reports(state.near([f"{kind}:{word}" for word in words for kind in _KINDS], _EACH, _EACH))
    stories: Counter[str] = Counter()
    for kept in reports.values():
        told = kept.told.words
        stories[kept.story] += sum(w in told.words or w in told.capitals or w in told.names for w in words)
    found: list[tuple[float, Thread]] = []
    for story, shared in sorted(stories.items(), key=lambda item: (-item[1], item[0]))[:_STORIES]:
        threads: dict[str, list[Mention]] = {}
        for mention in state.mentions(story, _MENTIONS):
            if mention.thread:
                threads.setdefault(mention.thread, []).append(mention)
        found += [(_fit(words, said) + shared / 100, _thread(key, story, said)) for key, said in threads.items()]
    found.sort(key=lambda pair: (-pair[0], pair[1].thread_id))
    return [thread for _, thread in found[:limit]]


def _tells(word: str) -> bool:
    """Whether a word of a query says what is meant: short ones are in every report, unless they are numbers, names in
    capitals or of a script without spaces.

    >>> [word for word in ("of", "UN", "tea", "dead", "12", "死者") if _tells(word)]
    ['UN', 'dead', '12', '死者']
    """
    return len(word) > 3 or not word.isascii() or not word.islower()


def _fit(words: Sequence[str], said: Sequence[Mention]) -> float:
    """How well words describe a quantity, more where more was said of it."""
    own = Counter(w for m in said for w in (m.head, m.what, m.meaning, m.subset) if w)
    near = Counter(word for m in said for word in m.near)
    hits = sum(3.0 * _has(word, own) + _has(word, near) for word in words)
    return hits + min(len(said), 20) / 20


def _has(word: str, words: Counter[str]) -> bool:
    """Whether a word or one with its beginning is there: troops for troop."""
    return any(word == other or (len(other) > 3 and word.startswith(other)) for other in words)


def _thread(key: str, story: str, said: Sequence[Mention]) -> Thread:
    named = Counter(" ".join(w for w in (m.head, m.what) if w) for m in said)
    named.pop("", None)
    return Thread(
        thread_id=key,
        story=story,
        counted=named.most_common(1)[0][0] if named else said[-1].meaning or said[-1].dimension,
        dimension=next((m.dimension for m in said if m.dimension != "bare"), "bare"),
        state=standing(said),
        said=tuple(_said(m) for m in said),
    )


def _said(m: Mention) -> Said:
    return Said(
        at=moment(m.at),
        claimant=m.institution,
        text=m.text,
        value=m.last,
        low=m.low,
        high=m.high,
        bound=m.bound,
        status=m.status,
        contested_by=m.contested_by,
        relation=m.relation,
        site=m.site,
        article_id=m.report,
        field=m.field,
        start=m.start,
        end=m.end,
    )
