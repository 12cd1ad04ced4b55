"""Nothing is unstorable: whatever a message holds, the article is stored, and what fits no column costs itself."""

import math
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import article
from newswire.store.columns.fit import fit
from newswire.store.rows import day_of, rows_of, to_arrow
from newswire.store.schema import TABLES
from newswire.store.staging import to_parquet
from newswire.store.verify import verify
from newswire.stream.messages import (
    Change,
    ChangedFigure,
    Claim,
    Contest,
    Counted,
    Cue,
    EnricherInfo,
    Entity,
    Fetch,
    Figure,
    FiguresChanged,
    Mention,
    Time,
    What,
    When,
)
from protocols.store_batches import ask, item, put, store_at

texts = st.text(st.characters(exclude_categories=()), max_size=8)  # lone surrogates among them
years = st.sampled_from(["-0043", "0000", "0001", "2024", "9999", "10000", "+123456"])
days = st.builds("{}-{}".format, years, st.sampled_from(["03-15", "01-01", "12-31", "12-31T23:59:59.9999999Z"]))
times = st.none() | days | texts | st.sampled_from(["0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-09:00"])
intervals = st.none() | texts | st.builds("{}/{}".format, days | st.just(".."), days | st.just(".."))
whole = st.integers() | st.integers(-(2**64), 2**64) | st.just(10**400)
numbers = st.none() | whole | st.floats()
span = {"text": texts, "start": whole, "end": whole}

cues = st.none() | st.builds(Cue, **span)
mentions = st.builds(Mention, **span, name=st.none() | texts, entity_id=st.none() | texts)
claims = st.builds(
    Claim,
    field=st.sampled_from(["text", "title"]) | texts,
    content=st.lists(st.tuples(whole, whole), max_size=2).map(tuple),
    source=st.none() | mentions,
    via=st.lists(mentions, max_size=2).map(tuple),
    cue=cues,
    status=texts,
    contested_by=st.lists(st.builds(Contest, name=texts, **span, how=texts, cue=cues), max_size=1).map(tuple),
)
parts = st.none() | st.lists(whole | st.floats(), max_size=2).map(tuple)
figures = st.builds(
    Figure,
    field=texts,
    **span,
    kind=texts,
    value=numbers,
    low=numbers,
    high=numbers,
    counted=st.none() | st.builds(Counted, **span, head=texts),
    when=st.none() | st.builds(When, interval=intervals, **span),
    claim=st.none() | st.integers(-2, 2) | whole,
    parts=parts,
    what=st.none() | st.builds(What, **span, lemma=texts),
    where=st.none() | mentions,
)
changed = st.builds(ChangedFigure, text=texts, kind=texts, value=numbers, low=numbers, parts=parts)
articles = st.builds(
    article,
    text=texts,
    title=texts,
    published=times,
    updated=times,
    seen=times,
    fetched=times,
    summary=st.none() | texts,
    authors=st.lists(texts, max_size=2).map(tuple),
    how=st.dictionaries(texts, texts, max_size=3),
    fetch=st.none() | st.builds(Fetch, url=texts, status=whole, bytes=whole, sha256=texts, warc_offset=whole),
    changes=st.lists(st.builds(Change, field=texts, added=st.tuples(texts), start=whole), max_size=1).map(tuple),
)
messages = st.fixed_dictionaries(
    {
        "article": articles,
        "entities": st.lists(st.builds(Entity, field=texts, **span, type=texts, name=texts), max_size=2).map(tuple),
        "times": st.lists(
            st.builds(Time, field=texts, **span, kind=texts, value=texts, interval=intervals), max_size=1
        ).map(tuple),
        "claims": st.lists(claims, max_size=2).map(tuple),
        "figures": st.lists(figures, max_size=2).map(tuple),
        "enrichers": st.just((EnricherInfo(name="figures", version="1"),)),
        "figures_changed": st.none()
        | st.builds(FiguresChanged, removed=st.tuples(changed), added=st.lists(changed, max_size=1).map(tuple)),
        "timestamp_ms": whole,
    }
)


def double(number: Any) -> float | None:
    """What a column of doubles holds of a number."""
    try:
        return float(number) if number is not None and math.isfinite(number) else None
    except OverflowError:
        return None


