"""Members of a group, on both brokers: they share partitions, leave, die, freeze, and lose and double nothing."""

import contextlib
import time
from collections import Counter

from newswire.stream.broker import Record
from newswire.stream.errors import FencedError
from servers.broker_child import copies, poll_until
from servers.broker_places import PARTITIONS, Place, poll_while, values


def test_two_members_share_the_partitions(place: Place) -> None:
    one, two = place.consumer(), place.consumer()
    poll_while(
        [one, two],
        lambda: (
            len(one.assignment()) + len(two.assignment()) == PARTITIONS and bool(one.assignment() and two.assignment())
        ),
    )
    assert not one.assignment() & two.assignment()
    sent = place.spread(30)
    got: list[Record] = []
    deadline = time.monotonic() + 120
    while len(got) < 30 and time.monotonic() < deadline:
        got += one.poll(30, 0.1) + two.poll(30, 0.1)
    assert sorted(values(got)) == sorted(sent)


def test_who_leaves_gives_its_partitions_to_the_others(place: Place) -> None:
    one, two = place.consumer(), place.consumer()
    poll_while([one, two], lambda: bool(one.assignment() and two.assignment()))
    one.close()
    poll_while([two], lambda: len(two.assignment()) == PARTITIONS)


def test_the_partitions_of_a_dead_member_move(place: Place) -> None:
    sent = place.spread(10)
    dead = place.child("hold", place.source, place.target)
    assert dead.stdout and dead.stdout.readline() == "polled\n"
    dead.kill()
    assert sorted(values(poll_until(place.consumer(), 10))) == sorted(sent)


def test_a_frozen_member_that_wakes_up_is_fenced(place: Place) -> None:
    sent = place.spread(10)
    zombie = place.child("hold", place.source, place.target)
    assert zombie.stdout and zombie.stdin and zombie.stdout.readline() == "polled\n"
    zombie.send_signal(19)  # SIGSTOP
    consumer = place.consumer()
    records = poll_until(consumer, 10)
    zombie.stdin.write("commit now\n")
    zombie.stdin.flush()
    zombie.send_signal(18)  # SIGCONT
    assert zombie.stdout.readline() == "fenced\n"
    assert place.scanned(place.target) == []
    zombie.kill()
    zombie.wait()
    with contextlib.suppress(FencedError):  # where the zombie came back, it may have taken some of them
        consumer.commit(copies(records, place.target))
        assert sorted(place.scanned(place.target)) == sorted(sent)


def test_several_processes_that_die_lose_and_double_nothing(place: Place) -> None:
    sent = place.spread(400)
    workers = [place.child("copy", place.source, place.target) for _ in range(2)]
    reader = place.reader()
    seen: list[bytes] = []
    deaths = 0
    deadline = time.monotonic() + 180
    while len(seen) < len(sent):
        assert time.monotonic() < deadline, f"{len(seen)} came"
        seen += values(reader.poll(50, 0.1))
        if len(seen) > 100 * (deaths + 1) and deaths < 2:
            workers[deaths].kill()
            workers.append(place.child("copy", place.source, place.target))
            deaths += 1
    for worker in workers:
        worker.kill()
        worker.wait()
    assert deaths == 2
    assert Counter(seen) == Counter(sent)
    assert Counter(place.scanned(place.target)) == Counter(sent)
