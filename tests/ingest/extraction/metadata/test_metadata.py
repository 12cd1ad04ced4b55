"""What pages say of themselves, in every shape that JSON-LD and meta tags come in."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from newswire.ingest.extraction.extract import extract
from newswire.ingest.extraction.metadata.candidates import read_metadata
from newswire.ingest.extraction.metadata.linked.loose_json import read_values
from newswire.ingest.extraction.metadata.told import Metadata

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Lighthouse for sale",
    "datePublished": "2025-03-04T09:15:00+01:00",
    "author": {"@type": "Person", "name": "Ada Byron"},
}
SOUND = json.dumps(ARTICLE)


def metadata(block: str, more: str = "") -> Metadata:
    script = f'<script type="application/ld+json">{block}</script>'
    return read_metadata(
        lxml_html.document_fromstring(f"<html><head>{script}{more}</head><body><p>x</p></body></html>")
    )


@pytest.mark.parametrize(
    "block",
    [
        SOUND,
        SOUND[:-1] + ",}",
        f"[{SOUND},]",
        SOUND + ";",
        SOUND + "}",
        SOUND.replace('"author"', '/* who */ "author"'),
        SOUND.replace('"author"', '// who\n"author"'),
        SOUND.replace("for sale", "for\tsale"),
        SOUND.replace("for sale", r"for\ sale"),
        SOUND.replace('"', "&quot;"),
        f"//<![CDATA[\n{SOUND}\n//]]>",
        f"<!-- {SOUND} -->",
        '{"@type": "WebSite"}\n' + SOUND,
        json.dumps(
            {
                "@graph": [
                    {"@type": "WebPage"},
                    {**ARTICLE, "author": {"@id": "#ada"}},
                    {"@id": "#ada", "name": "Ada Byron"},
                ]
            }
        ),
        json.dumps({**ARTICLE, "@type": "schema:NewsArticle"}),
        json.dumps({**ARTICLE, "author": [[{"name": "Ada Byron"}]]}),
        json.dumps({**ARTICLE, "author": {"@type": "Person", "givenName": "Ada", "familyName": "Byron"}}),
        json.dumps({**ARTICLE, "author": [{"@type": "Organization", "name": "The Tide"}, ARTICLE["author"]]}),
        SOUND.replace('"2025', '"dateline": "a "quay"", "x": "2025', 0) + ", {",
        SOUND[:-1] + ', "description": "the "old" tower"}',
    ],
)
def test_a_block_is_read_however_it_is_broken(block: str) -> None:
    found = metadata(block)
    assert [text for text, _ in found.titles][:1] == ["Lighthouse for sale"]
    assert found.authors == [(("Ada Byron",), "json-ld")]
    assert found.published == [("2025-03-04T09:15:00+01:00", "json-ld")]


def test_of_several_articles_the_one_that_the_page_shows_counts() -> None:
    other = {**ARTICLE, "headline": "Ferries late", "author": "Li Na"}
    found = metadata(json.dumps([other, ARTICLE]), "<title>Lighthouse for sale | The Tide</title>")
    assert found.authors == [(("Ada Byron",), "json-ld")]


def test_a_live_blog_of_megabytes_is_read() -> None:
    posts = [{"@type": "BlogPosting", "headline": f"Post {n}", "articleBody": "x" * 900} for n in range(4000)]
    found = metadata(json.dumps({**ARTICLE, "@type": "LiveBlogPosting", "liveBlogUpdate": posts}))
    assert "LiveBlogPosting" in found.types
    assert found.authors == [(("Ada Byron",), "json-ld")]


@given(st.integers(0, len(SOUND)), st.text(alphabet='{}[]",:/*<!-\\\n ', max_size=8))
def test_no_damage_to_a_block_raises(at: int, damage: str) -> None:
    read_values(SOUND[:at] + damage + SOUND[at:])
    read_values(SOUND[:at] + damage)


@pytest.mark.parametrize(
    "bait", ['"\\\\', "/* ", " ", ",", '"a":', '"author": "', '{"author": ', ";", '"headline"  ', "// ", "[{", "[]"]
)
def test_a_block_of_bait_takes_time_in_proportion_to_its_length(bait: str) -> None:
    def spent_s(length: int) -> float:
        began = time.process_time()
        read_values("x" + bait * (length // len(bait)))
        return time.process_time() - began

    # forty times the length; in a square it would be 1600 times the time
    assert spent_s(800_000) < 200 * max(spent_s(20_000), 0.002)


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ('<meta name="cXenseParse:recs:publishtime" content="2025-03-04T09:15:00+01:00">', "2025-03-04T08:15:00Z"),
        ('<meta name="publication_date" content="4 March 2025 09:15 CET">', "2025-03-04T08:15:00Z"),
        ('<meta property="og:pubdate" content="1741076100">', "2025-03-04T08:15:00Z"),
        ('<meta name="date" content="2025-03-04T09:15">', "2025-03-04"),
        ('<abbr class="published" title="2025-03-04T09:15:00+01:00">today</abbr>', "2025-03-04T08:15:00Z"),
        ('<span itemprop="datePublished" content="2025-03-04T09:15:00+01:00">today</span>', "2025-03-04T08:15:00Z"),
        ("<p>Published 4 March 2025 08:15 GMT | Updated 5 March 2025 10:00 GMT</p>", "2025-03-04T08:15:00Z"),
        ("<p>Updated 5 March 2025 10:00 GMT</p><p>Published 4 March 2025 08:15 GMT</p>", "2025-03-04T08:15:00Z"),
    ],
)
def test_the_time_of_publication_is_found_wherever_it_stands(told: str, published: str) -> None:
    story = (
        "<p>The district will sell the tower to whoever keeps its lamp burning, it was said on Monday at the quay.</p>"
        * 5
    )
    head = "<head><title>Lighthouse for sale</title></head>"
    page = f"<html>{head}<body><h1>Lighthouse for sale</h1>{told}{story}</body></html>"
    assert extract(page.encode(), "https://www.tide.example/lighthouse").published == published


def test_a_page_that_names_the_wrong_language_is_not_believed() -> None:
    words = "Der Leuchtturm {} wird verkauft, und wer ihn nimmt, muss die Lampe auch in der Nacht am Brennen halten."
    story = "".join(f"<p>{words.format(n)}</p>" for n in range(6))
    page = f"<html lang=en><head><title>Leuchtturm</title></head><body><article>{story}</article></body></html>"
    found = extract(page.encode(), "https://www.tide.example/leuchtturm")
    assert (found.language, found.how["language"]) == ("de", "py3langid")
