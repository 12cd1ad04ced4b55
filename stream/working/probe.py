"""Messages that are known to be good: where a stage fails even on these, the fault is not the messages'."""

from newswire.stream.broker import Record
from newswire.stream.following import MentionAt, ThreadChange, ThreadState
from newswire.stream.handler import Item
from newswire.stream.messages import Article, EnrichedArticle
from newswire.stream.topics import ARTICLES, ENRICHED, THREADS

_TEXT = "Some 1,500 troops arrived in Kyiv on Friday, the ministry said."
ARTICLE = Article(
    article_id="probe",
    revision="probe",
    url="https://probe.newswire.invalid/harbour",
    title="Troops arrive",
    text=_TEXT,
    language="en",
    published="2026-01-02T09:00:00Z",
    fetched="2026-01-02T09:30:00Z",
    how={"text": "trafilatura"},
)
ARTICLE_ITEM = Item(Record(ARTICLES.name, 0, 0, 0, None, b""), ARTICLE)
ENRICHED_ITEM = Item(Record(ENRICHED.name, 0, 0, 0, None, b""), EnrichedArticle(article=ARTICLE))
THREAD_ITEM = Item(
    Record(THREADS.name, 0, 0, 0, None, b""),
    ThreadChange(
        thread_id="probe",
        story="probe",
        change="said",
        mention=MentionAt(article_id=ARTICLE.article_id, field="text", start=5, end=10),
        article_revision=ARTICLE.revision,
        url=ARTICLE.url,
        text="1,500",
        dimension="person",
        value=1500,
        state=ThreadState(low=1500, high=1500, by=(), disputed=False, mentions=1, outlets=1, first=None, last=None),
    ),
)
