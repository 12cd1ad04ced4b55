"""Which text is believed: the fast one, unless it misses the page's prose."""

import pytest
from lxml import html as lxml_html

from newswire.ingest.extraction.body.find import find_body
from newswire.ingest.extraction.body.markup import write_paragraphs
from newswire.ingest.extraction.body.tidy import tidy

URL = "https://news.example.org/2026/harbour"
SENTENCES = [
    f"On day {n} the board of harbour number {n} met at the quay and agreed to go on with the works until noon."
    for n in range(12)
]


def tree(body: str) -> lxml_html.HtmlElement:
    page: lxml_html.HtmlElement = lxml_html.document_fromstring(f"<html><body>{body}</body></html>")
    write_paragraphs(page)
    return page


def paragraphs(sentences: list[str]) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def test_a_plain_article_is_found_in_the_fast_mode_with_all_its_prose() -> None:
    body = find_body(tree(f"<article>{paragraphs(SENTENCES)}</article>"), URL)
    assert (body.how, body.coverage) == ("trafilatura", 1.0)
    assert body.text.splitlines() == SENTENCES


def test_where_the_fast_mode_misses_the_prose_the_whole_page_is_read_again() -> None:
    # the rest of the article stands in what the fast mode takes for a widget
    page = f"<article><p>{SENTENCES[0] * 3}</p></article><div class='widget-text'>{paragraphs(SENTENCES[1:])}</div>"
    body = find_body(tree(page), URL)
    assert body.how == "trafilatura:balanced"
    assert SENTENCES[-1] in body.text


def test_a_live_blog_of_which_little_is_found_is_its_prose() -> None:
    posts = "".join(f"<div class='menu-post'><span><p>{sentence}</p></span></div>" for sentence in SENTENCES)
    page = f"<article><p>{'What we know so far, in short. ' * 10}</p></article>{posts}"
    assert SENTENCES[5] not in find_body(tree(page), URL).text
    live = find_body(tree(page), URL, live=True)
    assert live.how == "prose"
    assert [sentence for sentence in SENTENCES if sentence in live.text] == SENTENCES


def test_what_a_page_hides_is_not_what_its_text_is_measured_by() -> None:
    hidden = paragraphs([sentence.replace("board", "mayor") for sentence in SENTENCES * 2])
    page = f"<div role=main><div role=article>{paragraphs(SENTENCES)}</div></div>"
    for box in (f"<div hidden>{hidden}</div>", f"<div style='display: none'><div>{hidden}</div></div>"):
        body = find_body(tree(page + box), URL)
        assert (body.how, body.coverage) == ("trafilatura", 1.0)
        assert "mayor" not in body.text
    alone = find_body(tree(f"<div style='display:none'><article>{paragraphs(SENTENCES)}</article></div>"), URL)
    assert SENTENCES[-1] in alone.text


def test_a_text_in_no_paragraphs_is_not_doubted_for_the_one_beside_it() -> None:
    page = (
        f"<article>{'<br><br>'.join(SENTENCES)}</article><div><p>{'The Tide is a paper of the coast. ' * 4}</p></div>"
    )
    body = find_body(tree(page), URL)
    assert body.how == "trafilatura"
    assert SENTENCES[-1] in body.text


def test_a_text_in_boxes_is_read_in_paragraphs() -> None:
    lines = [sentence.replace("harbour", "<a href=/h>harbour</a>") for sentence in SENTENCES]
    boxes = "".join(f"<div class=line>{line}</div>" for line in [*lines[:6], "Two died.", *lines[6:]])
    body = find_body(tree(f"<section><div>{boxes}</div></section>"), URL)
    assert body.text.splitlines() == [*SENTENCES[:6], "Two died.", *SENTENCES[6:]]


def test_finding_leaves_the_tree_as_it_was() -> None:
    page = tree(f"<nav>Home</nav><article>{paragraphs(SENTENCES)}</article>")
    before = lxml_html.tostring(page)
    find_body(page, URL)
    assert lxml_html.tostring(page) == before


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Harbour to be deepened!\nA first line.", ["A first line."]),
        (f"{SENTENCES[0]}\nBetween.\n{SENTENCES[0].upper()}", [SENTENCES[0], "Between."]),
        ("One.\nvar x = {a: 1}\n * * * \nTwo.", ["One.", "Two."]),
        ("One.\nTwo.\nThree.\nAda Byron is a reporter for The Tide.", ["One.", "Two.", "Three."]),
        ("Cafe\u0301 owners   agree.", ["Caf\u00e9 owners agree."]),
    ],
)
def test_lines_are_tidied_up(raw: str, kept: list[str]) -> None:
    assert tidy(raw, ["Harbour to be deepened"]).split("\n\n") == kept
