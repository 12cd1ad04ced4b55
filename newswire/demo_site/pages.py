"""The HTML of the site: built like the pages of real news sites, so that extracting the text is a real test."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from newswire.demo_site.texts import DESKS, Article

NAME = "The Averil Courier"
FEED_OF = {"world": "/rss.xml", "business": "/atom.xml", "region": "/rdf.xml"}
_CSS = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
_BANNER = """<div class="banner cookie-banner" id="cookie-consent" role="dialog" aria-label="Cookies">
We and our partners use cookies to improve our service and to measure how it is used.
<button type="button" onclick="this.parentNode.remove()">Accept all</button>
<button type="button" onclick="this.parentNode.remove()">Only necessary</button></div>"""


def home(base: str, articles: Sequence[Article], desk: str | None = None) -> str:
    """The front page, or the one of a desk."""
    cards = "".join(
        f"""<section class="card"><span class="desk">{a.desk}</span>
<h2><a href="{a.path}">{escape(a.title)}</a></h2><p>{escape(a.lead)}</p>
<p class="meta">{escape(a.author)} · {_time(a.published)}{" · corrected" if a.note else ""}</p></section>"""
        for a in articles
    )
    feeds = "".join(f'<li><a href="{path}">{desk} {path}</a></li>' for desk, path in FEED_OF.items())
    aside = f"<h3>Feeds</h3><ul>{feeds}</ul><p>A small news site of newswire's demo. All of it is invented.</p>"
    head = "".join(f'<link rel="alternate" title="{d}" href="{base}{path}">' for d, path in FEED_OF.items())
    title = f"{NAME} - {desk}" if desk else NAME
    return _page(title, head, f"<main>{cards}</main><aside>{aside}</aside>")


def article(base: str, a: Article, related: Sequence[Article]) -> str:
    """An article's page."""
    url = base + a.path
    head = f"""<link rel="canonical" href="{url}">
<meta name="description" content="{escape(a.lead)}"><meta name="author" content="{escape(a.author)}">
<meta property="og:type" content="article"><meta property="og:site_name" content="{NAME}">
<meta property="og:title" content="{escape(a.title)}"><meta property="og:url" content="{url}">
<meta property="og:description" content="{escape(a.lead)}"><meta property="og:image" content="{url[:-5]}.svg">
<meta property="article:published_time" content="{a.published.isoformat()}">
<meta property="article:modified_time" content="{a.updated.isoformat()}">
<script type="application/ld+json">{_json_ld(url, a)}</script>"""
    links = "".join(f'<li><a href="{r.path}">{escape(r.title)}</a></li>' for r in related)
    tags = "".join(f'<a class="pill" href="/{a.desk}/" rel="tag">{escape(tag)}</a>' for tag in a.tags)
    note = f'<p class="note correction">{escape(a.note)}</p>' if a.note else ""
    updated = f", updated {_time(a.updated)}" if a.updated != a.published else ""
    body = f"""<main><article class="article" itemscope itemtype="https://schema.org/NewsArticle">
<span class="desk">{a.desk}</span>
<h1 class="headline" itemprop="headline">{escape(a.title)}</h1>
<p class="lead standfirst">{escape(a.lead)}</p>
<p class="meta byline">By <a rel="author" href="/{a.desk}/">{escape(a.author)}</a>, {escape(a.place.title())}
· {_time(a.published)}{updated}</p>
<div class="meta share"><a href="#s">Share</a><a href="#s">Copy link</a><a href="#s">Print</a></div>
<figure>{picture(a)}<figcaption>{escape(a.caption)} Picture: Courier archive</figcaption></figure>
<div class="article-body" itemprop="articleBody">{body_html(a)}</div>
{note}<p class="meta tags">{tags}</p></article></main>
<aside class="related"><h3>More from this desk</h3><ul>{links}</ul>
<div class="newsletter"><h3>The morning letter</h3><p>Six stories in your inbox at seven.</p>
<form><input type="email" placeholder="Your address"><button type="button">Subscribe</button></form></div></aside>"""
    return _page(f"{a.title} | {NAME}", head, body)


def consent(a: Article) -> str:
    """What stands in the way of a reader who has not consented, with status 200 as on real sites."""
    body = f"""<main><h1>Before you continue</h1><p>We and our 214 partners store information on your device, such as
cookies, and process personal data, such as your address and what you read. Please choose.</p>
<form action="/consent" method="get"><input type="hidden" name="back" value="{a.path}">
<button type="submit">Accept and continue</button> <a href="/">Manage options</a></form></main>"""
    return _page(f"Your privacy | {NAME}", '<meta name="robots" content="noindex">', body)


def missing() -> str:
    """The page of status 404."""
    return _page(f"Not found | {NAME}", "", "<main><h1>Page not found</h1><p>The page was removed.</p></main>")


def picture(a: Article) -> str:
    """A landscape drawn from the article's number, so that nothing has to be loaded from anywhere."""
    seed = hashlib.sha256(a.path.encode()).digest()
    hue = seed[0] * 360 // 256
    hills = "".join(
        f'<path d="M0 {y} Q200 {y - seed[i] // 3} 400 {y} T800 {y} V360 H0Z" '
        f'fill="hsl({hue + 25 * i},35%,{62 - 14 * i}%)"/>'
        for i, y in ((1, 210), (2, 260), (3, 310))
    )
    return (
        f'<svg viewBox="0 0 800 360" role="img" aria-label="{escape(a.caption)}" xmlns="http://www.w3.org/2000/svg">'
        f'<rect width="800" height="360" fill="hsl({hue},45%,84%)"/>'
        f'<circle cx="{120 + seed[4] * 2}" cy="90" r="42" fill="hsl({hue + 40},80%,72%)"/>{hills}</svg>'
    )


def body_html(a: Article) -> str:
    """The paragraphs and subheadings."""
    parts = [
        f"<h2>{escape(p[3:])}</h2>" if p.startswith("## ") else f"<p>{escape(p, quote=False)}</p>" for p in a.paragraphs
    ]
    return "\n".join(parts)


def _json_ld(url: str, a: Article) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": a.title,
        "description": a.lead,
        "mainEntityOfPage": url,
        "datePublished": a.published.isoformat(),
        "dateModified": a.updated.isoformat(),
        "author": [{"@type": "Person", "name": a.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": NAME},
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "keywords": list(a.tags),
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _time(time: datetime) -> str:
    return f'<time datetime="{time.isoformat()}">{time:%-d %B %Y, %H:%M} UTC</time>'


def _page(title: str, head: str, body: str) -> str:
    desks = "".join(f'<a href="/{desk}/">{desk.title()}</a>' for desk in DESKS)
    return f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}
<style>{_CSS}</style></head><body>
<header><a class="name" href="/">{NAME}</a><span class="today">Port Averil · founded 1887</span></header>
<nav aria-label="Desks"><a href="/">Front page</a>{desks}<a href="#s">Puzzles</a><a href="#s">Log in</a></nav>
<div class="wide">{body}</div>
<footer>© {NAME}. All people, places and events of this site are invented. Contact · Imprint · Privacy</footer>
{_BANNER}</body></html>
"""
