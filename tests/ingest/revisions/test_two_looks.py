"""Two looks at one page, in three templates: what is an edit, and what only moves around the article."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from newswire.ingest.extraction.extract import extract
from newswire.ingest.revisions.changes import changes_between
from newswire.stream.messages import Article

TITLE = "Cracked cranes close half of Lindow port"
TEXT = [
    "The port authority of Lindow said on Tuesday that 412 containers had left the flooded quay since Sunday.",
    "Engineers found cracks in two of the nine cranes, and the harbour master, Ines Holm, had them taken down.",
    "“We can't wait for spring,” she said. “If the third one goes, the ferry goes as well.”",
    "The works will cost about 3.4 million euros, according to a paper that the council is to vote on next week.",
    "Opposition members called the sum too low and asked for an inquiry into the contracts of 2019.",
    "A spokesman for the builder, Tarn & Sons, said that the firm had met every term of its contract.",
    "Some 1,200 people work at the port, a third of them for the ferry line that links the town with the islands.",
    "The line said that all crossings would go on as planned until Friday, with one ship fewer after that.",
]


def replaced(before: str, after: str) -> dict[str, Any]:
    assert any(before in p for p in TEXT)
    return {"text": [p.replace(before, after) for p in TEXT]}


def templates(
    title: str = TITLE,
    text: Sequence[str] = TEXT,
    stamp: str = "Updated 14:05",
    shares: str = "128 shares",
    comments: str = "14 comments",
    above: str = "",
    inside: str = "",
    end: str = "",
    below: str = "",
) -> list[str]:
    """The article in a modern page, in one without marks, and in one without paragraphs."""
    said = [f"<p>{p}</p>" for p in text]
    middle = len(said) // 2
    body = "".join([*said[:middle], inside, *said[middle:], end])
    divs = body.replace("<p>", "<div class=par>").replace("</p>", "</div>")
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title})
    start, close = "<!DOCTYPE html><html lang=en><head>", "</body></html>"
    return [
        f"{start}<title>{title} | The Tide</title><script type='application/ld+json'>{data}</script></head><body>"
        f"<header><a href=/>The Tide</a></header>{above}<main><article><h1>{title}</h1><div class=meta>By Ada Byron "
        f"<time>{stamp}</time> <span>{shares}</span> <a href=#c>{comments}</a></div>{body}</article></main>{below}"
        f"<footer>© The Tide</footer>{close}",
        f"{start}<title>{title} - The Tide</title></head><body>{above}<div id=page><h1>{title}</h1><p>{stamp}</p>"
        f"<p>{shares} · {comments}</p><div class=text>{body}</div></div>{below}{close}",
        f"{start}<meta property=og:title content='{title}'><title>{title}</title></head><body>{above}<section>"
        f"<div class=hd><h1>{title}</h1></div><div class=c><div>{stamp}</div>{divs}<div>{shares}</div>"
        f"<div>{comments}</div></div></section>{below}{close}",
    ]


def look(page: str) -> Article:
    return extract(page.encode(), "https://tide.example.org/2026/03/cranes")


def changed(**other: Any) -> list[bool]:
    """Of each template: whether the page differs from itself with these parts."""
    pairs = zip(map(look, templates()), map(look, templates(**other)), strict=True)
    return [bool(changes_between(a.title, a.text, b.title, b.text)) for a, b in pairs]


MOVES: dict[str, dict[str, Any]] = {
    "time of the last update": {"stamp": "Updated 17:45"},
    "the same in full": {"stamp": "Last updated: March 5, 2026 at 9:12 am"},
    "age": {"stamp": "3 hours ago"},
    "shares": {"shares": "4.1K shares"},
    "number of comments": {"comments": "231 comments"},
    "invitation to comment": {"comments": "Join the conversation"},
    "reading time": {"above": "<div>4 min read</div>"},
    "listen": {"above": "<div>Listen to this article · 3:12</div>"},
    "badge": {"above": "<span>LIVE</span>"},
    "ticker": {"above": "<div class=ticker>DAX 18,412 +0.4% · Brent 82.11 · EUR/USD 1.0841</div>"},
    "another report breaking": {"above": "<div class=breaking><a href=/x>BREAKING: Government falls</a></div>"},
    "weather": {"below": "<div class=weather>Lindow 7° · wind 5 Bft</div>"},
    "most read": {"below": "<div class=most><h2>Most read</h2><ol><li><a href=/2>Storm lifted</a></li></ol></div>"},
    "banner": {
        "below": "<div id=cb><p>We and our 812 partners use cookies to store and access information on your device. "
        "You can accept or refuse.</p><button>Accept all</button></div>"
    },
    "comments": {
        "below": "<section id=comments><h2>Comments</h2><div class=comment><b>Rolf</b><p>They should have known years "
        "ago, all of them, shame on the council and its friends.</p></div></section>"
    },
    "form": {"below": "<form><input type=hidden name=csrf value=99aa></form><script>var sid='x91';</script>"},
    "meter above": {"above": "<div class=meter>You have 2 of 5 free articles left. <a href=/sub>Subscribe</a></div>"},
    "meter below": {"end": "<div class=meter>You have read 3 of 5 free articles this month.</div>"},
    "advertisement": {"inside": "<div class=ad-slot><p>Win a cruise to the fjords! Book with Nordline now.</p></div>"},
    "related": {
        "inside": "<aside class=related><h3>Read more</h3><ul><li><a href=/a>A ship less</a></li></ul></aside>"
    },
    "related line": {"inside": "<p><b>Read more:</b> <a href=/a>Ferry line to lose a ship</a></p>"},
    "newsletter": {
        "inside": "<div class=newsletter-box><h4>The Tide in your inbox</h4><p>Get the day's stories from the coast "
        "every evening at six.</p><button>Sign up</button></div>"
    },
    "poll": {"inside": "<div class=poll-widget><p>Tear them down?</p><ul><li>Yes 61%</li><li>No 39%</li></ul></div>"},
    "player": {"inside": "<div class=video-player><div>Loading video…</div><span>0:00 / 1:32</span></div>"},
    "tags": {"end": "<ul class=tags><li><a href=/t/1>Lindow</a></li><li><a href=/t/2>Ports</a></li></ul>"},
    "writer": {"end": "<div class=author-bio><p>Ada Byron is a senior reporter who covers ports.</p></div>"},
    "share": {"end": "<div class=share><a href=f>Share on Facebook</a> <a href=m>Email</a></div>"},
    "donate": {"end": "<p class=donate>The Tide lives on its readers. <a href=/g>Give 5 euros a month</a>.</p>"},
    "app": {"end": "<p>Download our app for the latest news from the coast.</p>"},
    "channels": {"end": "<p>Follow us on WhatsApp and Telegram for breaking news.</p>"},
    "rights": {"end": "<p>© 2026 The Tide. All rights reserved.</p>"},
    "blanks that do not break": replaced("3.4 million euros", "3.4\u00a0million\u00a0euros"),
    "quotation marks": replaced("“", '"'),
    "entities": replaced("&", "&amp;"),
    "links": replaced("Tarn & Sons", "<a href=/t>Tarn &amp; Sons</a>"),
    "bold": replaced("412 containers", "<b>412 containers</b>"),
    "soft hyphens": replaced("containers", "con\u00adtainers"),
    "places to break": replaced("containers", "con<wbr>tainers"),
    "a line break": replaced(" since Sunday", "<br>since Sunday"),
    "wrapped": {"text": [f"<span data-x=1>{p}</span>" for p in TEXT]},
}
EDITS: dict[str, dict[str, Any]] = {
    "a digit": replaced("412", "421"),
    "a sum": replaced("3.4", "4.3"),
    "a currency": replaced("euros", "dollars"),
    "a number in words": replaced("two of the nine", "three of the nine"),
    "not": replaced("would go on", "would not go on"),
    "who said it": replaced("A spokesman", "No spokesman"),
    "according to whom": replaced(", according to a paper that the council is to vote on next week", ""),
    "an accent": replaced("Ines Holm", "Inés Holm"),
    "a capital": replaced("the ferry line", "the Ferry Line"),
    "a comma": replaced("too low and", "too low, and"),
    "a paragraph less": {"text": TEXT[:4] + TEXT[5:]},
    "a paragraph more": {"text": [*TEXT, "Police closed the road to the quay on Wednesday night."]},
    "a short one": {"text": [*TEXT[:3], "Two died.", *TEXT[3:]]},
    "a negative number": {"text": [*TEXT, "Temperatures fall to -4 degrees."]},
    "another order": {"text": [TEXT[1], TEXT[0], *TEXT[2:]]},
    "an update above": {"text": ["UPDATE: The ferry line cancelled all crossings on Wednesday.", *TEXT]},
    "a correction": {"end": "<p><em>Correction: an earlier version gave a wrong number of containers.</em></p>"},
    "a note": {"inside": "<p><em>Editor's note: The council has since postponed the vote.</em></p>"},
    "the title": {"title": "Cracked cranes close all of Lindow port"},
    "the title, longer": {"title": f"{TITLE}, 3 hurt"},
}


@pytest.mark.parametrize("what", MOVES)
def test_what_moves_around_the_article_is_not_an_edit(what: str) -> None:
    assert changed(**MOVES[what]) == [False] * 3


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_is_seen_in_every_template(what: str) -> None:
    assert changed(**EDITS[what]) == [True] * 3
