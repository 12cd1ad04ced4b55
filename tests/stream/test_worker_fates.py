"""What becomes of messages where the handler fails, on a real embedded broker: is it the message, or is it us?"""

import errno
from collections.abc import Sequence

import pytest

from newswire.stream.broker import Message
from newswire.stream.errors import FatalError, RejectedError
from newswire.stream.handler import Item
from newswire.stream.topics import ARTICLES, ENTRIES, encode
from servers.worker_stages import Handle, Stage, article, entry, to_articles


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
