"""Which articles of a page go: those below its own, and never a part of it."""

import pytest

from newswire.ingest.extraction.extract import extract

URL = "https://news.example.org/2026/03/harbour"
TITLE = "Harbour to be deepened"
OWN = [
    f"On day {n} the board of harbour number {n} met and agreed to go on with the works until noon." for n in range(12)
]
OTHER = [
    f"In town {n} the mayor opened a bridge over river {n} and thanked its builders for the long work."
    for n in range(16)
]


def prose(sentences: list[str]) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def text_of(body: str) -> str:
    html = f"<!DOCTYPE html><html lang=en><head><title>{TITLE} | The Tide</title></head><body>{body}</body></html>"
    return extract(html.encode(), URL).text


def article(tag: str, title: str, sentences: list[str], sign: str = "") -> str:
    return f"<{tag}><h1>{title}</h1>{sign}{prose(sentences)}</{tag.split()[0]}>"


ENDLESS = {
    "articles in a row": article("article", TITLE, OWN) + article("article", "A bridge", OTHER),
    "an article in a box below": article("div", TITLE, OWN) + f"<div>{article('article', 'A bridge', OTHER)}</div>",
    "built alike and dated": article("div class=story", TITLE, OWN)
    + article("div class=story", "A bridge", OTHER, "<time>March 2</time>"),
    "built alike and signed": article("section class=s", TITLE, OWN)
    + article("section class=s", "A bridge", OTHER, "<span class=byline>Ada</span>"),
    "loaded by scrolling": f"<div class=infinite-scroll>{article('div class=s', TITLE, OWN)}"
    f"{article('div class=s', 'A bridge', OTHER)}{article('div class=s', 'A third', OTHER[::-1])}</div>",
}


@pytest.mark.parametrize("shape", ENDLESS)
def test_the_next_articles_of_an_endless_page_are_not_in_the_text(shape: str) -> None:
    text = text_of(f"<main>{ENDLESS[shape]}</main>")
    assert [sentence for sentence in OWN if sentence in text] == OWN
    assert not [sentence for sentence in OTHER if sentence in text]


PARTS = {
    "sections with a heading each": f"<article>{article('section class=s', TITLE, OWN)}"
    f"{article('section class=s', 'Further south', OTHER, '<time>noon</time>')}</article>",
    "alike, neither dated nor signed": article("div class=s", TITLE, OWN) + article("div class=s", "Part two", OTHER),
    "a heading without a box": f"<h1>{TITLE}</h1>{prose(OWN)}<h1>Part two</h1>{prose(OTHER)}",
    "too little before it to be whole": article("article", TITLE, OWN[:2]) + article("article", "The rest", OTHER),
}


@pytest.mark.parametrize("shape", PARTS)
def test_what_may_be_a_part_of_the_article_stays(shape: str) -> None:
    text = text_of(f"<main>{PARTS[shape]}</main>")
    assert [sentence for sentence in OTHER if sentence in text] == OTHER


def test_the_other_article_stays_on_a_page_that_is_called_by_neither() -> None:
    body = article("article", "One harbour", OWN) + article("article", "A bridge", OTHER)
    text = text_of(f"<main>{body}</main>")
    assert OTHER[3] in text or OWN[3] in text
