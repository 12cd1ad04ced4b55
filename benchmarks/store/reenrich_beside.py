"""What goes on while benchmarks/store/reenrich.py re-enriches: a reader who looks again and again, and the news."""

import threading

from newswire import app
from newswire.settings import Settings
from newswire.store.query import run
from newswire.stream.broker import Message
from newswire.stream.messages import Article, make_id
from newswire.stream.topics import ARTICLES, cloudevent, encode

PLACES = ("Kyiv", "Vienna", "Nairobi", "Lima", "Oslo", "Quito", "Hanoi")
#: articles, rows too many, new ones, those with figures of two enrichments, those without
LOOK = """
WITH known AS (FROM articles WHERE url LIKE 'https://old.example/%'),
tags AS (SELECT article_id, count(DISTINCT enrichment) AS n FROM figures GROUP BY article_id)
SELECT count(*) AS articles, count(*) - count(DISTINCT article_id) AS twice,
    count(*) FILTER (enrichers[1].version <> 'old') AS new, count(*) FILTER (n > 1) AS of_both,
    count(*) FILTER (n IS NULL) AS of_none FROM known LEFT JOIN tags USING (article_id)
"""


def article(host: str, n: int) -> Article:
    """A short report."""
    text = f"Some {1000 + n:,} people left {PLACES[n % 7]} on Friday, the ministry said. {n % 90 + 5} % came back."
    url = f"https://{host}.example/{n}"
    facts = {"title": f"Report {n}", "language": "en", "published": "2026-11-20", "site": host}
    return Article(article_id=make_id("article", url), revision=make_id(text), url=url, text=text, **facts)


def ask(settings: Settings, sql: str) -> tuple[int, ...]:
    """The one row that answers, of one moment; asked again where compaction took a file away under it."""
    with run(sql, settings.store_root) as reader:
        [row] = reader.read_all().to_pylist()
    return tuple(row.values())


class Reader(threading.Thread):
    """Looks again and again."""

    def __init__(self, settings: Settings, count: int) -> None:
        super().__init__()
        self.settings, self.count, self.done = settings, count, threading.Event()
        self.looks = self.new = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        while not self.done.wait(2.0):
            try:
                articles, twice, new, both, none = ask(self.settings, LOOK)
            except Exception as e:  # a look that fails is a finding, not the end of looking
                self.wrong.append(f"{type(e).__name__}: {e}")
                continue
            self.looks += 1
            if (articles, twice, both, none) != (self.count, 0, 0, 0) or new < self.new:
                self.wrong.append(f"{articles} articles, {twice} twice, {new} new, {both} with both, {none} without")
            self.new = new


class Live(threading.Thread):
    """The news meanwhile: an article every second; notes how many waited for the enrich worker at most."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings, self.done = settings, threading.Event()
        self.sent = self.lag = 0

    def run(self) -> None:
        with app.open_broker(self.settings) as broker:
            producer = broker.producer()
            while not self.done.wait(1.0):
                made = article("live", self.sent)
                headers = cloudevent(id=made.revision, type=ARTICLES.event, source="live", subject=made.url, time="")
                producer.send(Message(ARTICLES.name, made.article_id.encode(), encode(made), headers))
                producer.flush()
                self.sent += 1
                topic, group = app.STAGES["enrich"].topic, app.STAGES["enrich"].group
                self.lag = max(self.lag, broker.lag(topic.name, group))
            producer.close()
