"""The messages on the topics: frozen structs, JSON on the wire, one vocabulary with command line and views.

Only additive changes within a topic's version: new fields have a default (`tests/stream/golden/`).
Times are strings in ISO 8601, UTC (`2024-10-18T09:30:00Z`), or a bare day where no time of day is known.
Offsets are characters of the field that is named, half-open: `getattr(article, m.field)[m.start:m.end] == m.text`.
"""

from newswire.stream.messages.annotations import (
    LANGUAGE_NOT_TAGGED,
    ChangedFigure,
    Claim,
    Contest,
    Counted,
    Cue,
    EnrichedArticle,
    EnricherInfo,
    Entity,
    Figure,
    FiguresChanged,
    Mention,
    Time,
    What,
    When,
)
from newswire.stream.messages.articles import Article, Change, Fetch
from newswire.stream.messages.dead import DeadLetter, DeadMark, Stuck
from newswire.stream.messages.feeds import Enclosure, Entry, FeedEntry
from newswire.stream.messages.ids import make_id

__all__ = [
    "LANGUAGE_NOT_TAGGED",
    "Article",
    "Change",
    "ChangedFigure",
    "Claim",
    "Contest",
    "Counted",
    "Cue",
    "DeadLetter",
    "DeadMark",
    "Enclosure",
    "EnrichedArticle",
    "EnricherInfo",
    "Entity",
    "Entry",
    "FeedEntry",
    "Fetch",
    "Figure",
    "FiguresChanged",
    "Mention",
    "Stuck",
    "Time",
    "What",
    "When",
    "make_id",
]
