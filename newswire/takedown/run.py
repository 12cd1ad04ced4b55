"""A takedown from beginning to end.

    block      the list has it, durable: nothing of it enters from here on
    sweep      each place loses it, at once
    wait       until what workers and pollers had in hand has been put down
    sweep      again, where there was anything; and again where it taught another URL of an article
    end        the list says that nothing is left

Killed at any moment, the same command does the rest, and so does `finish`, which the pipe calls by itself: each step
asks the list which articles are meant.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from newswire import app
from newswire.home.databases import open_memory, open_state
from newswire.home.folder import only_one, prepare
from newswire.ingest.takedown.state import Memory
from newswire.ingest.takedown.told import Told
from newswire.settings import Settings, SettingsError
from newswire.stream.broker import Broker
from newswire.stream.forgotten import BlockList, Named
from newswire.takedown.barrier import in_hand, wait_for
from newswire.takedown.find import Meant, find
from newswire.takedown.places import PLACES
from newswire.takedown.sweep import Takedown

#: sweeps at most: each may learn a URL that the one before did not know of
_SWEEPS = 5
#: what was left is tried again after this long, where nobody asks
_AGAIN = timedelta(days=1)
Say = Callable[[str], None]


class Done(NamedTuple):
    """What came of it."""

    meant: Sequence[Meant]
    counts: dict[str, int]
    left: tuple[str, ...] = ()  #: what could not be taken away, each in a line


class WordsError(Exception):
    """The reason has words of the article in it, and would stay."""


def take_down(
    settings: Settings,
    named: Sequence[str],
    *,
    why: str,
    by: str,
    dry: bool = False,
    wait_s: float = 300.0,
    say: Say = lambda line: None,
) -> Done:
    """Takes articles out of all that the pipe keeps, and blocks them for good; with `dry` it says what that would be.

    Raises SettingsError where there is no pipe, UnknownArticleError where one is not known and WordsError where the
    reason tells of it, all before anything is done; RetryableError where a stage does not come round, FatalError where
    a stored file is damaged. What is blocked by then stays so: the same command goes on.
    """
    if not settings.home.is_dir():
        raise SettingsError(f"there is no pipe at {settings.home}")
    prepare(settings)
    with (
        only_one(settings.home, "a takedown", "forget.lock"),
        app.open_broker(settings) as broker,
        open_memory(settings) as memory,
    ):
        blocked = BlockList(settings.forgotten_file)
        meant = find(settings.store_root, broker, memory, blocked, named)
        ids = frozenset(name for one in meant for name in one.ids)
        for one in meant:
            if said := [word for word in one.words if len(word) > 3 and word.casefold() in why.casefold()]:
                raise WordsError(f"the reason stays on the list, and has words of the article in it: {said[0]}")
        if dry:
            action = Takedown(settings, broker, memory, Told(Named(ids)), ids, dry=True)
            return Done(meant, _swept(action, say)[0])
        pending = blocked.unfinished()
        new = [name for name in ids if not blocked.has(name)]
        of = blocked.begin(ids, at=_now(), by=by, why=why) if new or not pending else pending[-1]
        time.sleep(blocked.seen_after_s)  # until then a worker elsewhere may let one in: what is swept must stay so
        say(f"blocked: {len(meant)} articles; nothing of them enters any more")
        counts, left = _all(settings, broker, memory, ids, (of, blocked), wait_s, say)
        _note(blocked, left)
    return Done(meant, counts, left)


def finish(settings: Settings, *, wait_s: float = 60.0, say: Say = lambda line: None) -> Done | None:
    """Does the rest of takedowns that were killed, or that had something left a day ago; None where there are none, or
    another process is at it. Raises as `take_down`."""
    blocked = BlockList(settings.forgotten_file)
    if not blocked.due(_now(-_AGAIN)):
        return None
    with ExitStack() as stack:
        try:
            stack.enter_context(only_one(settings.home, "a takedown", "forget.lock"))
        except SettingsError:
            return None
        broker = stack.enter_context(app.open_broker(settings))
        memory = stack.enter_context(open_memory(settings))
        say("goes on with a takedown that was not ended")
        of = blocked.unfinished()[-1]
        counts, left = _all(settings, broker, memory, (), (of, blocked), wait_s, say)
        _note(blocked, left)
    return Done((), counts, left)


def _note(blocked: BlockList, left: Sequence[str]) -> None:
    for name in blocked.unfinished():
        if left:
            blocked.tried(name, at=_now(), left=len(left))
        else:
            blocked.end(name, at=_now())


def _all(
    settings: Settings,
    broker: Broker,
    memory: Memory,
    ids: Collection[str],
    on_list: tuple[str, BlockList],
    wait_s: float,
    say: Say,
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Sweeps until nothing is left and nothing more is learned."""
    of, blocked = on_list
    with open_state(settings) as state:
        app.release_dead(state)
    at, before = time.time(), in_hand(broker, memory)
    waits = bool(before.batches or before.polls)
    action = Takedown(settings, broker, memory, Told(blocked), frozenset(ids), heard=None if waits else at)
    total, left = Counter[str](), tuple[str, ...]()
    for _ in range(_SWEEPS):
        counts, left, learned = _swept(action, say)
        total.update(counts)
        more = blocked.also(of, learned)
        if action.heard is None:
            say("waiting for what workers and pollers have in hand")
            wait_for(before, broker, memory, wait_s)
            action = action._replace(heard=at)
        elif not more:
            break
    return dict(total), left


def _swept(action: Takedown, say: Say) -> tuple[dict[str, int], tuple[str, ...], frozenset[str]]:
    """What each place had, what it could not give up, and what it taught."""
    counts, left, learned = Counter[str](), list[str](), set[str]()
    for sweep in PLACES:
        found = sweep(action)
        counts.update(found.counts)
        left += found.left
        learned |= found.learned
        told = ", ".join(f"{name} {count}" for name, count in found.counts.items())
        if told and not action.dry:
            say(f"{sweep.__name__.replace('_', ' ')}: {told}")
    return dict(counts), tuple(left), frozenset(learned)


def _now(later: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + later).strftime("%Y-%m-%dT%H:%M:%SZ")
