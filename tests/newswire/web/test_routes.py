"""Every route of the pages: nobody gets in who may not, nobody acts who may only look, nothing hostile does harm."""

import re
from collections.abc import Collection, Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.testclient import TestClient

from homes.web_home import HOSTILE, made
from newswire.home.databases import read_state
from newswire.settings import Settings
from newswire.stream.messages import make_id
from newswire.web.app import make_app
from newswire.web.gate import Caller, LocalGate
from newswire.web.sources import Sources

PORT = 8090
HOST = f"127.0.0.1:{PORT}"
ARTICLE = make_id("article", "https://news.example/Ruritania")
EVIL = make_id("article", "https://news.example/evil")
LETTER = make_id("fetch", "letter0")
NAMES = {
    "article_id": ARTICLE,
    "letter_id": LETTER,
    "number": "1",
    "name": "style.css",
    "action": "pause",
    "kind": "verify",
}


class Viewer:
    """A gate that lets everybody look and nobody act."""

    framed = True

    def hosts(self) -> Collection[str]:
        return frozenset({HOST})

    async def caller(self, request: Request) -> Caller:
        return Caller("eye", lambda dag: False)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return made(tmp_path_factory.mktemp("web") / "home")


@pytest.fixture(scope="module")
def gate() -> LocalGate:
    return LocalGate(PORT)


@pytest.fixture(scope="module")
def pages(settings: Settings, gate: LocalGate) -> Iterator[TestClient]:
    """Somebody who has the token."""
    app = make_app(settings, gate)
    sources: Sources = app.state.sources
    sources.touch = lambda: None  # type: ignore[method-assign] - no thread: a test says when
    sources.refresh()
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get("/", params={"token": gate.token})
        yield client
    sources.close()


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """(method, path) of all, with names filled in."""
    found = []
    (story,) = app.state.sources.following.stories()
    names = NAMES | {"story": story.id, "thread_id": story.quantities[0].id}
    for route in app.routes:
        assert isinstance(route, APIRoute)
        path = re.sub(r"\{(\w+)\}", lambda name: names.get(name[1], "x"), route.path)
        found += [(method, path) for method in route.methods]
    return found


def test_no_route_answers_who_has_no_token(settings: Settings, gate: LocalGate) -> None:
    app = make_app(settings, gate)
    stranger = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False, headers={"origin": f"http://{HOST}"})
    tried = routes(app)

    answers = {(method, path): stranger.request(method, path, params={"token": "guessed"}) for method, path in tried}

    assert len(tried) > 15
    assert {answer.status_code for answer in answers.values()} == {401}
    assert all("Ruritania" not in answer.text for answer in answers.values())


def test_no_route_answers_for_a_foreign_host(pages: TestClient) -> None:
    tried = routes(pages.app)  # type: ignore[arg-type]

    answers = [pages.request(method, path, headers={"host": "evil.example"}) for method, path in tried]

    assert {answer.status_code for answer in answers} == {421}


def test_no_action_is_taken_for_the_page_of_another_site(pages: TestClient, settings: Settings) -> None:
    actions = [path for method, path in routes(pages.app) if method == "POST"]  # type: ignore[arg-type]

    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {}):
        answers = [pages.post(path, data={"to": "/"}, headers=headers) for path in actions]
        assert {answer.status_code for answer in answers} == {403}

    assert len(actions) == 5


def test_no_action_is_taken_for_who_may_only_look(settings: Settings) -> None:
    app = make_app(settings, Viewer())
    app.state.sources.touch = lambda: None
    eye = TestClient(app, base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"}, follow_redirects=False)
    form = {"to": "/", "url": "https://new.example/rss", "letter": LETTER, "first": "2024-10-18"}

    answers = {path: eye.post(path, data=form) for method, path in routes(app) if method == "POST"}
    seen = [eye.get(path) for method, path in routes(app) if method == "GET" and "/runs/" not in path]

    job = answers.pop("/runs/x/stop")
    assert (job.status_code, {answer.status_code for answer in answers.values()}) == (404, {403})
    assert {answer.status_code for answer in seen} == {200}
    with read_state(settings) as state:
        assert state
        assert [row.paused for row in state.rows()] == [None, None]


def test_hostile_words_are_shown_as_words(pages: TestClient) -> None:
    every = {path for method, path in routes(pages.app) if method == "GET" and "/bytes" not in path}  # type: ignore[arg-type]
    tried = every | {
        f"/articles/{EVIL}",
        "/feeds/2",
        "/figures/over-time?thing=people",
        "/threads?q=velmar",
        "/stories?q=velmar",
    }

    answers = {path: pages.get(path).text for path in sorted(tried)}

    for bad in ("<script>alert", "<img src=x", "\x1b", "\u202e"):
        assert [path for path, text in answers.items() if bad in text] == []
    for path in ("/threads", "/stories", "/articles", "/feeds", "/figures/over-time?thing=people", "/watches"):
        assert "&lt;script&gt;alert(1)" in answers[path], path


def test_a_hostile_title_is_readable(pages: TestClient) -> None:
    text = pages.get("/articles").text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "\\u001b[31mred" in text


def test_the_bytes_of_a_letter_are_a_file_that_no_browser_runs(pages: TestClient) -> None:
    answer = pages.get(f"/dead/{LETTER}/bytes")

    assert answer.content == HOSTILE.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_every_answer_forbids_scripts_of_others_and_frames(pages: TestClient) -> None:
    policy = pages.get("/").headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_the_token_comes_once_and_is_a_cookie_from_then_on(settings: Settings, gate: LocalGate) -> None:
    client = TestClient(make_app(settings, gate), base_url=f"http://{HOST}", follow_redirects=False)

    first = client.get("/articles", params={"token": gate.token, "q": "left"})
    cookie = first.headers["set-cookie"]

    assert (first.status_code, first.headers["location"]) == (303, "/articles?q=left")
    assert gate.token not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert client.get("/health").status_code == 200


def test_a_way_back_leads_to_no_other_site(pages: TestClient) -> None:
    for to in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        answer = pages.post("/feeds/1/resume", data={"to": to}, headers={"origin": f"http://{HOST}"})
        assert answer.headers["location"].startswith("/?said=") or answer.headers["location"].startswith("/%5C"), to


def test_scripts_of_ours_are_small(pages: TestClient) -> None:
    assert len(pages.get("/static/app.js").content) < 20_000


def test_no_file_but_ours_is_served(pages: TestClient) -> None:
    for name in ("../app.py", "%2e%2e%2fapp.py", "app.py"):
        assert pages.get(f"/static/{name}").status_code == 404
