"""The commit protocol on S3: whatever happens when, and the two moments that differ from a local disk, one by one."""

import pytest
from hypothesis.stateful import run_state_machine_as_test

from newswire.store.commits import Commit, CommitLog
from newswire.store.log.s3 import S3Objects
from newswire.store.verify import verify
from newswire.stream.s3.url import S3Url
from protocols.store_protocol_runs import bounded
from protocols.store_protocol_s3 import OnS3

pytestmark = pytest.mark.s3


@pytest.fixture
def model(s3: S3Url, monkeypatch: pytest.MonkeyPatch) -> type[OnS3]:
    monkeypatch.setattr(S3Objects, "at_once", 1)  # a crash is one of all that goes on
    monkeypatch.setattr(OnS3, "place", s3, raising=False)
    return OnS3


def test_nothing_is_lost_doubled_or_torn_whatever_happens_when(model: type[OnS3]) -> None:
    run_state_machine_as_test(model, settings=bounded(4))


def two_commit_at_once(model: type[OnS3]) -> None:
    one = model()
    one.there_is_something_to_read()
    one.another_commits_in_the_last_moment(0, 2, 3)
    for writer in (1, 0):
        one.publishes(writer)
    assert list(verify(one.root)) == []
    one.teardown()


def one_sleeps_before_it_copies(model: type[OnS3]) -> None:
    one = model()
    one.there_is_something_to_read()
    one.all_goes_on_without_one_that_sleeps_before_it_copies(0, 2)
    assert list(verify(one.root)) == []
    one.teardown()


def test_of_two_that_commit_at_once_one_is_fenced(model: type[OnS3], monkeypatch: pytest.MonkeyPatch) -> None:
    two_commit_at_once(model)

    def unconditional(objects: S3Objects, key: str, content: bytes) -> None:
        objects._failpoint("drafted")
        objects.put({key: content})

    monkeypatch.setattr(S3Objects, "put_new", unconditional)
    with pytest.raises(AssertionError):
        two_commit_at_once(model)


def test_what_was_compacted_away_is_not_copied_back(model: type[OnS3], monkeypatch: pytest.MonkeyPatch) -> None:
    one_sleeps_before_it_copies(model)

    def left_there(log: CommitLog, commit: Commit) -> None:
        pass

    monkeypatch.setattr(CommitLog, "_hide_again", left_there)
    with pytest.raises(AssertionError):
        one_sleeps_before_it_copies(model)
