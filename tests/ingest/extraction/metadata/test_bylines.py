"""Lines above a text that say who wrote it, when and for whom, in the shapes and languages of the news."""

import json

import pytest

from ingest.extraction.extract import extract
from stream.messages import Article

STORY = "<p>The district decided on {} that the crossing will be rebuilt, against the advice of its own captains.</p>"
NCA = {"@type": "Organization", "name": "NCA NewsWire"}


def read(body: str, *, head: str = "", below: str = "", lang: str = "en", **node: object) -> Article:
    if node:
        told = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry to be replaced"} | node
        head += f'<script type="application/ld+json">{json.dumps(told)}</script>'
    story = "".join(STORY.format(day) for day in ("Monday", "Tuesday", "Friday", "Sunday", "Thursday"))
    page = (
        f"<html lang={lang}><head><meta charset=utf-8><title>Ferry to be replaced</title>{head}</head><body><main>"
        f"<article><h1>Ferry to be replaced</h1>{body}{story}</article>{below}</main></body></html>"
    )
    return extract(page.encode(), "https://www.tide.example/ferry", fetched="2024-03-08T12:00:00Z")


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("<div class=byline>Monday March 4, 2024 10:05 am PST by Ines Pahl</div>", "Ines Pahl", "2024-03-04T18:05:00Z"),
        ("<p class=meta>By Ines Pahl | Updated 4 March 2024, 10:05 GMT</p>", "Ines Pahl", "2024-03-04T10:05:00Z"),
        ("<div class=x7>By <b>Ines Pahl</b> on Mon 4 Mar 2024 10.05 GMT</div>", "Ines Pahl", "2024-03-04T10:05:00Z"),
        ("<p>Von Ines Pahl, Berlin – 4. März 2024, 10:05 Uhr MEZ</p>", "Ines Pahl", "2024-03-04T09:05:00Z"),
        ("<p class=a1>Von Ines Pahl, Berlin</p><p class=a2>04.03.2024, 10:05 Uhr</p>", "Ines Pahl", "2024-03-04"),
        ("<span>Par Ines Pahl</span> <span>Publié le 4 mars 2024 à 10h05</span>", "Ines Pahl", "2024-03-04"),
        ("<p>Por <a href=/i>Ines Pahl</a> - 4 de marzo de 2024 10:05 CET</p>", "Ines Pahl", "2024-03-04T09:05:00Z"),
        ("<p class=c>di Ines Pahl</p><p class=d>4 marzo 2024 alle 10:05</p>", "Ines Pahl", "2024-03-04"),
        ("<div>Door Ines Pahl • 4 maart 2024 10:05</div>", "Ines Pahl", "2024-03-04"),
        ("<div class=author>Инес Паль, 4 марта 2024, 10:05 МСК</div>", "Инес Паль", "2024-03-04T07:05:00Z"),
        ("<div class=writer>2024年3月4日 10:05 記者 山田太郎</div>", "山田太郎", "2024-03-04"),
        ("<p class=reporter>김철수 기자 · 2024.03.04. 오전 10:05 KST</p>", "김철수", "2024-03-04T01:05:00Z"),
        ("<div class=byline>بقلم إيناس باهل</div><div>٤ مارس ٢٠٢٤</div>", "إيناس باهل", "2024-03-04"),
        ("<div class=byline>Ines Pahl, Reuters</div><time datetime=2024-03-04>4.3.</time>", "Ines Pahl", "2024-03-04"),
        ("<p class=by>Ines Pahl, Chief Reporter</p><p>March 4, 2024 at 10:05 a.m. EST</p>", "Ines Pahl",
         "2024-03-04T15:05:00Z"),
        ("<div class=css-1x>Posted by Ines Pahl on 4 March 2024</div>", "Ines Pahl", "2024-03-04"),
        ("<div class=byline>INES PAHL</div><div>Mar. 4, 2024 10:05 AM ET</div>", "INES PAHL", "2024-03-04T15:05:00Z"),
        ("<div class=byline>By Ines Pahl</div><p>Published: 10:05 BST, 4 June 2023</p>", "Ines Pahl",
         "2023-06-04T09:05:00Z"),
        ("<address>By <a rel=author>Ines\u00a0Pahl</a></address><p>10:05 EDT 4 June 2023</p>", "Ines Pahl",
         "2023-06-04T14:05:00Z"),
    ],
)  # fmt: skip
def test_a_line_tells_who_and_when(line: str, author: str, published: str) -> None:
    article = read(line)
    assert article.authors == (author,)
    assert article.published == published


