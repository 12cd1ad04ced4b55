"""A takedown leaves nothing of an article and touches no other, whatever happens when; and mistakes planted in it."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis.stateful import run_state_machine_as_test

from newswire.store.compaction import forget as takedown
from newswire.store.compaction.compact import finish
from newswire.store.compaction.forget import forget
from newswire.store.compaction.step import Change, folded_files
from newswire.store.writer import Store
from newswire.stream.errors import FatalError
from protocols.store_protocol_runs import bounded, run
from protocols.store_protocol_takedown import Forgetting


def test_an_article_goes_and_no_other_whatever_happens_when() -> None:
    run_state_machine_as_test(Forgetting, settings=bounded(10))


def with_another(name: str, mistaken: Callable[..., object]) -> type[Forgetting]:
    """The model of a takedown in which one part is another."""

    def planted(*args: object, **options: object) -> object:
        with patch.object(takedown, name, mistaken):
            return forget(*args, **options)  # type: ignore[arg-type]

    return type(mistaken.__name__, (Forgetting,), {"forget": staticmethod(planted)})


class DoesNotAskTheList(Store):
    """Stores whatever comes."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options | {"is_forgotten": lambda article_id: False})  # type: ignore[arg-type]


def leaves_the_newest_batch(state: object) -> object:
    return folded_files(state)  # type: ignore[arg-type]


def leaves_what_was_swapped_out(objects: object, *args: object, **options: object) -> None:
    finish(objects)  # type: ignore[arg-type]


def leaves_what_is_staged(*args: object) -> int:
    return 0


def does_not_count(swaps: object, dropped: object, *rest: object) -> Change:
    return Change(swaps, {}, *rest)  # type: ignore[arg-type]


def one_of_the_newest_batch_goes(model: Forgetting) -> None:
    model.stores(0, 0, 4)
    model.an_article_is_forgotten(0, 3)


def one_of_a_folded_batch_goes(model: Forgetting) -> None:
    for _ in range(3):
        model.stores(0, 0, 2)
    model.an_article_is_forgotten(0, 0)


def one_goes_that_a_sleeping_writer_has_staged(model: Forgetting) -> None:
    model.stages(0, 0, 4)
    model.an_article_is_forgotten(0, 0)


def one_comes_again(model: Forgetting) -> None:
    one_of_the_newest_batch_goes(model)
    model.dies_between_steps(0)  # and with it what it knew of repeats
    model.articles_arrive(0, 4, 0, repeat=True)
    for _ in range(3):
        model.stores(0, 0, 5)


def one_dies_after_its_version_and_writers_go_on(model: Forgetting) -> None:
    for _ in range(3):
        model.stores(0, 0, 2)
    model.a_takedown_dies_at_a_step(0, 0, "linked")
    model.stores(1, 0, 2)
    model.compacts()


#: each mistake, with a course of events in which it shows
PLANTED = [
    (with_another("all_files", leaves_the_newest_batch), one_of_the_newest_batch_goes),
    (with_another("finish", leaves_what_was_swapped_out), one_of_a_folded_batch_goes),
    (with_another("drop_staged", leaves_what_is_staged), one_goes_that_a_sleeping_writer_has_staged),
    (with_another("Change", does_not_count), one_of_a_folded_batch_goes),
    (type("DoesNotAskTheList", (Forgetting,), {"make": DoesNotAskTheList}), one_comes_again),
]
COURSES = [*dict.fromkeys(course for _, course in PLANTED), one_dies_after_its_version_and_writers_go_on]


@pytest.mark.parametrize(("mistaken", "course"), PLANTED, ids=[mistaken.__name__ for mistaken, _ in PLANTED])
def test_the_model_catches_a_planted_mistake(mistaken: type[Forgetting], course: Callable[[Forgetting], None]) -> None:
    with pytest.raises((AssertionError, FatalError, OSError)):
        run(mistaken, course)  # type: ignore[arg-type]


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.__name__)
def test_the_same_course_of_events_is_right_without_the_mistake(course: Callable[[Forgetting], None]) -> None:
    run(Forgetting, course)  # type: ignore[arg-type]
