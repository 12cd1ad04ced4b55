"""The bytes of a page as text."""

import pytest

from newswire.ingest.extraction.page import read_page


def text_of(said: str) -> str:
    return (
        read_page(f"<html><body><p>{said}</p></body></html>".encode()).markup.partition("<p>")[2].partition("</p>")[0]
    )


@pytest.mark.parametrize("said", ["the port’s “cranes” – 412", "a 😀 b", "œuvre", "’’’"])
def test_what_was_encoded_twice_is_read_once(said: str) -> None:
    twice = said.encode().decode("latin-1")
    assert text_of(f"{twice} …") == f"{said} …"
    assert text_of(f"{said} …") == f"{said} …"


@pytest.mark.parametrize("said", ["Ã© is two letters here", "Â°C", "naïve café", "ÂµÃ"])
def test_what_may_be_meant_as_it_stands_stays(said: str) -> None:
    assert text_of(f"{said} \u0085") == f"{said} \u0085"


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("&#55357;&#56832;", "😀"),
        ("&#xD83D;&#xDE00;", "😀"),
        ("&#xd83d&#56832;", "😀"),
        ("&#0055357;&#x00DE00;", "😀"),
        ("&#xD83D;", "\ufffd"),
        ("&#56832", "\ufffd"),
        ("&#xDE00;&#xD83D;", "\ufffd\ufffd"),
        ("&#xD83D; &#xDE00;", "\ufffd \ufffd"),
        ("&#0;&#8;&#x1b;&#127;&#xFFFF;", ""),
        ("&#10;&#x9;", "\n\t"),
        ("&#55000;&#60;&#39;&#8217;&amp;", "훘&#60;&#39;&#8217;&amp;"),
    ],
)
def test_references_to_halves_of_characters_are_read(reference: str, said: str) -> None:
    assert text_of(f"a{reference}b") == f"a{said}b"
