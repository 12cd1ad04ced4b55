"""Pages in, articles out: every field of the contract, and pages that break parsers."""

import gzip
import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from newswire.ingest.extraction.extract import extract
from newswire.ingest.parsing.plain import plain_body, plain_text
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, Entry, make_id
from sites.hostile_server import PAGE, PARAGRAPHS

URL = "https://news.example.org/2026/03/harbour"


def page(body: str = f"<article>{PARAGRAPHS}</article>", head: str = "", lang: str = "en") -> bytes:
    return f'<!DOCTYPE html><html lang="{lang}"><head><title>T</title>{head}</head><body>{body}</body></html>'.encode()


def json_ld(**fields: Any) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle"} | fields
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def rejected(html: bytes, **options: Any) -> str:
    with pytest.raises(RejectedError) as caught:
        extract(html, URL, **options)
    return caught.value.reason


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


@pytest.mark.parametrize(
    ("body", "access", "kind"),
    [
        ("<h2>We value your privacy</h2><p>Our 842 partners store data.</p><p>Accept all</p>", "consent", "article"),
        ("<p>Verify you are human</p>", "challenge", "article"),
        ("<div id=app></div><script src=/m.js></script>", "shell", "article"),
        ("<h1>Page not found</h1><p>Sorry.</p>", "gone", "article"),
    ],
)
def test_a_wall_is_an_article_without_text_that_says_so(body: str, access: str, kind: str) -> None:
    article = extract(page(body), URL)
    assert (article.access, article.kind, article.text) == (access, kind, "")


def test_a_cookie_banner_does_not_hide_an_article() -> None:
    banner = "<div class=consent><p>We value your privacy. Accept all or manage cookies.</p></div>"
    article = extract(page(f"{banner}<article>{PARAGRAPHS}</article>"), URL)
    assert article.access == "open"
    assert "privacy" not in article.text


def test_a_page_that_is_not_free_is_behind_a_paywall_with_what_text_it_has() -> None:
    article = extract(page(head=json_ld(isAccessibleForFree=False)), URL)
    assert article.access == "paywall"
    assert article.text


def test_a_home_page_is_an_index_and_a_live_blog_is_live() -> None:
    teasers = "".join(f"<h3><a href=/{i}>Headline number {i}</a></h3><p>A short teaser.</p>" for i in range(30))
    assert extract(page(teasers), "https://news.example.org/").kind == "index"
    assert extract(page(head=json_ld(**{"@type": "LiveBlogPosting"})), URL).kind == "live"


