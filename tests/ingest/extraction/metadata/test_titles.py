"""Titles: what the article is called, without what its site puts around it."""

import pytest

from newswire.ingest.extraction.extract import extract
from newswire.ingest.extraction.metadata.site_name import without_site

TITLE = "Ferry to be replaced by a bridge after all"
STORY = (
    "<p>The district decided on Monday that the crossing will be rebuilt, against the advice of the captains.</p>" * 5
)


@pytest.mark.parametrize(
    "written",
    [
        f"{TITLE} {joint} The Tide"
        for joint in ("|", "-", "–", "—", "·", "•", "»", "«", ":", "::", "/", "~", "<", "›", "--", "@")
    ]
    + [
        f"{TITLE}|The Tide",
        f"{TITLE} | THE TIDE",
        f"{TITLE} | Tide",
        f"{TITLE} - The Tide News",
        f"{TITLE} (The Tide)",
        f"{TITLE} | Coast | The Tide",
        f"{TITLE} - The Tide - Coast",
        f"{TITLE} | Coast | tide.example",
        f"The Tide | {TITLE}",
        f"The Tide: {TITLE}",
        f"The Tide » Coast » {TITLE}",
        f"[The Tide] {TITLE}",
    ],
)
def test_the_name_of_the_site_is_not_part_of_the_title(written: str) -> None:
    assert without_site(written, ["The Tide", "tide.example"]) == TITLE


@pytest.mark.parametrize(
    ("written", "site", "title"),
    [
        ("渡轮将被大桥取代_潮汐网", "潮汐网", "渡轮将被大桥取代"),
        ("渡轮将被大桥取代-潮汐网", "潮汐网", "渡轮将被大桥取代"),
        ("橋に替わる渡し船：潮新聞デジタル", "潮新聞デジタル", "橋に替わる渡し船"),
        ("Паром заменят мостом :: Прилив", "Прилив", "Паром заменят мостом"),
        (f"{TITLE} | The Tide", "tide.example", TITLE),
    ],
)
def test_a_site_is_known_without_blanks_around_it_and_by_its_domain(written: str, site: str, title: str) -> None:
    assert without_site(written, [site]) == title


@pytest.mark.parametrize(
    "written",
    [
        "The Tide rises: a chronicle",
        "Why - oh why - the ferry",
        "Live: the vote - as it happened",
        "Film: The Tide rises",
        "The Tide",
    ],
)
def test_what_only_looks_like_a_site_stays(written: str) -> None:
    assert without_site(written, ["The Tide"]) == written


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Old words for search | The Tide</title>", f"<h1>{TITLE}</h1>", TITLE),
        (f"<title>{TITLE}</title>", f"<h1><span class=kicker>Coast</span>{TITLE}</h1>", TITLE),
        (f"<title>{TITLE}</title>", "<h1>Ferry to be replaced<br>by a bridge after all</h1>", TITLE),
        (f'<meta property="og:title" content="{TITLE} &amp;amp;c">', "", f"{TITLE} &c"),
        ("<title>Cafe\u0301 am Hafen\u200b</title>", "", "Café am Hafen"),
        ("<title>Untitled Document</title>", "", None),
        ('<title>The Tide</title><meta property="og:site_name" content="The Tide">', "", None),
    ],
)
def test_the_title_is_what_a_reader_reads_and_never_in_the_text(head: str, heading: str, title: str | None) -> None:
    page = f"<html><head><meta charset=utf-8>{head}</head><body><article>{heading}{STORY}</article></body></html>"
    article = extract(page.encode(), "https://www.tide.example/ferry")
    assert article.title == title
    assert "Ferry to be replaced" not in article.text
