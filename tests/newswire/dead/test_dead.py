"""Dead letters: listed once, shown whole, sent back unchanged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factories import dead_letter
from newswire.cli import cli
from newswire.dead import letters as dead
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.letters import dead_message
from newswire.stream.messages import DeadLetter
from newswire.stream.oversize import Aside
from newswire.stream.topics import ATTEMPTS, DEAD, ENTRIES, TOPICS


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[EmbeddedBroker]:
    broker = EmbeddedBroker(tmp_path / "broker.sqlite")
    broker.create_topics(TOPICS)
    yield broker
    broker.close()


#: where bytes would lie that no letter holds: none do here
ASIDE = Aside(Path("nowhere"))


def bury(broker: EmbeddedBroker, *letters: DeadLetter) -> None:
    producer = broker.producer()
    for letter in letters:
        producer.send(dead_message(letter))
    producer.flush()
    producer.close()


def test_a_letter_that_was_buried_twice_counts_once(broker: EmbeddedBroker) -> None:
    bury(broker, dead_letter("a"), dead_letter("b"), dead_letter("a"))

    assert [letter.value for letter in dead.open_letters(broker).values()] == [b"\x00original b", b"\x00original a"]


def test_retry_sends_the_original_bytes_back_to_where_they_failed(broker: EmbeddedBroker) -> None:
    letter = dead_letter("a", headers=(("ce_id", b"x"), (ATTEMPTS, b"2")), attempts=2)
    bury(broker, letter)

    count = dead.retry(broker, dead.open_letters(broker), lambda url: None, ASIDE)

    (record,) = broker.scan(ENTRIES.name)
    assert count == 1
    assert (record.key, record.value) == (letter.key, letter.value)
    assert record.headers == (("ce_id", b"x"), (ATTEMPTS, b"3"))
    assert not dead.open_letters(broker)


def test_a_letter_that_fails_again_after_a_retry_is_open_again(broker: EmbeddedBroker) -> None:
    bury(broker, dead_letter("a"))
    dead.retry(broker, dead.open_letters(broker), lambda url: None, ASIDE)

    bury(broker, dead_letter("a", attempts=2))

    assert [letter.attempts for letter in dead.open_letters(broker).values()] == [2]


def test_a_feed_that_could_not_be_read_is_polled_again(broker: EmbeddedBroker) -> None:
    asked: list[str] = []
    bury(broker, dead_letter("f", stage="poll", topic="", url="https://news.example/rss.xml"))

    dead.retry(broker, dead.open_letters(broker), asked.append, ASIDE)

    assert asked == ["https://news.example/rss.xml"]
    assert not dead.open_letters(broker)


def test_bytes_that_are_not_a_letter_are_passed_over(broker: EmbeddedBroker) -> None:
    bury(broker, dead_letter("a"))
    producer = broker.producer()
    producer.send(dead_message(dead_letter("b"))._replace(value=b"{not json", topic=DEAD.name))
    producer.close()

    assert len(dead.open_letters(broker)) == 1


def test_the_command_counts_and_names_what_is_open(broker: EmbeddedBroker, tmp_path: Path) -> None:
    bury(broker, dead_letter("a", reason="http_404"))

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, ["dead", *words, "--home", str(tmp_path)])

    assert "1 dead letter " in run("ls").output
    refused = run("retry", "--reason", "http_500")
    assert refused.exit_code == 1 and "there are: http_404" in str(refused.exception)
    assert run("retry", "--reason", "http_404").exit_code == 0
    assert "0 dead letters" in run("ls").output
