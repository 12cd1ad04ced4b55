"""What a report recalls of other stories: a sentence that names what only another story is about."""

from collections.abc import Sequence

from newswire.follow.report import Report
from newswire.follow.state.sql import SqlState
from newswire.follow.stories.choose import Neighbours
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.sentences import Sentences
from newswire.follow.words import tokens

#: mentions of a story that are looked at
_MENTIONS = 400


def recalled(
    state: SqlState, report: Report, mentions: Sequence[Mention], story: str, near: Neighbours, others: Sequence[str]
) -> dict[int, list[Mention]]:
    """For each group of figures whose sentence names what only another story is about: that story's mentions."""
    own = _names(near, story)
    title = {w.lower() for w in tokens(report.title)}
    subject = {w.lower() for w in tokens(report.title) if w[0].isupper()} & own
    found: dict[int, list[Mention]] = {}
    for other in others:
        only = _names(near, other) - own - title
        loaded: list[Mention] | None = None
        for mention in mentions:
            start, end = _sentence(report, mention)
            named = {w.lower() for w in tokens(report.field(mention.field)[start:end]) if w[0].isupper()}
            if named & only and not named & subject:
                if loaded is None:
                    loaded = [m for m in state.mentions(other, _MENTIONS) if m.thread]
                found.setdefault(mention.group, []).extend(loaded)
    return found


def _names(near: Neighbours, story: str) -> set[str]:
    """Words of names that more than half of a story's reports are about."""
    members = [near.kept[key].told.words for key in near.stories.get(story, []) if key in near.kept]
    every: dict[str, int] = {}
    for words in members:
        for name in words.subject or words.names:
            every[name] = every.get(name, 0) + 1
    return {name for name, count in every.items() if count * 2 > len(members)}


def _sentence(report: Report, mention: Mention) -> tuple[int, int]:
    places = Sentences(report.field(mention.field))
    return places.span(places.number(mention.start))
