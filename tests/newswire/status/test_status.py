"""What `newswire status` and the screen say of articles in languages without tags."""

from contextlib import closing
from pathlib import Path

from factories import article, enriched
from newswire.screens import screen
from newswire.status.look import look
from newswire.status.tally import Tally
from newswire.stream.broker import Message
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.topics import ENRICHED, TOPICS, encode

FLAG = ("language_not_tagged",)


def test_articles_without_tags_for_their_language_are_counted(tmp_path: Path) -> None:
    articles = [article("a", language="de", flags=FLAG), article("b", language="de", flags=FLAG)]
    articles += [article("c", language="fr", flags=("published_future", *FLAG)), article("d", language="en")]
    with closing(EmbeddedBroker(tmp_path / "log.db")) as broker:
        broker.create_topics(TOPICS)
        producer = broker.producer()
        for one in articles:
            producer.send(Message(ENRICHED.name, one.article_id.encode(), encode(enriched(article=one))))
        producer.flush()
        status = look(broker, 0, Tally(tmp_path))

    assert (status.untagged, status.latest) == ((("de", 2), ("fr", 1)), 4)
    assert status.languages == (("de", 2), ("fr", 1), ("en", 1))
    assert "without tags for their language: 3 of the latest 4 articles (de 2, fr 1)" in screen.line(status)


def test_nothing_is_said_where_all_are_tagged(tmp_path: Path) -> None:
    with closing(EmbeddedBroker(tmp_path / "log.db")) as broker:
        broker.create_topics(TOPICS)
        status = look(broker, 0, Tally(tmp_path))

    assert "language" not in screen.line(status)
