"""Re-enrichment holds whatever happens when: each article has one current enrichment; and planted mistakes show."""

from collections.abc import Callable, Sequence

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis.stateful import run_state_machine_as_test

from newswire.store.known.index import Index
from newswire.store.known.keys import Key, key_of
from newswire.store.log.objects import Objects
from newswire.store.log.state import State, files_at
from newswire.store.writer import Store
from newswire.stream.errors import FatalError
from newswire.stream.handler import Item
from protocols.store_protocol_reenrichment import Patient, Reenriching, superseded
from protocols.store_protocol_runs import bounded, run


def test_each_article_has_one_current_enrichment_whatever_happens_when() -> None:
    run_state_machine_as_test(Reenriching, settings=bounded(10))


class TellsRowsByArticleAndRevision(Store):
    """Takes what was re-enriched for a repeat."""

    def _new(self, items: Sequence[Item]) -> dict[Key, Item]:
        new: dict[Key, Item] = {}
        for item in super()._new(items).values():
            article = item.message.article
            key = key_of(article.article_id, article.revision, "")
            if key not in self.seen:
                new.setdefault(key, item)
        return new


class TellsRows(Reenriching):
    make = TellsRowsByArticleAndRevision


class LooksAtTheIndexOnly(Reenriching):
    """Readers who forget what no version has folded: old and new side by side."""

    @staticmethod
    def superseded(objects: Objects, state: State) -> pa.Table:
        return Index.of([]).superseded()


class TakesTheLastToCome(Reenriching):
    """Readers for whom the last message of an article is current, be it of an older revision."""

    @staticmethod
    def superseded(objects: Objects, state: State) -> pa.Table:
        rows = [
            row
            for file in files_at(objects, state)
            if file.table == "articles"
            for row in pq.read_table(
                objects.path(file.key), columns=["article_id", "_partition", "_offset"], partitioning=None
            ).to_pylist()
        ]
        last = {row["article_id"]: row["_offset"] for row in sorted(rows, key=lambda row: row["_offset"])}
        old = [row for row in rows if row["_offset"] != last[row["article_id"]]]
        return pa.table({name: [row[name] for row in old] for name in ("_partition", "_offset")})


class TakesAwayBeforeItGives(Reenriching):
    """Readers who see nothing of the old enrichment from the moment that the new one is published on the topic."""

    mine: "Reenriching"

    def __init__(self) -> None:
        super().__init__()
        type(self).mine = self

    @classmethod
    def superseded(cls, objects: Objects, state: State) -> pa.Table:
        known = superseded(objects, state).select(["_partition", "_offset"]).to_pylist()
        for partition, log in cls.mine.logs.items():
            said_anew = {i.message.article.article_id for i in log if i.message.ingested}
            known += [
                {"_partition": partition, "_offset": i.record.offset}
                for i in log
                if i.message.article.article_id in said_anew and not i.message.ingested
            ]
        return pa.Table.from_pylist(known, pa.schema([("_partition", pa.int32()), ("_offset", pa.int64())]))


class LooksAtTheStoreOnly(Patient):
    """A run that does not ask what is on its way."""

    def on_its_way(self, key: Key) -> bool:
        return key in self._waiting


class ForgetsTheTopic(Reenriching):
    taken = LooksAtTheStoreOnly


def all_is_enriched_anew(model: Reenriching) -> None:
    model.stores(0, 0, 5)
    model.enrichers_get_better()
    model.are_enriched_anew()
    for _ in range(3):
        model.stores(0, 0, 5)


def one_is_revised_meanwhile(model: Reenriching) -> None:
    model.stores(0, 0, 5)
    model.enrichers_get_better()
    model.an_article_is_revised_while_it_is_enriched_anew(0, 1)
    for _ in range(3):
        model.stores(0, 0, 5)


def the_store_has_not_come_to_it(model: Reenriching) -> None:
    model.stores(0, 0, 5)
    model.enrichers_get_better()
    model.are_enriched_anew()


def a_run_dies_and_the_next_one_goes_on(model: Reenriching) -> None:
    model.stores(0, 0, 5)
    model.enrichers_get_better()
    model.are_enriched_anew(2)
    model.are_enriched_anew()


#: each mistake, with a course of events in which it shows
PLANTED = [
    (TellsRows, all_is_enriched_anew),
    (LooksAtTheIndexOnly, all_is_enriched_anew),
    (TakesTheLastToCome, one_is_revised_meanwhile),
    (TakesAwayBeforeItGives, the_store_has_not_come_to_it),
    (ForgetsTheTopic, a_run_dies_and_the_next_one_goes_on),
]


@pytest.mark.parametrize(("mistaken", "course"), PLANTED, ids=[mistaken.__name__ for mistaken, _ in PLANTED])
def test_the_model_catches_a_planted_mistake(
    mistaken: type[Reenriching], course: Callable[[Reenriching], None]
) -> None:
    with pytest.raises((AssertionError, FatalError, OSError)):
        run(mistaken, course)


@pytest.mark.parametrize("course", sorted({c for _, c in PLANTED}, key=lambda c: c.__name__), ids=lambda c: c.__name__)
def test_the_same_course_of_events_is_right_without_the_mistake(course: Callable[[Reenriching], None]) -> None:
    run(Reenriching, course)