ART = f"<article>{PARAGRAPHS}</article>"
FOUND = "voted on Tuesday"


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "span"])
@pytest.mark.parametrize("depth", [300, 100_000])
def test_a_page_that_is_nested_too_deep_still_gives_its_text(tag: str, depth: int) -> None:
    assert FOUND in extract(page(f"<{tag}>" * (depth // (1 + tag.count(">"))) + ART), URL).text


HOLDING = {
    "nul and controls": ART.replace("board", "bo\x00a\x0brd"),
    "broken json-ld": '<script type="application/ld+json">{"headline": </script>' + ART,
    "deep json-ld": f'<script type="application/ld+json">{"[" * 50_000}</script>' + ART,
    "odd json-ld": json_ld(author=[None, {"name": ["A B", None]}, 7], headline=[3], datePublished=2026) + ART,
    "unclosed script": ART + '<script>var x = "' + "a" * 100_000,
    "many links": "<ul>" + "<li><a href=/x>link text</a></li>" * 30_000 + "</ul>" + ART,
    "100,000 attributes": f"<p {' '.join(f'a{n}=x' for n in range(100_000))}>" + ART,
    "50,000 rows": ART + f"<table>{'<tr><td>a</td><td>b</td></tr>' * 50_000}</table>",
    "a shadow tree": f"<x-story><template shadowrootmode=open>{ART}</template></x-story>",
    "a data uri of 6 MB": f'<img src="data:image/png;base64,{"A" * 6_000_000}">' + ART,
}


@pytest.mark.parametrize("what", HOLDING)
def test_an_odd_page_still_gives_its_text(what: str) -> None:
    article = extract(page(HOLDING[what]), URL)
    assert FOUND in article.text.replace("\x00", "")
    assert "var x" not in article.text


def test_a_page_says_the_same_whatever_was_read_before() -> None:
    first = extract(page(), URL)
    for n in range(5):  # the same paragraphs on other pages, which a memory of them would drop here
        extract(page(ART + f"<p>Harbour {n}</p>"), f"{URL}/{n}")
    assert extract(page(), URL) == first


def test_a_title_of_a_megabyte_is_not_a_title() -> None:
    article = extract(page(head=f"<title>{'x - ' * 250_000}</title>"), URL)
    assert FOUND in article.text
    assert len(article.title or "") <= 500


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (PAGE.replace("harbour", "h\u00e4fen").encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (PAGE.replace("harbour", "h\u00e4fen").encode("utf-16"), None),
        (PAGE.replace("harbour", "h\u00e4fen").encode("utf-16-le"), None),
        (PAGE.replace("harbour", "h\u00e4fen").encode("utf-16-be"), "text/html"),
        (PAGE.replace("harbour", "h\u00e4fen").encode()[:-30] + b"\xc3", None),
        (PAGE.replace("harbour", "h\u00e4fen\ud83d").encode("utf-8", "surrogatepass"), None),
        (gzip.compress(PAGE.replace("harbour", "h\u00e4fen").encode()), None),
    ],
)
def test_every_encoding_is_read(data: bytes, content_type: str | None) -> None:
    text = extract(data, URL, content_type=content_type).text
    assert "h\u00e4fen" in text
    text.encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"%PDF-1.7\n" + random.Random(1).randbytes(5000), "not_html"),
        (b"\xff\xd8\xff\xe0" + random.Random(1).randbytes(5000), "not_html"),
        (b"\0\1\2" * 3000, "not_html"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "not_html"),
        (b'{"a": "<p>b</p>"}', "not_html"),
        (gzip.compress(PAGE.encode(), mtime=0)[:100], "bad_encoding"),
        (gzip.compress(b" " * (30 << 20), mtime=0), "too_large"),
        (b"<html><body><p></p></body></html>", "no_text"),
        (page("<p>ab</p>" * 40_000), "no_text"),
    ],
)
def test_what_holds_no_article_is_rejected_with_its_reason(data: bytes, reason: str) -> None:
    assert rejected(data) == reason


def test_a_content_type_that_is_not_html_is_rejected() -> None:
    assert rejected(page(), content_type="image/png") == "not_html"
    assert rejected(page(), content_type="application/pdf; x=y") == "not_html"


def test_the_text_has_a_bound_and_says_that_it_was_cut() -> None:
    article = extract(page("<p>" + "The board voted on Tuesday, it said. " * 160_000 + "</p>"), URL)
    assert 0 < len(article.text) <= 500_000
    assert "text_cut" in article.flags


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


@pytest.mark.parametrize("broken", ["&#xD83D;", "&#0;", "&#8;", "&#xFFFF;", "\x00", "\x0b", "&#99999999;"])
def test_one_broken_character_costs_only_itself(broken: str) -> None:
    last = f"<p title='{broken}'>The pump{broken} stood still for a night.</p>"
    body = f"<article data-x='{broken}'>{PARAGRAPHS}{last}</article>"
    article = extract(page(body, head=f"<meta name=author content='Ada{broken} Byron'>"), URL)
    assert "stood still for a night." in article.text
    assert PARAGRAPHS.split("<p>")[1].split("</p>")[0] in article.text
    json.dumps(article.text).encode()
    assert all(name.encode() for name in article.authors)
