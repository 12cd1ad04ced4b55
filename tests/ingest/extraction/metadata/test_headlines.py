"""Which of the titles that a page tells is its headline: the one that a reader would call it by."""

import json

import pytest

from newswire.ingest.extraction.extract import extract

TITLE = "Ferry to be replaced by a bridge"
STORY = "<p>The district decided on Monday that the crossing will be rebuilt, against the advice of its captains.</p>"


def title(head: str, body: str, url: str = "https://www.tide.example/ferry-bridge") -> str | None:
    more = "".join(STORY.replace("Monday", day) for day in ("Monday", "Tuesday", "Friday", "Sunday", "Thursday"))
    page = f"<html><head><meta charset=utf-8>{head}</head><body>{body}{more}</body></html>"
    return extract(page.encode(), url).title


def told(
    *,
    h1: str = "",
    og: str = "",
    title: str = "",
    headline: str = "",
    kind: str = "NewsArticle",
    site: str = "The Tide",
) -> tuple[str, str]:
    """The head and the body of a page with these titles."""
    node = json.dumps({"@context": "https://schema.org", "@type": kind, "headline": headline})
    head = f'<script type="application/ld+json">{node}</script>' if headline else ""
    head += f'<meta property="og:site_name" content="{site}">' if site else ""
    head += f'<meta property="og:title" content="{og}">' if og else ""
    return head + (f"<title>{title}</title>" if title else ""), f"<article>{h1 and f'<h1>{h1}</h1>'}</article>"


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        # two that agree, one that was written for search engines or social media
        ({"h1": TITLE, "og": TITLE, "headline": "Bridge replaces ferry"}, TITLE),
        ({"h1": TITLE, "og": "You won't believe what replaces this ferry", "headline": TITLE}, TITLE),
        ({"h1": "The last crossing", "og": TITLE, "headline": TITLE}, TITLE),
        ({"h1": "The last crossing", "og": TITLE, "headline": TITLE, "title": "Ferry and bridge: the latest"}, TITLE),
        # the plug-in of a blog writes what it is told for search engines into all fields
        ({"h1": TITLE, "og": "Ferry or Bridge? 2026 Guide", "headline": "Ferry or Bridge? 2026 Guide",
          "title": "Ferry or Bridge? 2026 Guide", "kind": "BlogPosting"}, TITLE),
        # all differ
        ({"h1": "Live: the last ferry", "og": "A bridge for a ferry: what to know", "headline": TITLE}, TITLE),
        ({"h1": TITLE, "og": "All about our ferry", "headline": "Bridges and ferries", "kind": "BlogPosting"}, TITLE),
        # cut off by a limit
        ({"h1": f"{TITLE} after forty years", "headline": f"{TITLE} after for…"}, f"{TITLE} after forty years"),
        ({"h1": f"{TITLE} " * 4 + "after all", "headline": (f"{TITLE} " * 4)[:110]}, f"{TITLE} " * 4 + "after all"),
        # a headline that is none of this page's
        ({"h1": TITLE, "og": TITLE, "title": TITLE, "headline": "Weather map"}, TITLE),
        ({"h1": TITLE, "title": TITLE, "headline": "Weather map for Tuesday"}, TITLE),
        ({"h1": TITLE, "title": f"{TITLE} | Coast | The Tide", "headline": f"{TITLE} | Coast | The Tide"}, TITLE),
    ],
)  # fmt: skip
def test_what_most_of_the_page_says_is_the_title(titles: dict[str, str], expected: str) -> None:
    assert title(*told(**titles)) == expected


NAV = "<nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li><li><a href=/coast>Coast</a></li></ul></nav>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{TITLE} | Harbour Post</title>", f"{NAV}<main><article><h1>News</h1></article></main>"),
        (f"<title>{TITLE} - Harbour Post</title>", f"{NAV}<h1>Coast</h1><footer>© 2026 Harbour Post</footer>"),
        (f'<meta property="og:title" content="{TITLE} | Harbour Post">', f"{NAV}<article><h1>News</h1></article>"),
        (f'<meta property="og:title" content="{TITLE}"><title>News | Tide</title>', f"{NAV}<main><h1>News</h1></main>"),
        (f"<title>{TITLE} – Harbour Post</title>", f"{NAV}<h1>News</h1><p>Copyright 2026 by Harbour Post.</p>"),
        (f"<title>{TITLE} | Tide Online</title>", "<p><a href=/lokal>Lokales</a></p><main><h1>Lokales</h1></main>"),
        (f"<title>Harbour Post | {TITLE}</title>", f"{NAV}<h1>News</h1><small>© Harbour Post 2024-2026</small>"),
        (f"<title>{TITLE} | Politics | Tide</title>", "<a href=/p>Politics</a><main><h1>Politics</h1></main>"),
        (f"<title>{TITLE} « The Tide</title>", f"<h1><a href=/>The Tide</a></h1>{NAV}"),
        ("<title>Harbour Post</title>", f"<h1><a href=https://a.example/>Harbour Post</a></h1><h2>{TITLE}</h2>"),
        (f"<title>{TITLE} - Islands - Post</title>", f"<h1>Islands</h1><h2 class=entry>{TITLE}</h2>"),
        (f"<title>Post - {TITLE}</title>", f"<a href=/>Post</a><table><tr><td><font size=5>{TITLE}</font></table>"),
        (f"<title>{TITLE} | the-tide.example</title>", f"{NAV}<main><h1>Coast</h1></main>"),
    ],
)  # fmt: skip
def test_a_heading_that_names_the_section_is_not_the_title(head: str, body: str) -> None:
    assert title(head, body) == TITLE


