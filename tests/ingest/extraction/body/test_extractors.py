"""Trafilatura's cascade, within bounds."""

import pytest
from lxml import html as lxml_html

from newswire.ingest.extraction.body.extractors import whole_cascade


@pytest.mark.parametrize(("blocks", "asked"), [(20, True), (4000, False)])
def test_justext_is_not_asked_of_pages_of_thousands_of_blocks(
    monkeypatch: pytest.MonkeyPatch, blocks: int, asked: bool
) -> None:
    """Its time grows with the square of them: 8,000 took 20 s, and the page was lost."""
    calls = []
    for module in ("core", "external"):
        monkeypatch.setattr(
            f"trafilatura.{module}.justext_rescue", lambda tree, options: (calls.append(1), (tree, ""))[1]
        )
    page = lxml_html.document_fromstring("<html><body><form>" + "<p>x" * blocks + "</form></body></html>")
    whole_cascade(page, "https://example.org/x")
    assert bool(calls) is asked
