"""Lines above a text that say who wrote it, when and for whom, in the shapes and languages of the news."""

import json

import pytest

from newswire.ingest.extraction.extract import extract
from newswire.stream.messages import Article

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
        ("<p class=x>Ines Pahl <i>|</i> The Tide News <i>|</i> March 4, 2024 | 7:15 p.m. PT</p>", "Ines Pahl",
         "2024-03-05T03:15:00Z"),
        ("<p>Words: <b>INES PAHL</b> Pictures: <b>JON RAY</b></p><i>4 March 2024</i>", "INES PAHL", "2024-03-04"),
        ("<p class=autor>Von <a>Ines Pahl</a> (Text) und <a>Li Na</a> (Fotos)</p><i>4.3.2024</i>", "Ines Pahl",
         "2024-03-04"),
        ("<div>Teksti: Ines Pahl</div><div>4.3.2024 klo 10.05</div>", "Ines Pahl", "2024-03-04"),
        ("<div>Автор: <b>Инна Павлова</b></div><p>04.03.2024 19:15 (МСК)</p>", "Инна Павлова", "2024-03-04T16:15:00Z"),
        ("<p>김철수 기자</p><p>2024년 3월 4일 오후 7시 15분 KST</p>", "김철수", "2024-03-04T10:15:00Z"),
        ("<p class=author>ნინო ბერიძე</p><p>4 მარტი 2024</p>", "ნინო ბერიძე", "2024-03-04"),
        ("<p>KIEL, March 4, 2024 (Reuters) - The harbour of Kiel will stay closed for longer than its captains had "
         "hoped, the district said.</p><p class=author>Ines Pahl</p>", "Ines Pahl", "2024-03-04"),
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
        (
            "",
            [{"@type": "Person", "name": "Li Na", "jobTitle": "Photographer"}, {"name": "Finn McHale"}],
            ["Finn McHale"],
        ),
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
        "<div><a href=/x><span class=byline>Jon Russo</span> <span>Why we row</span></a></div>",
        "<div class=most-read><p class=author>Jon Russo</p></div>",
    ],
)
def test_who_wrote_related_stories_is_not_an_author(other: str) -> None:
    assert read("<p class=byline>By Ines Pahl</p>", below=other).authors == ("Ines Pahl",)
    assert read("", below=other).authors == ()


@pytest.mark.parametrize(
    ("line", "lang", "published"),
    [
        ("<p>3/4/2024 7:15 PM ET</p>", "en-US", "2024-03-05T00:15:00Z"),
        ("<p>3/4/2024</p>", "en-US", None),
        ("<p>4/3/2024, 09:30 (GMT+7)</p>", "vi", "2024-03-04T02:30:00Z"),
        ("<p>04/03/2024</p>", "en-GB", "2024-03-04"),
        ("<p>4 March 2024 02:00 IST</p>", "en", "2024-03-04"),
        ("<p>چهارشنبه ۱۴ اسفند ۱۴۰۲</p>", "fa", "2024-03-04"),
        ("<p>วันที่ ๔ มีนาคม พ.ศ. ๒๕๖๗</p>", "th", "2024-03-04"),
        ("<time datetime=0000-00-00>4 March 2024</time>", "en", "2024-03-04"),
    ],
)
def test_a_day_is_read_as_the_readers_of_the_page_do(line: str, lang: str, published: str | None) -> None:
    article = read(line, lang=lang)
    assert article.published == published


def test_the_time_of_day_may_stand_in_the_text() -> None:
    article = read("<p>4 March 2024, 10:05 GMT</p>", datePublished="2024-03-04")
    assert (article.published, article.how["published"]) == ("2024-03-04T10:05:00Z", "heading")
    javascript = "Mon Mar 04 2024 11:05:00 GMT+0100 (Central European Standard Time)"
    assert read("", datePublished=javascript).published == "2024-03-04T10:05:00Z"


@pytest.mark.parametrize(
    "line",
    ["By Ines Pahl", "<b>Ines Pahl</b>", "4 March 2024 | By Ines Pahl, Kiel", "Published 4 March 2024, 10:05 GMT"],
)
def test_a_line_of_date_and_byline_is_not_part_of_the_text(line: str) -> None:
    article = read(f"<p>{line}</p>", author="Ines Pahl")
    assert article.text.startswith("The district decided on Monday")
    assert "Ines Pahl" in read("<p>Ines Pahl was the first captain who left.</p>", author="Ines Pahl").text
