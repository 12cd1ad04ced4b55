"""The loop of every stage, on a real embedded broker: what becomes of good, bad and unlucky messages."""

import errno
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from newswire.stream.broker import Message, Record
from newswire.stream.embedded.broker import EmbeddedBroker, EmbeddedConsumer
from newswire.stream.errors import FatalError, FencedError, RejectedError, RetryableError
from newswire.stream.handler import Item
from newswire.stream.messages import Article, DeadLetter, FeedEntry
from newswire.stream.topics import ARTICLES, ATTEMPTS, DEAD, ENTRIES, TOPICS, encode
from newswire.stream.worker import Worker, WorkerOptions

NOW = datetime(2024, 10, 18, 9, 30, tzinfo=UTC)
Handle = Callable[[Sequence[Item]], Sequence[Sequence[Message] | RejectedError]]


def entry(n: int) -> FeedEntry:
    return FeedEntry(entry_id=f"entry-{n}", feed="https://news.example/feed", seen="2024-10-18T09:00:00Z", title=f"{n}")


def article(item: Item) -> Message:
    made = Article(article_id=item.message.entry_id, revision="r", url="https://news.example/", text=item.message.title)
    return Message(ARTICLES.name, made.article_id.encode(), encode(made))


def to_articles(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
    return [[article(item)] for item in batch]


class Stage:
    """One worker over one broker, with what it slept noted instead of slept."""

    def __init__(self, path: Path) -> None:
        self.broker = EmbeddedBroker(path)
        self.broker.create_topics(TOPICS)
        self.producer = self.broker.producer()
        self.consumer: EmbeddedConsumer = self.broker.consumer([ENTRIES.name], "fetch")
        self.slept: list[float] = []

    def worker(self, handle: Handle, **options: object) -> Worker:
        given = {"poll_s": 0.01, "sleep": self.slept.append, "now": lambda: NOW, **options}
        how = WorkerOptions(**given)  # type: ignore[arg-type]
        return Worker("fetch", ENTRIES, self.consumer, self.producer, handle, how)

    def send(self, *values: bytes, headers: tuple[tuple[str, bytes], ...] = ()) -> None:
        for value in values:
            self.producer.send(Message(ENTRIES.name, b"news.example", value, headers))
        self.producer.flush()

    def articles(self) -> list[str]:
        return sorted(msgspec.json.decode(r.value, type=Article).text for r in self.broker.scan(ARTICLES.name))

    def letters(self) -> list[DeadLetter]:
        return [msgspec.json.decode(r.value, type=DeadLetter) for r in self.broker.scan(DEAD.name)]

    def lag(self) -> int:
        return self.broker.lag(ENTRIES.name, "fetch")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path / "broker.db")
    yield made
    made.consumer.close()
    made.producer.close()


def test_a_batch_becomes_what_follows_from_it(stage: Stage) -> None:
    stage.send(*[encode(entry(n)) for n in range(5)])
    assert stage.worker(to_articles).step() == 5
    assert stage.articles() == ["0", "1", "2", "3", "4"]
    assert (stage.lag(), stage.letters()) == (0, [])


def test_one_bad_message_goes_to_dead_letters_and_the_rest_go_on(stage: Stage) -> None:
    headers = (("ce_subject", b"https://news.example/1"), ("ce_id", b"\xff"))
    stage.send(encode(entry(0)))
    stage.send(b"\x00 no JSON \xff", headers=headers)
    stage.send(encode(entry(2)))
    assert stage.worker(to_articles).step() == 3
    assert stage.articles() == ["0", "2"]
    (letter,) = stage.letters()
    assert letter.value == b"\x00 no JSON \xff"
    assert (letter.key, letter.headers) == (b"news.example", headers)
    assert (letter.topic, letter.offset, letter.stage) == (ENTRIES.name, 1, "fetch")
    assert (letter.reason, letter.attempts, letter.failed_at) == ("not_json", 1, "2024-10-18T09:30:00Z")
    assert letter.url == "https://news.example/1"
    assert stage.lag() == 0


