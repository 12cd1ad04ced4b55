"""Looks at pages that are known, against a server whose pages change: revisions, deletions, and silence."""

import pytest

from newswire.stream.messages import Article
from sites.hostile_server import PAGE, HostileServer
from sites.settled import Pipe, edited, entry

SAID = "The feed itself says that the harbour board voted for the deeper channel."


def test_a_changed_body_is_a_revision_of_the_same_article_and_says_what_changed(
    pipe: Pipe, server: HostileServer
) -> None:
    (first,) = pipe.take(entry(f"{server.url}/a"))
    server.pages["/a"] = edited("on Tuesday", "on Wednesday")

    (second,) = pipe.visit()

    assert isinstance(first, Article) and isinstance(second, Article)
    assert second.article_id == first.article_id
    assert second.previous == first.revision != second.revision
    (change,) = second.changes
    assert (change.field, len(change.removed), len(change.added)) == ("text", 1, 1)
    assert "Tuesday" in change.removed[0] and "Wednesday" in change.added[0]
    assert second.text[change.start : change.end] == change.added[0]
    assert (second.feed, second.entry_id, second.seen) == (first.feed, first.entry_id, first.seen)


def test_a_page_that_stays_the_same_is_asked_for_with_its_validators_and_says_nothing(
    pipe: Pipe, server: HostileServer
) -> None:
    pipe.take(entry(f"{server.url}/etag/a"))
    assert [pipe.visit(s) for s in (3600, 18000, 64800)] == [[], [], []]
    assert pipe.due() == []


def test_what_an_edit_is_taken_back_to_is_a_revision_again_each_time(pipe: Pipe, server: HostileServer) -> None:
    pipe.take(entry(f"{server.url}/a"))
    for day in ("Wednesday", "Tuesday", "Wednesday"):
        server.pages["/a"] = edited("on Tuesday", f"on {day}")
        pipe.visit(1)
        pipe.take(entry(f"{server.url}/a", entry_id=day))
    assert len(pipe.articles) == 4
    assert len({a.revision for a in pipe.articles}) == 4
    assert [a.previous for a in pipe.articles] == [None, *(a.revision for a in pipe.articles[:-1])]


@pytest.mark.parametrize("how", ["404", "410", "home", "soft"])
def test_a_page_that_is_gone_twice_is_a_deletion_once(pipe: Pipe, server: HostileServer, how: str) -> None:
    (first,) = pipe.take(entry(f"{server.url}/a"))
    gone(server, how)
    assert pipe.visit() == []
    assert pipe.visit(60) == []

    (deleted,) = pipe.visit(700)

    assert isinstance(first, Article) and isinstance(deleted, Article)
    assert (deleted.access, deleted.text, deleted.previous) == ("gone", "", first.revision)
    assert deleted.article_id == first.article_id
    assert (deleted.changes[0].removed, deleted.changes[0].added) == (("open",), ("gone",))
    assert pipe.visit(20000) == pipe.visit(90000) == []


def gone(server: HostileServer, how: str) -> None:
    del server.pages["/a"]
    if how == "soft":
        server.pages["/a"] = b"<html><title>Page not found</title><body><h1>Page not found</h1></body></html>"
    else:
        server.answers["/a"] = (int(how), {}) if how != "home" else (302, {"Location": "/home"})
        server.pages["/home"] = PAGE.encode()


def test_a_page_that_comes_back_is_a_revision_again(pipe: Pipe, server: HostileServer) -> None:
    (first,) = pipe.take(entry(f"{server.url}/a"))
    gone(server, "404")
    pipe.visit()
    (deleted,) = pipe.visit(700)
    del server.answers["/a"]
    server.pages["/a"] = PAGE.encode()

    (back,) = pipe.visit(20000)

    assert isinstance(first, Article) and isinstance(deleted, Article) and isinstance(back, Article)
    assert (back.text, back.access, back.previous) == (first.text, "open", deleted.revision)
    assert back.revision not in (first.revision, deleted.revision)
    assert [c.field for c in back.changes] == ["access"]


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_an_error_is_not_a_deletion_and_no_revision(pipe: Pipe, server: HostileServer, status: int) -> None:
    pipe.take(entry(f"{server.url}/a", summary=SAID))
    server.answers["/a"] = (status, {})
    assert pipe.visit() == pipe.visit(20000) == pipe.visit(90000) == []


def test_a_wall_that_was_put_up_is_not_a_revision(pipe: Pipe, server: HostileServer) -> None:
    pipe.take(entry(f"{server.url}/a", summary=SAID))
    server.pages["/a"] = b"<html><title>Just a moment...</title><body><p>Checking your browser</p></body></html>"
    assert pipe.visit() == []


def test_a_page_that_was_given_up_gets_its_true_text_later(pipe: Pipe, server: HostileServer) -> None:
    server.answers["/a"] = (503, {})
    (first,) = pipe.take(entry(f"{server.url}/a", summary=SAID))
    del server.answers["/a"]

    (second,) = pipe.visit()

    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.text, first.how["text"]) == (SAID, "feed")
    assert second.article_id == first.article_id
    assert (second.previous, second.how["text"]) == (first.revision, "trafilatura")
    assert [c.field for c in second.changes] == ["how"]


def test_a_page_that_can_not_be_had_when_its_feed_tells_of_a_change_is_looked_at_soon(
    pipe: Pipe, server: HostileServer
) -> None:
    pipe.take(entry(f"{server.url}/a"))
    server.answers["/a"] = (503, {})
    assert pipe.take(entry(f"{server.url}/a", entry_id="e2", summary=SAID)) == []
    del server.answers["/a"]
    server.pages["/a"] = edited("on Tuesday", "on Wednesday")

    (second,) = pipe.visit(600)

    assert isinstance(second, Article) and "on Wednesday" in second.text
