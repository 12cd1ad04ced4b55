"""The pages in a real browser: each opens without a complaint, and one thing is done on each and seen in the pipe.

Screenshots go to build/pages. Without a Chromium on this machine these tests skip.
"""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Error, Page, sync_playwright

from homes.web_home import FEEDS, made
from newswire import app as seams
from newswire.dead.letters import open_letters
from newswire.home.databases import read_state
from newswire.processes.ports import free_port
from newswire.settings import Settings
from newswire.stream.messages import make_id
from newswire.stream.topics import ENTRIES
from newswire.web.app import make_app
from newswire.web.gate import LocalGate
from waiting import until

SHOTS = Path(__file__).parents[3] / "build" / "pages"
ARTICLE = make_id("article", "https://news.example/Ruritania")
LETTER = make_id("fetch", "letter0")
PAGES = {
    "pipeline": "/",
    "articles": "/articles",
    "article": f"/articles/{ARTICLE}",
    "figures": "/figures",
    "over-time": "/figures/over-time?thing=soldier",
    "stories": "/stories",
    "threads": "/threads",
    "watches": "/watches",
    "feeds": "/feeds",
    "feed": "/feeds/1",
    "dead": "/dead",
    "letter": f"/dead/{LETTER}",
    "runs": "/runs",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        own = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
        try:
            browser = playwright.chromium.launch(executable_path=own, args=["--no-sandbox", "--disable-gpu"])
        except Error as e:
            pytest.skip(f"no Chromium here (apt install chromium, or playwright install chromium): {str(e)[:120]}")
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return made(tmp_path_factory.mktemp("browser") / "home")


@pytest.fixture(scope="module")
def base(settings: Settings) -> Iterator[str]:
    """The address of a server, with the token: the same that `newswire web` runs."""
    port = free_port()
    gate = LocalGate(port)
    application = make_app(settings, gate)
    application.state.sources.refresh()
    server = uvicorn.Server(uvicorn.Config(application, port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{port}/?token={gate.token}"
    server.should_exit = True
    thread.join()
    application.state.sources.close()


@pytest.fixture(scope="module")
def opened(browser: Browser, base: str) -> Iterator[tuple[Page, list[str]]]:
    """A page with the cookie, and what the browser complains of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=base.partition("?")[0])
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(base)
    yield page, complaints
    context.close()


@pytest.fixture
def page(opened: tuple[Page, list[str]]) -> Iterator[Page]:
    """The same page for each test, of which nobody complains."""
    shown, complaints = opened
    complaints.clear()
    yield shown
    assert complaints == []


def test_every_page_opens_and_fits_a_small_screen(page: Page) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    wide = {}
    for name, path in PAGES.items():
        page.set_viewport_size({"width": 1024, "height": 800})
        page.goto(path)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
        page.screenshot(path=SHOTS / f"{name}.png")

    assert {name: width for name, width in wide.items() if width > 1024} == {}


def test_a_feed_is_added_and_paused(page: Page, settings: Settings) -> None:
    page.goto("/feeds")
    page.get_by_label("Address").fill("https://three.example/rss")
    page.get_by_role("button", name="Add").click()
    assert "Added https://three.example/rss" in page.get_by_role("status").inner_text()
    page.get_by_role("row", name=FEEDS[0]).get_by_role("button", name="Pause").click()
    page.get_by_role("row", name=FEEDS[0]).get_by_role("button", name="Resume").wait_for()

    with read_state(settings) as state:
        assert state
        assert [(row.url, row.paused is not None) for row in state.rows() if row.url != FEEDS[1]] == [
            ("https://three.example/rss", False),
            (FEEDS[0], True),
        ]


def test_a_feed_is_removed_at_the_second_press_only(page: Page, settings: Settings) -> None:
    page.goto("/feeds/1")
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Press again").click()
    page.wait_for_url("**/feeds?said=*")

    with read_state(settings) as state:
        assert state
        assert FEEDS[0] not in [row.url for row in state.rows()]


def test_chosen_letters_are_sent_back(page: Page, settings: Settings) -> None:
    page.goto("/dead?reason=http_404&stage=fetch")
    page.get_by_label("All on this page").check()
    page.get_by_role("button", name="Retry the chosen").click()
    assert "3 sent back" in page.get_by_role("status").inner_text()

    with seams.open_broker(settings) as broker:
        assert [letter.reason for letter in open_letters(broker).values()] == ["no_text"]
        assert len(list(broker.scan(ENTRIES.name))) == 3


def test_an_article_is_found_and_read_with_its_marks(page: Page) -> None:
    page.goto("/figures")
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/articles")
    page.get_by_label("Search").fill("soldiers ruritania")
    page.keyboard.press("Enter")
    assert page.locator(".snippet mark").first.inner_text() == "soldiers"
    page.get_by_role("link", name="Title Ruritania").click()

    assert page.locator(".body .m.figure").first.inner_text() == "15"
    assert page.locator("ins").all_inner_texts() == ["15"]
    assert "denied by Kyiv" in page.locator("aside").inner_text()
    page.get_by_label("claims").uncheck()
    assert page.locator("article.no-claim").count() == 1


def test_a_thing_is_plotted_and_a_point_leads_to_its_article(page: Page) -> None:
    page.goto("/figures")
    page.get_by_label("Thing counted").fill("soldier")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Over time").click()
    page.locator(".plot .point.contested").first.click()

    page.wait_for_url(f"**/articles/{ARTICLE}#f0")


def test_a_thread_is_followed_from_its_story_to_the_words_in_an_article(page: Page) -> None:
    page.goto("/figures")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/stories")
    page.get_by_label("Words").fill("velmar")
    page.keyboard.press("Enter")
    page.locator(".results a.title").first.click()
    page.screenshot(path=SHOTS / "story.png", full_page=True)
    assert page.locator(".chips, figcaption").first.inner_text().startswith("57–60 people")
    page.get_by_role("link", name="57–60 people").first.click()
    page.screenshot(path=SHOTS / "thread.png", full_page=True)
    assert "conflicts with 41 of Relief Office" in page.locator("#m1").inner_text()
    assert "denied by the Mayor" in page.locator("#m3").inner_text()
    assert page.locator(".plot .point.contested").count() == 1
    page.locator(".plot .point").nth(1).focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/articles/*here")
    assert page.locator(".body .m.spot").all_inner_texts() == ["60"]
    page.locator("aside").get_by_role("link", name="across reports").click()
    page.get_by_role("button", name="Light or dark").click()
    page.screenshot(path=SHOTS / "thread-dark.png", full_page=True)
    page.get_by_role("button", name="Light or dark").click()
    page.wait_for_url("**/threads/*")


def test_a_match_of_a_watch_leads_to_the_words_that_were_found(page: Page) -> None:
    page.goto("/watches")
    page.get_by_role("main").locator("a.title").click()

    page.wait_for_url("**/articles/*here")
    assert page.locator(".body .m.spot").all_inner_texts() == ["70"]


def test_a_run_is_started_and_watched_to_its_end(page: Page, settings: Settings) -> None:
    page.goto("/runs")
    page.locator(".card", has=page.get_by_role("heading", name="Compact")).get_by_role("button", name="Start").click()
    page.locator(".badge", has_text="done").wait_for(timeout=60_000)
    page.get_by_role("link", name="compact", exact=True).click()

    assert "{" in page.locator("pre").inner_text()
    assert list((settings.home / "logs" / "jobs").glob("*.json"))