def test_json_of_another_shape_is_a_dead_letter(stage: Stage) -> None:
    stage.send(b'{"entry_id": 7}', headers=((ATTEMPTS, b"3"),))
    stage.worker(to_articles).step()
    (letter,) = stage.letters()
    assert (letter.reason, letter.attempts) == ("wrong_shape", 3)


def test_what_a_handler_rejects_goes_to_dead_letters_with_its_reason(stage: Stage) -> None:
    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        return [RejectedError("too_long", i.message.title) if i.message.title == "1" else [article(i)] for i in batch]

    stage.send(*[encode(entry(n)) for n in range(3)])
    stage.worker(handle).step()
    assert stage.articles() == ["0", "2"]
    assert [(x.reason, x.error) for x in stage.letters()] == [("too_long", "1")]


def test_a_rejection_that_is_raised_is_found_its_message(stage: Stage) -> None:
    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        for item in batch:
            if item.message.title == "1":
                raise RejectedError("too_long", "this one")
        return to_articles(batch)

    stage.send(*[encode(entry(n)) for n in range(3)])
    stage.worker(handle).step()
    assert stage.articles() == ["0", "2"]
    assert [(x.reason, x.offset) for x in stage.letters()] == [("too_long", 1)]


def fails_on(titles: set[str]) -> Handle:
    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        if titles & {item.message.title for item in batch}:
            raise KeyError("a bug")
        return to_articles(batch)

    return handle


def test_a_message_that_meets_a_bug_is_buried_alone(stage: Stage) -> None:
    stage.send(*[encode(entry(n)) for n in range(4)])
    stage.worker(fails_on({"2"})).step()
    assert stage.articles() == ["0", "1", "3"]
    (letter,) = stage.letters()
    assert (letter.reason, letter.error) == ("handler_failed", "KeyError: 'a bug'")
    assert letter.value == encode(entry(2))


def subject(host: str) -> tuple[tuple[str, bytes], ...]:
    return (("ce_subject", f"https://{host}/page".encode()),)


def broken() -> None:
    raise KeyError("a bad release")


def test_one_sites_batch_that_fails_whole_is_buried_and_the_next_goes_on(stage: Stage) -> None:
    stage.send(*[encode(entry(n)) for n in range(9)], headers=subject("a.bad.example"))
    stage.send(encode(entry(9)))
    worker = stage.worker(fails_on({str(n) for n in range(9)}), max_records=3)
    for _ in range(4):
        worker.step()
    assert (len(stage.letters()), stage.articles(), stage.lag()) == (9, ["9"], 0)


def test_without_a_probe_a_batch_of_several_sites_that_fails_whole_is_us(stage: Stage) -> None:
    for n in range(4):
        stage.send(encode(entry(n)), headers=subject(f"www.site-{n}.example"))
    with pytest.raises(FatalError, match="us and not them"):
        stage.worker(fails_on({"0", "1", "2", "3"})).step()
    assert (stage.articles(), stage.letters(), stage.lag()) == ([], [], 4)


def test_where_the_probe_passes_all_are_buried_whosever_they_are(stage: Stage) -> None:
    for n in range(8):
        stage.send(encode(entry(n)), headers=subject(f"www.site-{n}.example"))
    probed: list[int] = []
    stage.worker(fails_on({str(n) for n in range(8)}), probe=lambda: probed.append(1)).step()
    assert (len(stage.letters()), stage.lag(), len(probed)) == (8, 0, 1)


@pytest.mark.parametrize("size", [1, 4])
def test_where_the_probe_fails_too_it_is_us_and_the_last_words_say_where(stage: Stage, size: int) -> None:
    stage.send(*[encode(entry(n)) for n in range(8)])
    worker = stage.worker(fails_on({str(n) for n in range(8)}), probe=broken, max_records=size)
    with pytest.raises(FatalError, match=r"a known good message fails as well.*a bad release"):
        for _ in range(8):
            worker.step()
    buried = {1: 3, 4: 0}[size]  # messages that come singly tell only when there are several
    assert (len(stage.letters()), stage.lag()) == (buried, 8 - buried)
    (stuck,) = worker.stuck
    assert (stuck.stage, stuck.topic, stuck.offset, stuck.at) == ("fetch", ENTRIES.name, buried, "2024-10-18T09:30:00Z")
    assert "a bad release" in stuck.error


