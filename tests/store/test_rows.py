"""Nothing of a message is lost on its way into rows, and what would not tell the truth is refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from factories import article
from newswire.store.columns.times import ends_of, moment
from newswire.store.rows import day_of, rows_of, to_arrow
from newswire.store.schema import TABLES
from newswire.stream.messages import Article, Claim, Contest, Entity, Figure, Mention, When
from protocols.store_batches import NOW, ask, item, put, store_at

#: fields of a message -> the columns that stand for them
FLATTENED = {"fetch": "fetch_url", "counted": "counted_head", "when": "when_from", "source": "source_name"}
FLATTENED |= {"cue": "cue_text", "what": "what_lemma", "where": "where_name"}


@pytest.mark.parametrize(
    ("message", "table"), [(Article, "articles"), (Entity, "entities"), (Figure, "figures"), (Claim, "claims")]
)
def test_every_field_of_a_message_has_a_column(message: type[msgspec.Struct], table: str) -> None:
    names = set(TABLES[table].schema.names)

    assert {FLATTENED.get(field, field) for field in message.__struct_fields__} <= names


def test_every_row_has_a_column_for_each_of_its_values() -> None:
    made = item(7, "Asda", article=article("Asda", text="x" * 99, published="2024-10-18"))

    for table, rows in rows_of(*made).items():
        extra = {name for row in rows for name in row} - set(TABLES[table].schema.names)
        assert extra <= {"fetch"}, table


def test_rows_say_who_says_so_and_who_denies_it(tmp_path: Path) -> None:
    denied = Contest(name="Kremlin", text="the Kremlin", start=0, end=3, how="denied")
    claim = Claim(
        field="text",
        content=((0, 3), (5, 8)),
        source=Mention(text="the agency", start=1, end=2, name="NIS", entity_id="wikidata:Q1"),
        status="estimated",
        contested_by=(denied,),
    )
    when = When(interval="2024-10-08/2024-10-13", text="between October 8 and 13", start=1, end=2)
    figure = Figure(field="text", text="12", start=0, end=2, kind="count", low=5, high=7, when=when, claim=0)
    put(store_at(tmp_path), [item(0, "a", claims=(claim,), figures=(figure,))])

    columns = "low, high, value, when_from, when_to, source_name, source_id, claim_status, contested_by[1].how"
    [row] = ask(tmp_path, f"SELECT {columns} FROM figures")
    assert row[:3] == (5.0, 7.0, None)
    assert row[3:5] == (date(2024, 10, 8), date(2024, 10, 13))
    assert row[5:] == ("NIS", "wikidata:Q1", "estimated", "denied")
    assert ask(tmp_path, "SELECT text, content FROM claims") == [("Off … ial", [[0, 3], [5, 8]])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-10-18T09:30:00Z", datetime(2024, 10, 18, 9, 30, tzinfo=UTC)),
        ("2024-10-18T09:30:00+09:00", datetime(2024, 10, 18, 0, 30, tzinfo=UTC)),
        ("2024-10-18", datetime(2024, 10, 18, tzinfo=UTC)),
        ("0001-01-01T00:00:00+09:00", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_time_is_read_for_what_it_is(text: str | None, expected: datetime | None) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        ("2024-10-08/2024-10-13", (date(2024, 10, 8), date(2024, 10, 13))),
        ("../2024-10-13", (None, date(2024, 10, 13))),
        ("2019-01-01/..", (date(2019, 1, 1), None)),
        ("2024-10-08", (date(2024, 10, 8), date(2024, 10, 8))),
        ("2024-W42", (None, None)),
        (None, (None, None)),
    ],
)
def test_an_interval_has_two_ends(interval: str | None, expected: tuple[date | None, date | None]) -> None:
    assert ends_of(interval) == expected


def test_a_record_belongs_to_the_utc_day_of_its_own_time() -> None:
    midnight = int(datetime(2024, 10, 19, tzinfo=UTC).timestamp() * 1000)

    assert day_of(*item(0, "a", timestamp_ms=midnight - 1)) == date(2024, 10, 18)
    assert day_of(*item(0, "a", timestamp_ms=midnight)) == date(2024, 10, 19)


@pytest.mark.parametrize(
    ("fields", "table", "lost"),
    [
        ({"claims": ()}, "figures", ["claim"]),  # the figure points to a claim that is not there
        ({"claims": (Claim(field="body", content=()),), "figures": ()}, "claims", ["text"]),
        ({"article": article("a", seen="yesterday")}, "articles", ["seen"]),
        ({"timestamp_ms": 10**18}, "articles", ["ingested"]),
        (
            {"entities": (Entity(field="text", text="x", start=2**70, end=1, type="ORG", name="x"),)},
            "entities",
            ["start"],
        ),
        ({"article": article("a", summary="\ud800")}, "articles", ["summary"]),
    ],
)
def test_a_value_that_does_not_fit_costs_itself_and_its_row_says_so(
    tmp_path: Path, fields: dict[str, object], table: str, lost: list[str]
) -> None:
    put(store_at(tmp_path), [item(0, "good"), item(1, "bad", **fields)])

    assert ask(tmp_path, f"SELECT unstored FROM {table} WHERE _offset = 1") == [(lost,)]
    assert ask(tmp_path, f"SELECT unstored FROM {table} WHERE _offset = 0") == [(None,)]


def test_the_rows_of_a_file_stand_in_the_order_of_publication_those_without_a_time_last() -> None:
    dates = [None, "2024-10-18", "2024-10-17T09:00:00Z"]
    rows = [
        row
        for i, day in enumerate(dates)
        for row in rows_of(*item(i, "a", article=article(published=day), figures=()))["articles"]
    ]

    assert to_arrow("articles", rows)["_offset"].to_pylist() == [2, 1, 0]
    assert rows[0]["ingested"] == NOW