@pytest.mark.parametrize(
    ("line", "node", "authors"),
    [
        ("<div class=byline><span>Finn McHale</span>, <span>NCA NewsWire</span></div>", [NCA], ["Finn McHale"]),
        ("<div class=byline>By Finn McHale, NCA NewsWire</div>", NCA, ["Finn McHale"]),
        ("<p class=k1>By Finn McHale for NCA NewsWire</p>", NCA, ["Finn McHale"]),
        ("<p>By Finn McHale and Li Na</p>", {"@type": "Person", "name": "The Tide"}, ["Finn McHale", "Li Na"]),
        ("<a rel=author href=/f>Finn McHale</a> / Reuters", "Reuters", ["Finn McHale"]),
        ("<p>Von Finn McHale und Li Na, dpa</p>", {"@type": "Organization", "name": "dpa"}, ["Finn McHale", "Li Na"]),
        ("<p>Par Finn McHale (avec AFP)</p>", {"@type": "Organization", "name": "AFP"}, ["Finn McHale"]),
        ("<p class=autor>Finn McHale</p>", [{"@type": "Person", "name": "Redaktion"}], ["Finn McHale"]),
        ("<p>Por Finn McHale</p>", "https://www.facebook.com/thetide", ["Finn McHale"]),
        ("<p>By Finn McHale</p>", {"@type": "Person", "name": "Tide Reporter"}, ["Finn McHale"]),
        ("", [{"name": "By Finn McHale, Chief Reporter"}, {"name": "Li Na (Reuters)"}], ["Finn McHale", "Li Na"]),
        ("", "Finn McHale and Li Na", ["Finn McHale", "Li Na"]),
        ("", ["finn@tide.example (Finn McHale)", {"@type": "Person", "name": ["Li Na"]}], ["Finn McHale", "Li Na"]),
        ("", [{"@type": "Person", "name": "Finn McHale"}, {"@type": "Organization", "name": "AFP"}], ["Finn McHale"]),
        ("", {"@type": "Person", "name": "Finn\u00adley Mc\u200bHale"}, ["Finnley McHale"]),
        ("", {"@type": "Person", "name": "Se&amp;aacute;n &#38;Oacute; H&eacute;"}, ["Seán Ó Hé"]),
        ("", {"@type": "Person", "name": "<a href='/f'>Finn McHale</a>"}, ["Finn McHale"]),
        ("", [{"@type": "Person", "name": "Finn McHale", "jobTitle": 7}, 5, None, True, {"name": 3}], ["Finn McHale"]),
        ("", {"@type": "Person", "name": {"@value": "Finn McHale", "@language": "en"}}, ["Finn McHale"]),
        ("", {"@type": ["Person", 3], "@id": {}, "name": "Finn McHale"}, ["Finn McHale"]),
        ("<p>Photographs by Li Na</p><p>By Finn McHale</p>", "Tide Staff", ["Finn McHale"]),
        ("<p class=byline>Fotos: Li Na · Text: Finn McHale</p>", "dpa", ["Finn McHale"]),
        ("<div class=byline>Finn McHale<br>Li Na<br>Reporters</div>", "Reuters", ["Finn McHale", "Li Na"]),
        ("<ul class=authors><li>Finn McHale</li><li>Li Na</li></ul>", "Reuters", ["Finn McHale", "Li Na"]),
        ("", [{"@type": "Person", "name": "Redaktion"}], ["Redaktion"]),
        ("", {"@type": "Organization", "name": "Reuters"}, ["Reuters"]),
    ],
)
def test_a_person_comes_before_an_agency_and_a_desk(line: str, node: object, authors: list[str]) -> None:
    site = {"publisher": {"@type": "Organization", "name": "The Tide"}}
    assert list(read(line, author=node, **site).authors) == authors


@pytest.mark.parametrize(
    "other",
    [
        "<aside><h3>More</h3><div class=card><span class=author>32 Minutes Ago Jon Russo</span></div></aside>",
        "<section class=related><a rel=author href=/j>1 Hour Ago Jon Russo</a><a href=/x>Crane falls</a></section>",
        "<ul class=latest><li><h3><a href=/x>Crane falls</a></h3><p class=byline>By Jon Russo</p></li>"
        "<li><h3><a href=/y>Dock strike</a></h3><p class=byline>By Li Na</p></li></ul>",
        "<div class=g7><article><h2><a href=/x>Crane falls</a></h2><span class=author>Jon Russo</span></article></div>",
        "<h2>Read next</h2><div class=q1><a href=/x><h4>Crane falls</h4><span class=byline>Jon Russo</span></a></div>",
        "<footer><a rel=author href=/j>Jon Russo</a></footer>",
        "<section id=comments><div class=comment><span class=author>Jon Russo</span><p>Right!</p></div></section>",
        "<div class=most-read><p class=author>Jon Russo</p></div>",
    ],
)
def test_who_wrote_related_stories_is_no_author(other: str) -> None:
    assert read("<p class=byline>By Ines Pahl</p>", below=other).authors == ("Ines Pahl",)
    assert read("", below=other).authors == ()