def test_the_probe_is_asked_for_failures_in_a_row_over_several_batches(stage: Stage) -> None:
    stage.send(*[encode(entry(n)) for n in range(8)])
    probed: list[int] = []
    worker = stage.worker(
        fails_on({str(n) for n in range(8)}), max_records=1, probe=lambda: probed.append(len(stage.letters()))
    )
    for _ in range(8):
        worker.step()
    assert (probed, len(stage.letters()), stage.lag()) == ([3, 7], 8, 0)


def test_what_a_handler_that_isolates_its_items_buries_counts_as_well(stage: Stage) -> None:
    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        return [RejectedError("handler_failed", "KeyError") for _ in batch]

    stage.send(*[encode(entry(n)) for n in range(4)])
    with pytest.raises(FatalError):
        stage.worker(handle, probe=broken).step()
    assert (stage.letters(), stage.lag()) == ([], 4)


def test_a_message_that_takes_all_memory_is_buried_and_the_rest_go_on(stage: Stage) -> None:
    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        if "2" in {item.message.title for item in batch}:
            raise MemoryError
        return to_articles(batch)

    stage.send(*[encode(entry(n)) for n in range(4)])
    stage.worker(handle).step()
    assert (stage.articles(), [letter.reason for letter in stage.letters()]) == (["0", "1", "3"], ["out_of_memory"])


def test_a_result_that_no_dead_letter_could_hold_is_its_items_fault(stage: Stage) -> None:
    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        return [
            [Message(ARTICLES.name, b"k", b"x" * (31 << 20))] if i.message.title == "1" else [article(i)] for i in batch
        ]

    stage.send(*[encode(entry(n)) for n in range(3)])
    stage.worker(handle).step()
    assert (stage.articles(), [letter.reason for letter in stage.letters()]) == (["0", "2"], ["too_large"])


def test_what_fails_again_and_again_is_told_apart_from_its_batch(stage: Stage) -> None:
    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        if "2" in {item.message.title for item in batch}:
            raise OSError(errno.EINVAL, "an odd file name")
        return to_articles(batch)

    stage.send(*[encode(entry(n)) for n in range(4)])
    worker = stage.worker(handle)
    with pytest.raises(OSError, match="an odd file name"):
        for _ in range(20):
            worker.step()
    assert (stage.articles(), stage.letters(), stage.lag()) == (["0", "1"], [], 2)
    assert [(one.partition, one.offset) for one in worker.stuck] == [(2, 2)]


def test_a_worker_that_is_started_again_takes_the_first_records_singly(stage: Stage) -> None:
    stage.send(*[encode(entry(n)) for n in range(70)])
    worker = stage.worker(to_articles, singly=True)
    assert [worker.step() for _ in range(65)] == [1] * 64 + [6]


def test_bad_ones_among_good_ones_never_stop_the_worker(stage: Stage) -> None:
    bad = {str(n) for n in range(0, 40, 4)}
    stage.send(*[encode(entry(n)) for n in range(40)])
    worker = stage.worker(fails_on(bad), max_records=2)
    for _ in range(20):
        worker.step()
    assert (len(stage.letters()), len(stage.articles()), stage.lag()) == (10, 30, 0)


def test_what_may_pass_later_is_tried_again_with_the_same_batch(stage: Stage) -> None:
    tried: list[list[str]] = []

    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        tried.append([item.message.title for item in batch])
        if len(tried) < 4:
            raise RetryableError("away")
        return to_articles(batch)

    stage.send(*[encode(entry(n)) for n in range(2)])
    worker = stage.worker(handle)
    while not stage.articles():
        worker.step()
    assert tried == [["0", "1"]] * 4
    assert stage.slept == [1, 2, 4]
    assert (stage.lag(), stage.letters()) == (0, [])


