"""A repair of kafka-python 3.0.12: a join that ends while nobody polls is taken up, not begun again.

A poll that runs out of time leaves its JoinGroup in flight, and the next poll waits for it again. But where it
ended in between, the next poll throws its result away and joins once more, which makes every other member rejoin:
with short polls two members can keep each other from ever reading (measured: in one of two tries). So the result of
a join is kept until it is taken up. `tests/stream/test_broker_contract.py` shares partitions among members that
poll in turn; it fails without this.
"""

from typing import Any


def keep_finished_joins(client: Any) -> None:
    """Repairs this consumer's coordinator."""
    coordinator = client._coordinator
    join, complete = coordinator._do_join_and_sync_async, coordinator._on_join_complete_async
    finished: list[tuple[Any, Any]] = []  # at most one: the generation that was joined, and the assignment

    async def join_or_take_up() -> Any:
        if finished and finished[0][0] is coordinator._generation:  # nothing came in between
            return finished[0][1]
        finished.clear()
        assignment = await join()
        finished.append((coordinator._generation, assignment))
        return assignment

    async def take_up(*args: Any) -> Any:
        finished.clear()
        return await complete(*args)

    coordinator._do_join_and_sync_async = join_or_take_up
    coordinator._on_join_complete_async = take_up