@settings(deadline=None, max_examples=120, derandomize=True, suppress_health_check=list(HealthCheck))
@given(messages)
def test_any_message_becomes_rows_that_parquet_holds_and_lost_values_are_named(message: dict[str, Any]) -> None:
    made = item(3, "a", **message)

    rows = rows_of(*made)
    tables = {}
    for table, of_table in rows.items():
        written = pa.BufferReader(to_parquet(table, to_arrow(table, of_table)))
        tables[table] = pq.read_table(written).to_pylist()

    day_of(*made)
    [one] = tables["articles"]
    assert one["text"] == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in made.message.article.text)
    assert {table: len(of_table) for table, of_table in tables.items()} == {t: len(r) for t, r in rows.items()}
    for stored in tables.get("figures", []):
        figure = made.message.figures[stored["_row"]]
        for name in ("value", "low", "high"):
            given_number, kept = getattr(figure, name), double(getattr(figure, name))
            assert stored[name] == kept, name
            assert (name in (stored["unstored"] or [])) == (given_number is not None and kept is None)


@settings(deadline=None, max_examples=8, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(messages, min_size=1, max_size=3))
def test_a_store_with_any_messages_is_sound_and_answers(tmp_path_factory: Any, batch: list[dict[str, Any]]) -> None:
    root = tmp_path_factory.mktemp("store")
    store = store_at(root)
    made = [item(i, f"n{i}", **fields) for i, fields in enumerate(batch)]

    assert store.prepare(made) == [[] for _ in made]
    put(store, made)

    expected = {(m.message.article.article_id, m.message.article.revision) for m in made}
    assert ask(root, "SELECT count(*) FROM articles_history") == [(len(expected),)]
    assert ask(root, "SELECT count(*) FROM articles") == [(len({article for article, _ in expected}),)]
    for table in TABLES:
        ask(root, f"SELECT * EXCLUDE (published_at, ingested, dt) FROM {table}")
    assert list(verify(root)) == []


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (9_007_199_254_740_993, 9_007_199_254_740_992.0),  # 2^53 + 1: its neighbour
        (12_345_678_901_234_567, 12_345_678_901_234_568.0),
        (10**30, 1e30),
        (10**400, None),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_a_number_of_any_size_is_stored_beside_its_neighbours(tmp_path: Path, value: float, stored: float) -> None:
    figure = Figure(field="text", text="1", start=0, end=1, kind="count", value=value, parts=(1, value))
    put(store_at(tmp_path), [item(0, "a", figures=(figure,)), item(1, "b")])

    answer = ask(tmp_path, "SELECT value, parts, unstored FROM figures ORDER BY _offset")

    lost = None if stored is not None else ["parts", "value"]
    assert answer == [(stored, [1.0, stored], lost), (12.0, None, None)]


@pytest.mark.parametrize(
    ("interval", "lost"),
    [
        ("-0043-03-15/-0043-03-15", ["when_from", "when_to"]),
        ("2024-01-01/12000-01-01", ["when_to"]),
        ("0000-01-01/..", ["when_from"]),
        ("2024-10-08/..", None),
        ("2024-W42", None),
    ],
)
def test_a_year_that_readers_can_not_hold_stays_as_text(tmp_path: Path, interval: str, lost: list[str] | None) -> None:
    figure = Figure(
        field="text",
        text="1",
        start=0,
        end=1,
        kind="count",
        value=1,
        when=When(interval=interval, text="", start=0, end=0),
    )
    put(store_at(tmp_path), [item(0, "a", figures=(figure,), article=article("a", published="-0043-03-15"))])

    assert ask(tmp_path, "SELECT when_interval, unstored FROM figures") == [
        (interval, sorted([*(lost or []), "published_at"]))
    ]
    assert ask(tmp_path, "SELECT published, published_at, unstored FROM articles") == [
        ("-0043-03-15", None, ["published_at"])
    ]


def test_a_map_keeps_each_key_once() -> None:
    row = fit({"how": [("a\ud800", "x"), ("a\ufffd", "y")]}, pa.schema([("how", pa.map_(pa.string(), pa.string()))]))

    assert row == {"how": [("a\ufffd", "x")], "unstored": ["how"]}