def test_a_full_disk_stops_the_worker_and_buries_nothing(stage: Stage) -> None:
    def sink(records: Sequence[Record], items: Sequence[Item]) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    stage.send(*[encode(entry(n)) for n in range(3)])
    worker = stage.worker(lambda batch: [[] for _ in batch], sink=sink, max_failures=4)
    with pytest.raises(OSError, match="No space left"):
        for _ in range(50):
            worker.step()
    assert stage.slept == [1, 2, 4]
    assert (stage.letters(), stage.lag()) == ([], 3)


def test_polls_that_bring_nothing_do_not_hide_that_a_batch_fails_again_and_again(stage: Stage) -> None:
    class EveryOther:
        """A consumer whose every other poll is empty, as after a rebalance."""

        def __init__(self, inner: EmbeddedConsumer) -> None:
            self.inner, self.polls = inner, 0
            self.rewind, self.commit, self.refusal = inner.rewind, inner.commit, inner.refusal

        def poll(self, max_records: int, timeout_s: float) -> list[Record]:
            self.polls += 1
            return self.inner.poll(max_records, timeout_s) if self.polls % 2 else []

    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        raise OSError("away")

    stage.send(encode(entry(0)))
    worker = stage.worker(handle, max_failures=3)
    worker.consumer = EveryOther(stage.consumer)  # type: ignore[assignment]
    with pytest.raises(OSError, match="away"):
        for _ in range(20):
            worker.step()
    assert stage.slept == [1, 2]


def test_a_sink_gets_all_records_and_what_could_be_prepared_after_the_letters_are_durable(stage: Stage) -> None:
    seen: list[tuple[list[int], list[str], int, int]] = []

    def sink(records: Sequence[Record], items: Sequence[Item]) -> None:
        titles = [item.message.title for item in items]
        seen.append(([r.offset for r in records], titles, len(stage.letters()), stage.lag()))

    stage.send(encode(entry(0)), b"no JSON", encode(entry(2)))
    stage.worker(lambda batch: [[] for _ in batch], sink=sink).step()
    assert seen == [([0, 1, 2], ["0", "2"], 1, 3)]
    assert stage.lag() == 0


def test_who_was_fenced_drops_the_batch_and_goes_on_from_what_is_committed(stage: Stage) -> None:
    fenced = [True]

    def sink(records: Sequence[Record], items: Sequence[Item]) -> None:
        if fenced.pop() if fenced else False:
            raise FencedError("another was first")

    stage.send(encode(entry(0)))
    worker = stage.worker(lambda batch: [[] for _ in batch], sink=sink)
    assert worker.step() == 0
    assert (stage.lag(), stage.slept) == (1, [])
    assert worker.step() == 1
    assert stage.lag() == 0


def test_a_fatal_error_stops_at_once(stage: Stage) -> None:
    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        raise FatalError("no model")

    stage.send(encode(entry(0)))
    with pytest.raises(FatalError, match="no model"):
        stage.worker(handle).step()
    assert (stage.lag(), stage.slept) == (1, [])


def test_it_runs_until_nothing_comes_but_not_while_a_batch_waits_to_be_tried_again(stage: Stage) -> None:
    tries: list[int] = []

    def handle(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
        tries.append(len(batch))
        if len(tries) < 3:
            raise RetryableError("away")
        return to_articles(batch)

    stage.send(encode(entry(0)))
    stage.worker(handle).run(lambda: False, until_idle_s=0.0)
    assert stage.articles() == ["0"]


def test_it_stops_when_told(stage: Stage) -> None:
    answers = iter([False, True])
    stage.send(encode(entry(0)))
    stage.worker(to_articles).run(lambda: next(answers))
    assert stage.articles() == ["0"]
    assert list(answers) == []


def test_tombstones_are_passed_over(stage: Stage) -> None:
    stage.send(encode(entry(1)), b"", encode(entry(2)))

    assert stage.worker(to_articles).step() == 3

    assert len(list(stage.broker.scan(ARTICLES.name))) == 2
    assert list(stage.broker.scan(DEAD.name)) == [] and stage.broker.lag(ENTRIES.name, "fetch") == 0
