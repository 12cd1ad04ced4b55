"""`newswire tail`: a topic by its short name, and only the messages with a row that meets a condition."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factories import enriched
from newswire import app
from newswire.cli import cli
from newswire.settings import Settings, load
from newswire.stream.broker import Message
from newswire.stream.messages import Counted, EnrichedArticle, Figure
from newswire.stream.topics import ARTICLES, ENRICHED, encode


def with_figure(name: str, head: str, unit: str | None) -> EnrichedArticle:
    counted = Counted(text=head, start=0, end=4, head=head)
    figure = Figure(field="text", text="Text", start=0, end=4, kind="count", value=7, unit=unit, counted=counted)
    return enriched(name, figures=(figure,))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    made = load({"home": tmp_path_factory.mktemp("tail")})
    with app.open_broker(made) as broker:
        producer = broker.producer()
        for message in (with_figure("a", "boat", None), with_figure("b", "troop", "person"), enriched("c")):
            producer.send(Message(ENRICHED.name, message.article.article_id.encode(), encode(message)))
            producer.send(Message(ARTICLES.name, message.article.article_id.encode(), encode(message.article)))
        producer.send(Message(ENRICHED.name, b"forgotten", b""))
        producer.send(Message(ENRICHED.name, b"bad", b"no JSON"))
        producer.close()
    yield made


def tail(settings: Settings, *words: str) -> Result:
    return CliRunner().invoke(cli, ["tail", *words, "--home", str(settings.home)])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("enriched", "--where", "unit = 'person' and counted_head = 'troop'"), ["b"]),
        (("news.enriched.v1", "--where", "value > 5"), ["a", "b"]),
        (("enriched", "--where", "title in ('Title a', 'Title c')"), ["a", "c"]),
        (("articles", "--where", "text ilike '%of c.%'"), ["c"]),
        (("articles",), ["a", "b", "c"]),
    ],
)
def test_what_is_shown_has_a_row_that_meets_the_condition(
    settings: Settings, words: tuple[str, ...], found: list[str]
) -> None:
    shown = tail(settings, *words, "--no-follow")
    assert shown.exit_code == 0, shown.output
    lines = [json.loads(line) for line in shown.stdout.splitlines()]
    urls = {line.get("article", line)["url"].rpartition("/")[2] for line in lines}
    assert (urls, len(lines)) == (set(found), len(found))


def test_a_message_that_can_not_be_asked_is_told_and_passed_over(settings: Settings) -> None:
    shown = tail(settings, "enriched", "--where", "true", "--no-follow")
    assert len(shown.stdout.splitlines()) == 3
    assert "not_json" in shown.stderr


def test_it_ends_after_so_many_that_are_meant(settings: Settings) -> None:
    shown = tail(settings, "enriched", "--where", "value > 5", "--from-start", "--follow", "--count", "2")
    assert len(shown.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("enriched", "--where", "units = 'person'"), "there is no column units; did you mean unit?"),
        (("dead", "--where", "true"), "news.dead.v1 has none"),
        (("enrichd",), "'enrichd' is none of entries, articles, enriched"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_read(settings: Settings, words: tuple[str, ...], says: str) -> None:
    shown = tail(settings, *words)
    assert shown.exit_code == 2
    assert says in " ".join(shown.stderr.split())


def test_the_page_for_consumers_shows_a_line_that_works(settings: Settings) -> None:
    page = (Path(__file__).parents[3] / "docs" / "consumers.md").read_text()
    assert """newswire tail enriched --follow --where "unit = 'person' and counted_head = 'troop'\"""" in page
