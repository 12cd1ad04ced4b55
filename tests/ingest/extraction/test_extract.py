"""Pages in, articles out: every field of the contract, and pages that break parsers."""

import gzip
import json
import os
from pathlib import Path

import pytest

from newswire.ingest.extraction.extract import extract
from newswire.ingest.parsing.plain import plain_body, plain_text
from newswire.stream.messages import Article, Entry, make_id
from sites.extracted import URL, json_ld, page
from sites.hostile_server import PARAGRAPHS


def test_each_field_is_found_and_says_where() -> None:
    head = json_ld(
        headline="Harbour to be deepened",
        author=[{"@type": "Person", "name": "Ada Byron"}, {"name": "By Jean Weiss"}],
        datePublished="2026-03-01T10:30:00+01:00",
        dateModified="2026-03-02",
        publisher={"@type": "Organization", "name": "The Tide"},
    )
    article = extract(page(head=head + '<link rel="canonical" href="/2026/03/harbour?utm_source=x">'), URL + "?ref=1")
    assert article.title == "Harbour to be deepened"
    assert article.authors == ("Ada Byron", "Jean Weiss")
    assert (article.published, article.updated) == ("2026-03-01T09:30:00Z", "2026-03-02")
    assert (article.site, article.language) == ("The Tide", "en")
    assert (article.kind, article.access, article.flags) == ("article", "open", ())
    assert article.canonical_url == URL
    assert article.article_id == extract(page(), URL).article_id
    assert article.revision == make_id(article.title or "", article.text)
    assert article.how == {
        "site": "json-ld",
        "title": "json-ld",
        "text": "trafilatura",
        "published": "json-ld",
        "updated": "json-ld",
        "canonical_url": "canonical",
        "authors": "json-ld",
        "language": "html",
    }


def test_the_text_is_paragraphs_and_nothing_else() -> None:
    body = (
        "<nav><a href=/>Home</a></nav><h1>Harbour to be deepened</h1><article><p>Harbour to be deepened</p>"
        f"{PARAGRAPHS}<p>Caf\u0065\u0301 owners agree, they told this paper on the quay, and so do the fishermen.</p>"
        "<p>Advertisement</p><p>Read more: Ten other harbours</p><p>Sign up for our newsletter</p></article>"
    )
    text = extract(page(body, json_ld(headline="Harbour to be deepened")), URL).text
    paragraphs = text.split("\n\n")
    assert len(paragraphs) == 6
    assert paragraphs[0].startswith("The harbour board voted")
    assert paragraphs[-1].startswith("Caf\u00e9 owners")


@pytest.mark.parametrize(
    ("href", "trusted"),
    [
        ("https://www.example.org/2026/03/harbour", True),
        ("/harbour", True),
        ("https://elsewhere.example.com/harbour", False),
        ("https://news.example.org/", False),
        ("http://[broken", False),
    ],
)
def test_a_canonical_url_is_trusted_on_its_own_domain_only_and_never_the_home_page(href: str, trusted: bool) -> None:
    article = extract(page(head=f'<link rel="canonical" href="{href}">'), URL)
    assert (article.canonical_url is not None) is trusted


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-01T10:30:00Z", "2026-03-01T10:30:00Z"),
        ("2026-03-01T22:30:00-0500", "2026-03-02T03:30:00Z"),
        ("2026-03-01T10:30:00", "2026-03-01"),
        ("2026-03-01T00:00:00+01:00", "2026-03-01"),
        ("Sun, 01 Mar 2026 10:30:00 +0100", "2026-03-01T09:30:00Z"),
        ("2026-03-01", "2026-03-01"),
    ],
)
def test_a_time_of_day_is_told_only_where_it_is_known(written: str, read: str) -> None:
    assert extract(page(head=json_ld(datePublished=written)), URL).published == read


def test_a_date_in_the_future_is_kept_and_flagged() -> None:
    article = extract(page(head=json_ld(datePublished="2027-03-01")), URL, fetched="2026-03-01T12:00:00Z")
    assert (article.published, article.flags) == ("2027-03-01", ("published_future",))


def test_a_language_that_the_page_does_not_tell_is_recognised() -> None:
    german = (
        "<p>Der Hafenausschuss hat am Dienstag beschlossen, die n\u00f6rdliche Fahrrinne zu vertiefen.</p>"
        "<p>Die Bagger kommen im Mai und sollen vor den Herbstst\u00fcrmen fertig sein, sagte der Lotse.</p>"
    )
    article = extract(f"<html><head><title>x</title></head><body>{german}</body></html>".encode(), URL)
    assert (article.language, article.how["language"]) == ("de", "py3langid")


def test_the_hint_chooses_among_the_pages_own_titles_only() -> None:
    head = json_ld(headline="Harbour to be deepened") + '<meta property="og:title" content="Deeper, says the board">'

    def title(hint: str) -> str | None:
        return extract(page(head=head), URL, hint=Entry(title=hint)).title

    assert title("Deeper says the Board!") == "Deeper, says the board"
    assert title("Something else altogether") == "Harbour to be deepened"


def test_plain_text_keeps_paragraphs_and_drops_markup_in_linear_time() -> None:
    assert plain_text("a<br/>b<script>x</script><p>c &lt; d") == "a\n\nb\n\nc < d"
    assert plain_text("no markup, 3 < 4 &amp; 5 > 4") == "no markup, 3 < 4 & 5 > 4"
    assert plain_text(None) == ""
    for bomb in ("<!--", "<script>", "<a href=", "<", "<nav>", "<p", "&amp"):
        plain_text(bomb * 100_000)
        plain_body(bomb * 100_000)


CORPUS = Path(__file__).parents[4] / "shared/corpus/pages"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real pages is not beside the checkout")
def test_real_pages_give_the_text_that_people_marked_in_them() -> None:
    golds = json.loads((CORPUS / "ground_truth.json").read_text())
    found = total = 0
    for name, gold in sorted(golds.items())[:: max(1, len(golds) // 20)]:
        article: Article = extract(gzip.decompress((CORPUS / "html" / name).read_bytes()), gold["url"])
        wanted = [p for p in gold["body"] if not p.startswith("[") and len(p) > 60]
        text = " ".join(article.text.split())
        found += sum(" ".join(p.split())[:60] in text for p in wanted)
        total += len(wanted)
        assert os.linesep * 3 not in article.text
    assert found > 0.8 * total


def test_the_feeds_date_stands_before_one_guessed_from_the_page() -> None:
    body = "<p>The two leaders met on January 1, 2019, and have written to each other since then, said an aide.</p>" * 3
    page = f"<html lang=en><head><title>Letters</title></head><body><article>{body}</article></body></html>".encode()

    article = extract(page, "https://news.example/letters", hint=Entry(published="2024-10-18T06:00:00Z"))

    assert (article.published, article.how["published"]) == ("2024-10-18T06:00:00Z", "feed")
