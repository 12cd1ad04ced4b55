"""Elements by their marks."""

import re

from lxml import html as lxml_html

from newswire.ingest.extraction.marks import heading_of, marked

PAGE = lxml_html.document_fromstring(
    "<html><body><i class='a byline'>1</i><b id=byline>2</b><p class='other'>3</p><u class='a byline'>4</u>"
    "<s data-by='byline'>5</s><em class='quote&quot;byline'>6</em></body></html>"
)


def texts(pattern: str, *attributes: str) -> list[str | None]:
    return [element.text for element in marked(PAGE, re.compile(pattern), attributes or ("class", "id"))]


def test_elements_are_found_by_class_or_id_in_the_pages_order() -> None:
    assert texts("byline") == ["1", "2", "4", "6"]


def test_other_attributes_are_asked_for_by_name() -> None:
    assert texts("^byline$", "data-by", "class") == ["5"]


def test_an_element_without_the_attribute_never_matches() -> None:
    assert texts("^$|nothing") == []


def test_the_heading_is_the_one_that_says_the_title() -> None:
    page = lxml_html.document_fromstring("<body><h1> </h1><h1>Log in</h1><h1>Harbour to be deepened</h1></body>")
    for title, said in [("Harbour to be deepened | The Tide", "Harbour to be deepened"), (None, "Log in")]:
        heading = heading_of(page, title)
        assert heading is not None and heading.text == said
    assert heading_of(lxml_html.document_fromstring("<body><p>x</p></body>"), "Harbour") is None


def test_without_headings_what_says_the_title_is_the_heading() -> None:
    page = lxml_html.document_fromstring("<body><p>News</p><font size=5><b> Harbour\nclosed </b></font></body>")
    heading = heading_of(page, "Harbour closed")
    assert heading is not None and heading.tag == "b"
