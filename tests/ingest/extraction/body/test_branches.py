"""Branches of a page without prose go; what holds a text of its own stays, wherever it stands."""

from lxml.html import HtmlElement, document_fromstring

from newswire.ingest.extraction.body.branches import drop_bare_branches

_P = "<p>The warden of the reservoir writes the level on a board by the road every morning, as he has since 1987.</p>"


def _left(*before: str, body: str = 8 * _P, after: str = "") -> str:
    tree: HtmlElement = document_fromstring(
        f"<html><body><div>{''.join(before)}<main><article>{body}</article>{after}</main></div></body></html>"
    )
    drop_bare_branches(tree)
    return " ".join("".join(tree.itertext()).split())


def test_menus_and_boxes_of_links_go() -> None:
    links = "".join(f"<li><a href='/{n}'>Another town and its {n} wells and springs</a></li>" for n in range(9))
    left = _left(f"<ul>{links}</ul><div>Share</div>", after=f"<div><h3>More</h3><ul>{links}</ul></div>")
    assert "Another" not in left
    assert "Share" not in left
    assert "More" not in left
    assert left.count("1987") == 8


def test_a_lead_outside_of_the_container_stays() -> None:
    lead = "The level fell by nine million litres within one year, more than anybody had seen, nobody knows why."
    assert lead in _left(f"<div class='x'>{lead}</div>")


def test_what_stands_beside_paragraphs_within_the_container_stays() -> None:
    assert "Day one" in _left(body=4 * _P + "<h2>Day one</h2><ul><li>Nine litres</li></ul>" + 4 * _P)
    assert "Nine litres" in _left(body=4 * _P + "<h2>Day one</h2><ul><li>Nine litres</li></ul>" + 4 * _P)


def test_a_page_with_little_prose_stays_as_it_is() -> None:
    assert "Share" in _left("<div>Share</div>", body=_P)


def test_text_after_a_branch_that_goes_stays() -> None:
    assert "tail of nine words" in _left("<div>Share</div>tail of nine words")
