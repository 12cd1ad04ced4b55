"""The reader for programs: the same lines on the embedded broker and on a real Kafka, and the store as rows."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from uuid import uuid4

import pytest

from factories import article
from newswire.reader import MentionRow, Pipe, StoryRow, ThreadRow, open_pipe
from newswire.reader.rows import ArticleRow, ClaimRow, EntityRow, FigureRow
from newswire.settings import SettingsError
from newswire.store.query import connect
from newswire.stream.broker import Broker, Message
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.errors import RejectedError
from newswire.stream.kafka.broker import KafkaBroker
from newswire.stream.kafka.options import KafkaOptions
from newswire.stream.messages import EnrichedArticle
from newswire.stream.topics import ENRICHED, REENRICHED, cloudevent, encode
from protocols.store_batches import TOPIC, item, items, store_at

VIEWS = ("articles", "entities", "figures", "claims", "mentions", "threads", "stories")
EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "reading.py"


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Broker, Pipe]]:
    """A broker with the topic, and the pipe as its reader opens it."""
    if request.param == "kafka":
        servers, prefix = request.getfixturevalue("kafka_servers"), f"reader-{uuid4().hex[:6]}."
        broker: Broker = KafkaBroker(servers, options=KafkaOptions(prefix, partitions=1))
        pipe = open_pipe(tmp_path / "none", kafka=servers, prefix=prefix)
    else:
        broker, pipe = EmbeddedBroker(tmp_path / "broker.sqlite"), open_pipe(tmp_path)
    broker.create_topics([ENRICHED._replace(partitions=1)])
    with closing(broker):
        yield broker, pipe


def send(broker: Broker, *names: str, event: str = ENRICHED.event, value: bytes | None = None) -> None:
    with closing(broker.producer()) as producer:
        for name in names:
            one = article(name)
            headers = cloudevent(id=name, type=event, source="s", subject=one.url, time="2026-01-01T00:00:00Z")
            body = encode(EnrichedArticle(article=one)) if value is None else value
            producer.send(Message(ENRICHED.name, one.article_id.encode(), body, headers if body else ()))


def test_what_is_there_and_what_comes_is_read_typed(place: tuple[Broker, Pipe]) -> None:
    broker, pipe = place
    send(broker, "a", "b")
    send(broker, "b", event=REENRICHED)
    send(broker, "torn", value=b'{"article": ')
    send(broker, "new", event="org.newswire.of-a-later-version.v1")
    send(broker, "a", value=b"")
    assert [one.article.url[-1] for one in pipe.enriched()] == ["a", "b", "b"]
    assert [one.article.url[-1] for one in pipe.enriched(anew=False)] == ["a", "b"]
    events = list(pipe.enriched.events())
    assert [(e.id, e.value is None, bool(e.error), e.is_tombstone) for e in events] == [
        ("a", False, False, False),
        ("b", False, False, False),
        ("b", False, False, False),
        ("torn", True, True, False),
        ("new", True, False, False),
        (None, True, False, True),
    ]
    assert events[-1].key == events[0].key and events[0].headers["ce_type"] == ENRICHED.event
    coming = pipe.enriched(follow=True)
    assert len(list(islice(coming, 3))) == 3
    send(broker, "late")
    assert next(coming).article.url == "https://news.example/late"
    coming.close()  # type: ignore[attr-defined] # a generator, whatever it is called


def test_a_group_goes_on_where_its_last_whole_batch_ended(place: tuple[Broker, Pipe]) -> None:
    broker, pipe = place
    send(broker, "a", "b")
    taken = pipe.enriched.events(group="desk")
    assert next(taken).id == "a"
    taken.close()  # type: ignore[attr-defined] # killed in the middle of a batch
    assert [e.id for e in pipe.enriched.events(group="desk")] == ["a", "b"]
    send(broker, "c")
    assert [e.id for e in pipe.enriched.events(group="desk")] == ["c"]
    assert not list(pipe.enriched.events(group="late", begin="end"))
    send(broker, "d")
    assert [e.id for e in pipe.enriched.events(group="late", begin="end")] == ["d"]


def test_where_there_is_no_pipe_nothing_is_made(tmp_path: Path) -> None:
    pipe = open_pipe(tmp_path / "typo")
    with pytest.raises(SettingsError, match="no broker at"):
        next(iter(pipe.enriched()))
    with pytest.raises(SettingsError, match="no pipe at"):
        next(pipe.store.figures())
    assert not (tmp_path / "typo").exists()


def test_the_store_is_read_as_typed_rows(tmp_path: Path) -> None:
    batch = [*items(0, "Utopia", "Erewhon"), item(2, "Ruritania")]
    store_at(tmp_path / "store")([one.record for one in batch], batch)
    store = open_pipe(tmp_path).store
    (figure,) = store.figures("title = 'Title Utopia' -- by name")
    assert (figure.value, figure.counted_head, figure.source_name, figure.dt) == (
        12.0,
        "soldier",
        "Officials",
        date(2024, 10, 18),
    )
    assert figure.ingested.tzinfo is not None and figure.contested_by == ()
    assert {row.name for row in store.entities()} == {"Utopia", "Erewhon", "Ruritania"}
    assert [claim.content for claim in store.claims("title = 'Title Erewhon'")] == [((15, 46),)]
    assert next(store.articles("title like '%Rur%'")).text.endswith("Ruritania had left.")
    assert list(store.rows("select count(*) as n from figures")) == [{"n": 3}]
    assert sum(batch.num_rows for batch in store.batches("from figures")) == 3
    with pytest.raises(RejectedError, match="head"):
        next(store.figures("head = 'soldier'"))
    assert ENRICHED.name == TOPIC


def test_the_rows_have_the_columns_of_the_views(tmp_path: Path) -> None:
    rows = (ArticleRow, EntityRow, FigureRow, ClaimRow, MentionRow, ThreadRow, StoryRow)
    with closing(connect(tmp_path)) as connection:
        for view, row in zip(VIEWS, rows, strict=True):
            told = connection.execute(f"DESCRIBE {view}").fetchall()
            assert set(row.__struct_fields__) == {name for name, *_ in told if not name.startswith("_")}, view


def test_nothing_heavy_is_imported_before_it_is_needed(tmp_path: Path) -> None:
    EmbeddedBroker(tmp_path / "broker.sqlite").create_topics([ENRICHED])
    code = """if True:
        import sys
        from newswire.reader import open_pipe
        heavy = {"kafka", "duckdb", "pyarrow", "numpy", "spacy", "aiohttp", "sqlalchemy", "airflow"}
        assert not (heavy | {"pydantic"}) & set(sys.modules), "imported already"
        assert list(open_pipe(sys.argv[1]).enriched()) == []
        print(sorted(heavy & set(sys.modules)))
    """
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n", done.stdout


def test_the_example_of_the_page_runs(tmp_path: Path) -> None:
    broker = EmbeddedBroker(tmp_path / "broker.sqlite")
    broker.create_topics([ENRICHED])
    batch = items(0, "Utopia")
    store_at(tmp_path / "store")([one.record for one in batch], batch)
    with closing(broker.producer()) as producer:
        producer.send(Message(ENRICHED.name, b"k", encode(batch[0].message)))
    done = subprocess.run([sys.executable, EXAMPLE, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].endswith("12 soldiers: Officials"), done
