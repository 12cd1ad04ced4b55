"""What an enricher of somebody else finds goes with the article: message, line of annotate, store."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from factories import article
from newswire.enrich.passages.document import Document, Source
from newswire.enrich.pipeline.lines import annotate_lines
from newswire.enrich.pipeline.pipeline import NAMES
from newswire.enrich.pipeline.stage import EnrichHandler
from newswire.enrich.tagging.process import TaggingProcess
from newswire.stream.broker import Record
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import EnrichedArticle
from newswire.stream.topics import ARTICLES, ENRICHED, encode
from protocols.store_batches import ask, item, put, store_at

TEXT = "The roof collapsed and killed 12 people, police said. Forty fled. Three were rescued."
FOUND = {"praise": 1, "blame": 3, "figures_claimed": 1}


@pytest.fixture(scope="module")
def process() -> Iterator[TaggingProcess]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))
        with TaggingProcess([*NAMES, "tone_enricher:make"]) as made:
            yield made


def test_it_is_on_the_message_with_who_made_it(process: TaggingProcess) -> None:
    message = article(text=TEXT, language="en")
    ((made,),) = EnrichHandler(process)([Item(Record(ARTICLES.name, 0, 0, 0, None, encode(message)), message)])

    value = ENRICHED.decode(made.value)

    assert value.extras == {"tone": FOUND}
    assert [(info.name, info.version) for info in value.enrichers][-1] == ("tone", "1")


def test_it_is_on_the_line_of_annotate(process: TaggingProcess) -> None:
    lines = [json.dumps({"id": n, "text": text, "language": "en"}).encode() for n, text in enumerate([TEXT, ""])]

    first, second = annotate_lines(process, lines)

    assert first["extras"] == {"tone": FOUND}
    assert second["extras"] == {"tone": {"praise": 0, "blame": 0, "figures_claimed": 0}}


def test_it_can_be_asked_for_in_the_store(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    put(store, [item(0, "a", extras={"tone": FOUND, "other": [1, "ä"]}), item(1, "b")])

    assert ask(tmp_path, "SELECT extras['tone']->>'blame', extras['other'] FROM articles ORDER BY _offset") == [
        ("3", '[1,"ä"]'),
        (None, None),
    ]


def test_options_reach_it_and_what_is_not_json_costs_only_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    options = {"tone_enricher:make": {"praise": "fall"}}
    with TaggingProcess(["tone_enricher:make", "tone_enricher:make_wrong"], options) as process:
        good, bad, again = process.annotate([Source("a", "", t) for t in ("It fell.", "They collapse.", "Fine.")], 10)

    assert isinstance(good, Document) and isinstance(again, Document)
    assert good.extras["tone"]["praise"] == 1
    assert again.extras["wrong"] is None  # JSON has no NaN
    assert isinstance(bad, RejectedError) and bad.reason == "handler_failed"


def test_a_message_of_before_has_none() -> None:
    old = json.loads(encode(EnrichedArticle(article=article())))
    del old["extras"]
    assert ENRICHED.decode(json.dumps(old).encode()).extras == {}
