"""Who reads which partition: evenly shared out, and whoever has one keeps it where that is fair."""

from collections.abc import Mapping, Set


def assign(
    topics: Mapping[int, str], members: Mapping[str, Set[str]], current: Mapping[int, str | None]
) -> dict[int, str]:
    """Partition -> member, for every partition of a topic that some member subscribes to.

    `topics` is partition -> its topic, `members` member -> the topics it subscribes to, `current` partition ->
    who has it so far. Nobody could take a partition from another and be nearer to even.

    >>> assign({1: "a", 2: "a", 3: "a"}, {"x": {"a"}, "y": {"a"}}, {1: "x", 2: "x", 3: "x"})
    {1: 'y', 2: 'x', 3: 'x'}
    """
    able = {p: sorted(m for m, subscribed in members.items() if topic in subscribed) for p, topic in topics.items()}
    result: dict[int, str] = {}
    load = dict.fromkeys(members, 0)
    for p in sorted(able):
        holder = current.get(p)
        if holder is not None and holder in able[p]:
            result[p] = holder
            load[holder] += 1
    for p in sorted(able):
        if able[p] and p not in result:
            result[p] = min(able[p], key=lambda m: load[m])
            load[result[p]] += 1
    moved = True
    while moved:  # each move makes the sum of squared loads smaller, so it ends
        moved = False
        for p in sorted(result):
            least = min(able[p], key=lambda m: load[m])
            if load[result[p]] - load[least] > 1:
                load[result[p]] -= 1
                load[least] += 1
                result[p] = least
                moved = True
    return result
