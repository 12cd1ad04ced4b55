"""Sharing out partitions: even, complete, and with as little moving as that allows."""

from hypothesis import given
from hypothesis import strategies as st

from newswire.stream.embedded.assign import assign

names = st.sampled_from(["a", "b", "c", "d"])
topics = st.dictionaries(st.integers(1, 30), st.sampled_from(["t", "u"]), max_size=12)
members = st.dictionaries(names, st.sets(st.sampled_from(["t", "u"])), max_size=4)
owners = st.dictionaries(st.integers(1, 30), st.one_of(st.none(), names, st.just("gone")), max_size=12)


@given(topics, members, owners)
def test_every_partition_that_somebody_reads_has_one_reader(
    topics: dict[int, str], members: dict[str, set[str]], current: dict[int, str | None]
) -> None:
    found = assign(topics, members, current)
    assert found.keys() == {p for p, t in topics.items() if any(t in subscribed for subscribed in members.values())}
    assert all(topics[p] in members[m] for p, m in found.items())


@given(st.integers(0, 20), st.integers(1, 6), owners)
def test_where_all_read_the_same_nobody_has_two_more_than_another(
    partitions: int, count: int, current: dict[int, str | None]
) -> None:
    members = {name: {"t"} for name in "abcdef"[:count]}
    found = list(assign(dict.fromkeys(range(partitions), "t"), members, current).values())
    loads = [found.count(m) for m in members]
    assert max(loads) - min(loads) <= 1


@given(topics, members, owners)
def test_what_is_settled_stays(
    topics: dict[int, str], members: dict[str, set[str]], current: dict[int, str | None]
) -> None:
    found = assign(topics, members, current)
    assert assign(topics, members, found) == found


def test_a_newcomer_takes_only_its_share() -> None:
    before = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b", 6: "b"}
    after = assign(dict.fromkeys(before, "t"), {"a": {"t"}, "b": {"t"}, "c": {"t"}}, before)
    assert sum(before[p] != after[p] for p in before) == 2
