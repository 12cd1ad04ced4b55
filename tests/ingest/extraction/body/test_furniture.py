"""What is the page's and what the article's: lines by their words, elements by their marks."""

import pytest
from lxml import html as lxml_html

from newswire.ingest.extraction.body.furniture import drop_furniture, is_foot, is_furniture

URL = "https://news.example.org/2026/harbour"
PROSE = "<p>The harbour board voted on Tuesday to deepen the channel, after two years of talks with the town.</p>" * 8


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Read more: Ten other harbours",
        "Most popular",
        "More from The Tide",
        "Lesen Sie auch: Zehn andere Häfen",
        "À lire aussi : dix autres ports",
        "Te puede interesar: otros diez puertos",
        "Leggi anche: altri dieci porti",
        "Czytaj też: dziesięć innych portów",
        "Читайте также: десять других портов",
        "関連記事：ほかの港",
        "Sign up for our daily newsletter",
        "Click here to get the Tide app",
        "Photo: Ada Byron / Tide Pictures",
        "© 2026 The Tide",
        "Copyright 2026 The Tide. All rights reserved.",
        "Newsletter: the harbour in your inbox",
        "Start your Tide Premium subscription today.",
        "A harbour at dawn, and a ship A harbour at dawn, and a ship",
    ],
)
def test_a_line_that_belongs_to_the_page_is_known_in_many_languages(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more than one report before you vote, the mayor said.",
        "Related costs rose by 4 % in the same year.",
        "Share prices fell on Tuesday.",
        "The newsletter was sent to 4,000 people, of whom 12 answered.",
        "Advertisement of the tender begins in May, said the board.",
        "Comments by the minister caused a stir in the town.",
        "Follow-up talks begin on Friday.",
        "Photographs of the quay were shown to the court, and the picture was clear.",
        "That, that is the question.",
        "Picture, if you will, a harbour at dawn.",
        "(c) any person who enters the harbour by night;",
        "Newsletter subscriptions rose by 4 %.",
        "Auch interessant ist, was der Hafen kostet.",
        "The judge will start your client's trial in May.",
        "Stories from the harbour",
        "The harbour is closed for good. The harbour is closed for good.",
    ],
)
def test_a_sentence_that_begins_like_one_is_kept(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "foot"),
    [
        ("Ada Byron is a senior reporter who covers harbours and the sea.", True),
        ("Ada Byron is The Tide's Berlin correspondent. She joined in 2019.", True),
        ("Ada Byron ist Redakteurin im Ressort Wirtschaft.", True),
        ("Ada Byron es periodista y vive en Madrid.", True),
        ("You can follow her on X @adabyron.", True),
        ("Jean Weiss was a reporter in Berlin before he died.", False),
        ("Jean Weiss is mayor of the town, and will answer on Friday.", False),
        ("“The harbour is what we live from,” the reporter was told.", False),
        ("Reporting by Ada Byron; editing by Jean Weiss", False),
    ],
)
def test_a_foot_tells_of_the_writer(line: str, foot: bool) -> None:
    assert is_foot(line) is foot


def shown(body: str) -> str:
    tree = lxml_html.document_fromstring(f"<html><body>{body}</body></html>")
    drop_furniture(tree, URL)
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href=/>Home</a> gone</nav>",
        "<div class='article-newsletter'><p>gone</p></div>",
        "<section class='c-related'><p>gone</p></section>",
        "<div id='author-bio'><p>gone</p></div>",
        "<p><strong><a href='/other'>GONE gone</a></strong></p>",
    ],
)
def test_an_element_that_is_marked_as_furniture_goes_and_the_text_after_it_stays(furniture: str) -> None:
    assert shown(f"{PROSE}{furniture} stays {PROSE}").count("gone") == 0
    assert " stays " in shown(f"{PROSE}{furniture} stays {PROSE}")


@pytest.mark.parametrize(
    "own",
    [
        f"<div class='promo'>{PROSE}</div>",  # whatever it is called: it is the article
        "<p><a href='/one'>kept one</a></p><p><a href='/two'>kept two</a></p>",  # a list
        "<p><a href='https://shop.example.net/book'>kept</a></p>",  # leads elsewhere
        "<div class='relatedness'><p>kept</p></div>",
    ],
)
def test_what_only_looks_like_furniture_stays(own: str) -> None:
    text = shown(f"{PROSE}{own}")
    assert "kept" in text or text.count("voted") == 16
