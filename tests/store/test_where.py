"""Conditions on the rows of a message: what they find, and what they may not do."""

import pytest

from factories import article, enriched
from newswire.store.rows import Rows, rows_of
from newswire.store.where import compile_where
from newswire.stream.broker import Record
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Claim, Contest, Counted, Entity, Figure, Mention, When

TEXT = "About 900 miners left Lindenau on Friday, the union said; 12 boats stayed."


def figure(text: str, unit: str | None, head: str, **more: object) -> Figure:
    start = TEXT.index(text)
    counted = Counted(text=head, start=start, end=start + 1, head=head)
    given = {"kind": "count", "value": float(text), "unit": unit, "counted": counted, **more}
    return Figure(field="text", text=text, start=start, end=start + len(text), **given)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def rows() -> Rows:
    denied = Contest(name="Nord Mining", text="firm", start=0, end=4, how="denied")
    union = Mention(text="the union", start=42, end=51, name="Harbour Union")
    message = enriched(
        article=article("a", text=TEXT, title="Miners leave", language="en", site="The Paper", kind="live"),
        entities=(Entity(field="text", text="Lindenau", start=22, end=30, type="GPE", name="Lindenau"),),
        claims=(Claim(field="text", content=((0, 40),), source=union, contested_by=(denied,)),),
        figures=(
            figure(
                "900", "person", "miner", claim=0, when=When(interval="2026-03-06/2026-03-06", text="", start=0, end=0)
            ),
            figure("12", None, "boat"),
        ),
    )
    return rows_of(Record("news.enriched.v1", 0, 7, 1_772_800_000_000, None, b""), message)


@pytest.mark.parametrize(
    ("where", "view", "found"),
    [
        ("unit = 'person' and counted_head = 'miner'", "figures", ["900"]),
        ("value between 10 and 1000", "figures", ["900", "12"]),
        ("when_from >= date '2026-03-01'", "figures", ["900"]),
        ("len(contested_by) > 0", "figures", ["900"]),
        ("source_name ilike '%union' -- who says so", "figures", ["900"]),
        ("unit = 'person' and exists (from entities where name = 'Lindenau')", "figures", ["900"]),
        ("unit = 'person' and exists (from Articles where language = 'de')", "figures", []),
        ("claims.source_name = 'Harbour Union'", "claims", ["About 900 miners left Lindenau on Friday"[:40]]),
        ("type = 'GPE'", "entities", ["Lindenau"]),
        ("site = 'The Paper' and title ilike 'miners%'", "articles", [TEXT]),
        ("text ilike '%boats%'", "articles", [TEXT]),
        ("articles.kind = 'live'", "articles", [TEXT]),
        ("kind = 'live'", "figures", []),
        ("language = 'en' and dt > date '2000-01-01'", "articles", [TEXT]),
    ],
)
def test_a_condition_finds_the_rows_of_its_view(rows: Rows, where: str, view: str, found: list[str]) -> None:
    matcher = compile_where(where)
    assert (matcher.view, [row["text"] for row in matcher(rows)]) == (view, found)


def test_what_was_asked_before_does_not_stay(rows: Rows) -> None:
    matcher = compile_where("unit = 'person' and exists (from entities where type = 'GPE')")
    assert matcher(rows)
    assert not matcher({"figures": rows["figures"]})
    assert not matcher({})
    assert matcher(rows)


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("units = 'person'", "there is no column units; did you mean unit"),
        ("unit = 'person' and language = 'en'", "language is a column of articles; unit is a column of figures"),
        ("unit", "is not a condition: it gives VARCHAR"),
        ("unit = 'person", "unterminated"),
        ("", "Parser Error"),
        ("true limit 1", "modifiers"),
        ("true; drop view figures", "modifiers"),
        ("true) union select (1", "syntax error"),
        ("true from figures", "modifiers"),
        ("count(*) > 1", "aggregates"),
        ("unit = $1", "parameter"),
        ("exists (from read_text('/etc/hostname'))", "file system operations are disabled"),
        ("exists (from glob('/*'))", "file system operations are disabled"),
        ("exists (from '/etc/hostname')", "does not exist"),
        ("exists (from read_csv('http://127.0.0.1:1/a.csv'))", "disabled"),
    ],
)
def test_what_is_not_a_condition_is_refused_and_nothing_but_rows_can_be_asked(where: str, says: str) -> None:
    with pytest.raises(RejectedError) as met:
        compile_where(where)
    assert met.value.reason == "bad_where"
    assert says in met.value.detail


def test_a_condition_that_fails_on_a_row_or_takes_for_ever_says_so(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RejectedError, match="Could not convert"):
        compile_where("counted_head::int > 3")(rows)
    monkeypatch.setattr("newswire.store.where._SECONDS", 0.05)
    endless = compile_where("value > 0 and (select count(*) from range(100000000000)) > value")
    with pytest.raises(RejectedError) as met:
        endless(rows)
    assert met.value.reason == "too_long"
