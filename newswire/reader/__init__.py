"""For programs that read a pipe: its topics and its store, typed.

    from newswire.reader import open_pipe

    for article in open_pipe("HOME").enriched(follow=True):
        print(article.article.title, len(article.figures))

docs/consumers.md tells more. Nothing heavy is imported before it is needed: a reader of the embedded broker loads no
Kafka client, and a reader of topics no database.
"""

from newswire.reader.followed import MentionRow, StoryRow, ThreadRow
from newswire.reader.pipe import Access, Pipe, open_pipe
from newswire.reader.rows import ArticleRow, ClaimRow, EntityRow, FigureRow
from newswire.reader.stored import Stored
from newswire.reader.topics import Event, Subscription

__all__ = [
    "Access",
    "ArticleRow",
    "ClaimRow",
    "EntityRow",
    "Event",
    "FigureRow",
    "MentionRow",
    "Pipe",
    "Stored",
    "StoryRow",
    "Subscription",
    "ThreadRow",
    "open_pipe",
]