def test_a_heading_of_one_word_with_which_the_title_begins_is_not_a_section() -> None:
    head, body = "<title>Harbour: meaning and origin | Words</title>", "<a href=/harbour>harbour</a><h1>harbour</h1>"
    assert title(head, body) == "harbour"


@pytest.mark.parametrize(
    ("heading", "others", "expected"),
    [
        ("<span>Kommentar</span>Ein Fehler in Kiel", "", "Ein Fehler in Kiel"),
        ("<span class=x1>Kommentar</span><span class=x2>Ein Fehler in Kiel</span>", "", "Ein Fehler in Kiel"),
        ("<div>Hafen</div><div>Ein Fehler in Kiel</div>", "Ein Fehler in Kiel", "Ein Fehler in Kiel"),
        ("<strong>EILMELDUNG</strong>Minister tritt zurück", "", "Minister tritt zurück"),
        ("<a href=/analyse>Analyse</a>Was der Hafen kostet", "Was der Hafen kostet | Tide", "Was der Hafen kostet"),
        ("<span>Exclusive</span><span>Harbour to close</span>", "", "Harbour to close"),
        ("<span>Opinión</span>“El puerto es de todos”", "", "“El puerto es de todos”"),
        ("<em>Live</em>Storm reaches the coast", "Storm reaches the coast", "Storm reaches the coast"),
        ("<span>评论</span>港口关闭的代价", "港口关闭的代价", "港口关闭的代价"),
        ("<span>رأي</span> إغلاق الميناء خطأ", "إغلاق الميناء خطأ", "إغلاق الميناء خطأ"),
        ("<span>Мнение</span>Порт закрывать нельзя", "", "Порт закрывать нельзя"),
        ("<span class='a b-topline'>Kiel</span> Ein Fehler im Hafen", "", "Ein Fehler im Hafen"),
        ("Storm reaches the coast <span>Video</span>", "Storm reaches the coast | Tide", "Storm reaches the coast"),
        # no kickers
        ("<em>Hamlet</em> returns to the harbour stage", "", "Hamlet returns to the harbour stage"),
        ("<b>Neu</b>anfang am Hafen von Kiel", "", "Neuanfang am Hafen von Kiel"),
        ("<span>W</span>aiting for the last ferry", "", "Waiting for the last ferry"),
        ("<span>Mc</span>Donald closes its harbour shop", "", "McDonald closes its harbour shop"),
        ("<span>Ferry to be replaced</span><br><span>by a bridge</span>", "", TITLE),
        ("<span>Ferry to be replaced</span><span>by a bridge</span>", "", TITLE),
    ],
)
def test_a_kicker_is_not_part_of_the_title(heading: str, others: str, expected: str) -> None:
    assert title(f"<title>{others}</title>", f"<article><h1>{heading}</h1></article>") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("- Hafen gesperrt", "Hafen gesperrt"),
        (": Minister tritt zurück", "Minister tritt zurück"),
        ("– Port fermé pour travaux", "Port fermé pour travaux"),
        ("| Ponte fechada até outubro", "Ponte fechada até outubro"),
        ("» Мост закрыт до октября", "Мост закрыт до октября"),
        ("：大臣辞任", "大臣辞任"),
        ("• Brücke gesperrt", "Brücke gesperrt"),
        ("Brücke gesperrt |", "Brücke gesperrt"),
        ("Bridge closed for the winter –", "Bridge closed for the winter"),
        ("/ Brug gesloten", "Brug gesloten"),
        ("-5 degrees at the harbour", "-5 degrees at the harbour"),
        ("… and the bridge stays closed", "… and the bridge stays closed"),
        ("Bridge\u00a0closed:\u202fthe\u2009end", "Bridge closed: the end"),
        ("Brücken\u00adsperrung \u200bim\u2060 Hafen", "Brückensperrung im Hafen"),
        ("Bridge\u200d closed\u200c for good", "Bridge closed for good"),
        ("می\u200cخواهیم پل بماند", "می\u200cخواهیم پل بماند"),
        ("\u202bהגשר נסגר לתמיד\u202c", "הגשר נסגר לתמיד"),
        ("Fish &amp;amp; ships &amp;quot;closed&amp;quot;", 'Fish & ships "closed"'),
        ("Fish &amp;amp;amp; ships", "Fish & ships"),
        ("R&amp;D at the port &amp;notes", "R&D at the port &notes"),
        ("Port&amp;#8217;s end &amp;#x2013; a farewell", "Port’s end – a farewell"),
        ("Bridge &amp;lt;em&amp;gt;closed&amp;lt;/em&amp;gt; again", "Bridge closed again"),
        ("Line one&amp;lt;br&amp;gt;line two", "Line one line two"),
        ("The &lt;em&gt; tag and &lt;script&gt;", "The <em> tag and <script>"),
        ("A &lt;b&gt;big &lt;i&gt;port&lt;/i&gt;&lt;/b&gt;", "A big port"),
        ("5 &lt; 6, says the port", "5 < 6, says the port"),
    ],
)
def test_signs_and_unseen_characters_are_not_left_over(written: str, expected: str) -> None:
    assert title(f'<meta property="og:title" content="{written}">', "") == expected
