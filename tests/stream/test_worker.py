"""The loop of every stage, on a real embedded broker: what becomes of good, bad and unlucky messages."""

import errno
from collections.abc import Sequence

import pytest

from newswire.stream.broker import Message, Record
from newswire.stream.embedded.broker import EmbeddedConsumer
from newswire.stream.errors import FatalError, FencedError, RejectedError, RetryableError
from newswire.stream.handler import Item
from newswire.stream.topics import ARTICLES, ATTEMPTS, DEAD, ENTRIES, encode
from servers.worker_stages import Stage, article, entry, to_articles


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
