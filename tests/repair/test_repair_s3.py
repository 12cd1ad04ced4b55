"""A store in a bucket is mended as one on a disk."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from homes.damaged_homes import encoded, keep
from newswire import app
from newswire.settings import Settings
from newswire.store.compaction.compact import compact
from newswire.store.log.objects import objects_at
from newswire.store.log.tried import TriedObjects
from newswire.store.query import run
from newswire.store.repair.repair import repair
from newswire.store.schema import TABLES
from newswire.store.verify import verify
from newswire.store.writer import Store
from newswire.stream.broker import Message
from newswire.stream.s3.url import S3Url
from newswire.stream.topics import ENRICHED
from protocols.store_batches import every_row


def test_records_files_and_index_in_a_bucket_come_back(s3: S3Url, tmp_path: Path) -> None:
    objects = objects_at(s3)
    with app.open_broker(Settings(home=tmp_path / "home")) as broker:
        store = Store(s3, topic_id=broker.topic_id, begins=broker.begins)
        for name in ("one", "two", "three", "four"):
            with closing(broker.producer()) as producer:
                for n in range(6):
                    producer.send(Message(ENRICHED.name, *encoded(f"{name}{n}")))
            keep(store, broker)
            if name == "two":
                compact(s3, datetime.now(UTC) + timedelta(days=1))
        rows = every_row(s3)
        record = objects.list("_commits")[0]
        for key in (record, objects.list("_index")[-1]):
            objects.put({key: objects.get(key)[:40]})
        gone = [key for key in objects.list("figures") if "compacted" in key or key.endswith("+1.parquet")]
        for key in gone:
            objects.delete(key)

        told = [finding for table in TABLES for finding in _told(s3, table)]
        assert {"missing_file", "damaged_record", "damaged_index"} <= set(told)
        assert list(verify(s3))
        before, tried = {key: objects.stat(key) for key in objects.list("")}, list[str]()
        over = TriedObjects(objects, tmp_path / "tried")
        assert repair(over, broker, datetime.now(UTC), lambda one: tried.append(one.word))
        assert {key: objects.stat(key) for key in objects.list("")} == before
        done: list[str] = []
        assert repair(s3, broker, datetime.now(UTC), lambda one: done.append(one.word))

    # A record and the files of its batch come back as one.
    assert set(done) == {"mended"} and len(done) >= 3 and tried == done
    assert list(verify(s3)) == []
    assert every_row(s3) == rows


def _told(place: S3Url, table: str) -> list[str]:
    findings: list = []
    with run(f"SELECT * FROM {table}_history", place, findings=findings) as reader:
        reader.read_all()
    return [finding.word for finding in findings]
