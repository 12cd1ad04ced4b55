"""One bad value in a page's head costs only itself."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from newswire.ingest.extraction.extract import extract
from newswire.ingest.extraction.metadata.candidates import read_metadata
from newswire.ingest.extraction.metadata.description import describe
from newswire.stream.messages import Article

SOUND = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Lighthouse for sale",
    "datePublished": "2025-03-04T09:15:00+01:00",
    "author": {"@type": "Person", "name": "Ada Byron"},
    "publisher": {"@type": "Organization", "name": "The Tide"},
    "wordCount": 300,
}
STORY = "<p>The district will sell the tower to whoever keeps its lamp burning, it was said on {} at the quay.</p>"


def read(head: str) -> Article:
    story = "".join(STORY.format(day) for day in ("Monday", "Tuesday", "Friday", "Sunday"))
    page = f"<html lang=en><head><meta charset=utf-8>{head}</head><body><article>{story}</article></body></html>"
    article = extract(page.encode("utf-8", "surrogatepass"), "https://www.tide.example/lighthouse")
    json.dumps([article.title, *article.authors, article.site, article.published], ensure_ascii=False).encode()
    return article


def block(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def written(**fields: Any) -> str:
    return json.dumps(SOUND | fields)


@pytest.mark.parametrize(
    "text",
    [
        written(articleBody="a\x00b\x01c\x0b\x1f d").replace("\\u0000", "\x01"),
        written().replace("Lighthouse for", "Lighthouse\x0b\n\tfor"),
        written().replace("Lighthouse for sale", "Lighthouse\\u0000 for sale\\u0007"),
        written(description="half \ud83d of a face"),
        written(image="\\ud83d\\udc00\\ud83d"),
        written(wordCount=0).replace('"wordCount": 0', '"wordCount": 1e999'),
        written(wordCount=0).replace('"wordCount": 0', f'"wordCount": {"9" * 6000}'),
        written(wordCount=0).replace('"wordCount": 0', '"wordCount": -Infinity, "width": NaN'),
        written(wordCount=0).replace('"wordCount": 0', '"wordCount": 012, "x": .5, "y": +3, "z": 0x1f'),
        written(author=[{"name": "Ada Byron", "age": 0}]).replace('"age": 0', f'"age": {"9" * 6000}'),
        written().replace("Ada Byron", "Ada\\u12 Byron").replace("u12 Byron", "u00a0Byron"),
        written(description="0").replace('"description": "0"', '"description": "bad \\u12 and \\x4 escapes"'),
        written(wordCount={"@value": [10**400]}),
        written(image=[{"@type": None}, {"@type": [[], {}]}, 7, [None]]),
        written(publisher=["The Tide", {"name": {"@value": "The Tide"}}]),
        written(inLanguage={"@type": "Language", "name": ["en"]}, isAccessibleForFree={"@value": []}),
        written(mainEntityOfPage=[[[]], {"@id": 5}], url={"@id": "https://["}),
        written(isPartOf=json.loads("[" * 400 + "]" * 400)),
        written().replace('"wordCount"', '"headline": "Lighthouse for sale", "wordCount"'),
        written() + written(headline="Another") + "garbage",
    ],
)
def test_an_odd_value_costs_only_itself(text: str) -> None:
    article = read(block(text))
    assert article.title == "Lighthouse for sale"
    assert article.authors == ("Ada Byron",)
    assert article.published == "2025-03-04T08:15:00Z"


@pytest.mark.parametrize(
    "broken",
    [
        block('{"@type": "NewsArticle", "headline": '),
        block("{{{{"),
        block("[" * 100_000),
        block('{"@graph": [{"@type": "WebPage", "name": "x"'),
        block("null") + block("7") + block('"text"') + block(""),
        block(f'{{"@type": "Organization", "founded": {"8" * 5000}}}'),
        block('{"@type": ["\ud800"], "@id": "\ud83d"}'),
        '<script type="application/ld+json">',
        '<meta property="og:title" content="&#xD83D;half &#55357;&#56842; and &#xDE00;">',
        '<meta property content><meta name="" content=x><meta name="pubdate" content="9999999999999">',
        '<meta name="author" content="\x00\x1f"><meta name="date" content="20250231T996199Z">',
        '<meta property="article:published_time" content="2025-13-45T99:99:99+99:99">',
    ],
)
def test_a_broken_block_or_tag_costs_only_itself(broken: str) -> None:
    end = "</script>" if broken.endswith('json">') else ""
    article = read(f"{broken}{end}{block(written())}")
    assert (article.title, article.authors) == ("Lighthouse for sale", ("Ada Byron",))
    assert article.published == "2025-03-04T08:15:00Z"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"Cheers \ud83d\ude00 at the port", "Cheers 😀 at the port"),
        (r"Half \ud83d at the port", "Half \ufffd at the port"),
        (r"Bells\u0007 and\u0000 lights\u009f", "Bells and lights"),
    ],
)
def test_halves_of_characters_are_made_whole_and_controls_go(written: str, title: str) -> None:
    assert read(block(json.dumps(SOUND).replace("Lighthouse for sale", written))).title == title


_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["\ud83d", "\udc00", "@id", "NewsArticle", 10**500, float("inf"), "\x00", "#ada"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@id", "@type", "@value", "name", "givenName", "url", "@graph"]), inner)
    ),
    max_leaves=8,
)
_FIELDS = ["@type", "@id", "headline", "name", "author", "creator", "publisher", "datePublished", "dateModified", "url",
           "inLanguage", "isAccessibleForFree", "wordCount", "mainEntity", "mainEntityOfPage", "@graph"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(_FIELDS), _ANY, min_size=1, max_size=5))
def test_whatever_stands_in_a_field_the_rest_is_read(fields: dict[str, Any]) -> None:
    odd = {key: value for key, value in fields.items() if not isinstance(value, int) or value.bit_length() < 9000}
    head = block(json.dumps(odd)) + block(json.dumps(SOUND)) + "<title>Lighthouse for sale</title>"
    tree = lxml_html.document_fromstring(f"<html><head>{head}</head><body><p>x</p></body></html>")
    said = describe(read_metadata(tree), tree, "https://www.tide.example/lighthouse")
    assert "Lighthouse for sale" in said.titles
    json.dumps([said.title, *said.authors, said.site], ensure_ascii=False).encode()
