"""Scripted changes to the pages of a news site: edits that a reader sees, and changes that are none of the article."""

import random
import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

from newswire.demo_site.texts import Article

Change = Callable[["Page", random.Random], "Page"]


class Page(NamedTuple):
    """An article page in the making: its words, and what stands around them."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]  #: a subheading begins with `## `
    note: str = ""
    ads: tuple[str, ...] = ("Cheap flights to the sun - book now", "New: the electric van. Test it.")
    ad_places: tuple[int, ...] = (2,)
    related: tuple[str, ...] = ("Council debates new tram line", "Ten walks for the autumn", "Museum shows early maps")
    most_read: tuple[str, ...] = ("What we know about the storm", "Rovers sign a keeper", "Recipe of the week")
    inside: tuple[str, ...] = ()  #: links between the paragraphs
    views: int = 1204
    comments: tuple[str, ...] = ("First!", "Well written, thank you.")
    age: str = "3 hours ago"
    nonce: str = "a1b2c3"
    shape: int = 0  #: which of the site's templates
    banner: str = ""
    spaces: bool = False
    quotes: bool = False  #: typographic ones
    attributes: bool = False  #: in another order, and more of them
    wrapped: bool = False  #: paragraphs in sections of their own
    image: str = "/img/one.jpg"
    extra_head: str = ""


def page_of(article: Article, shape: int) -> Page:
    """The page of an article of the demo site."""
    return Page(article.title, article.lead, article.paragraphs, shape=shape)


def html(page: Page) -> bytes:
    """The page as a server would send it."""
    words = [_paragraph(page, text) for text in page.paragraphs]
    for place in sorted(page.ad_places, reverse=True):
        ad = "".join(f"<a href='/ad'>{escape(text)}</a>" for text in page.ads)
        words.insert(min(place, len(words)), f'<div class="ad ad-slot" data-ad="{page.nonce}">Advertisement {ad}</div>')
    if page.inside:
        links = "".join(f'<li><a href="/x/{n}.html">{escape(text)}</a></li>' for n, text in enumerate(page.inside))
        words.insert(len(words) // 2, f'<div class="related-inline"><b>Read more</b><ul>{links}</ul></div>')
    if page.wrapped:
        words = [f"<section><div class='wrap'>{word}</div></section>" for word in words]
    body = ("\n\n\t  " if page.spaces else "\n").join(words)
    note = f'<p class="correction">{escape(page.note)}</p>' if page.note else ""
    kind = 'data-x="1" itemprop="articleBody" class="body story"' if page.attributes else 'class="body"'
    heading = f"<h1>{escape(page.title)}</h1>"
    standfirst = f'<p class="standfirst">{escape(page.lead)}</p>'
    counts = f'<div class="stats"><span>{page.views:,} views</span> <span>{len(page.comments)} comments</span></div>'
    byline = f'<div class="byline">By Ines Lund <time>{page.age}</time></div>'
    article = (
        f"<article><header>{heading}{standfirst}{byline}{counts}</header>"
        f'<figure><img src="{page.image}?v={page.nonce}"><figcaption>Picture: archive</figcaption></figure>'
        f"<div {kind}>{body}</div>{note}</article>",
        f'<div id="story">{heading}{byline}<div {kind}>{standfirst}{body}{note}</div>{counts}</div>',
        f"<main>{heading}<article {kind}>{body}{note}</article>{byline}</main>",
    )[page.shape % 3]
    head = (
        f"<title>{escape(page.title)} | The Averil Courier</title><meta property='og:title' "
        f"content=\"{escape(page.title)}\"><meta property='og:site_name' content='The Averil Courier'>"
        f"<meta property='article:published_time' content='2024-10-18T09:00:00Z'>"
        f"<script nonce='{page.nonce}'>window.x = {{views: {page.views}, token: '{page.nonce}'}};</script>"
        f"{page.extra_head}"
    )
    lists = "".join(
        f'<aside class="{name}"><h3>{label}</h3><ul>{_links(texts)}</ul></aside>'
        for name, label, texts in (("related", "More on this", page.related), ("popular", "Most read", page.most_read))
    )
    talk = "".join(
        f'<div class="comment"><b>reader{n}</b><p>{escape(t)}</p></div>' for n, t in enumerate(page.comments)
    )
    said = f'<section id="comments" class="comments"><h3>Comments ({len(page.comments)})</h3>{talk}</section>'
    nav = "<nav><a href=/>Home</a><a href=/w>World</a></nav>"
    footer = f"<footer>All rights reserved. {page.nonce}</footer>"
    body = f"<body>{page.banner}{nav}{article}{lists}{said}{footer}</body>"
    return f"<!doctype html><html lang=en><head>{head}</head>{body}</html>".encode()


def _links(texts: tuple[str, ...]) -> str:
    return "".join(f"<li><a href=/r>{escape(text)}</a></li>" for text in texts)


def _paragraph(page: Page, text: str) -> str:
    if page.quotes:
        text = re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")
    if page.spaces:
        text = text.replace(" ", "  \n ", 3)
    if text.startswith("## "):
        return f"<h2>{escape(text[3:], quote=False)}</h2>"
    return f"<p>{escape(text, quote=False)}</p>"


def _at(page: Page, chance: random.Random) -> int:
    """A paragraph that is not a subheading."""
    return chance.choice([n for n, text in enumerate(page.paragraphs) if not text.startswith("## ")])


def _with(page: Page, at: int, text: str) -> Page:
    return page._replace(paragraphs=(*page.paragraphs[:at], text, *page.paragraphs[at + 1 :]))


def _numbered(page: Page, chance: random.Random) -> int:
    return chance.choice([n for n, text in enumerate(page.paragraphs) if re.search(r"\d", text)])


def number(page: Page, chance: random.Random) -> Page:
    at = _numbered(page, chance)
    return _with(page, at, re.sub(r"\d+", lambda m: str(int(m[0]) + 1), page.paragraphs[at], count=1))


def decimals(page: Page, chance: random.Random) -> Page:
    at = _numbered(page, chance)
    return _with(page, at, re.sub(r"(\d+)", r"\1.5", page.paragraphs[at], count=1))


def word(page: Page, chance: random.Random) -> Page:
    at = _at(page, chance)
    words = page.paragraphs[at].split()
    place = chance.randrange(len(words) // 2, len(words) - 1)
    return _with(page, at, " ".join([*words[:place], "reportedly", *words[place:]]))


def word_out(page: Page, chance: random.Random) -> Page:
    at = _at(page, chance)
    words = page.paragraphs[at].split()
    del words[len(words) // 2]
    return _with(page, at, " ".join(words))


def negated(page: Page, chance: random.Random) -> Page:
    at = _at(page, chance)
    return _with(page, at, page.paragraphs[at].removesuffix(".") + ", which the ministry did not confirm.")


def name(page: Page, chance: random.Random) -> Page:
    at = chance.choice([n for n, t in enumerate(page.paragraphs) if re.search(r" [A-Z][a-z]+", t)])
    return _with(page, at, re.sub(r" [A-Z][a-z]+", " Lindgren", page.paragraphs[at], count=1))


def paragraph_added(page: Page, chance: random.Random) -> Page:
    at = chance.randint(0, len(page.paragraphs))
    new = "On Saturday the authority added that a further 37 people had come forward, and that it would look into it."
    return page._replace(paragraphs=(*page.paragraphs[:at], new, *page.paragraphs[at:]))


def paragraph_out(page: Page, chance: random.Random) -> Page:
    at = _at(page, chance)
    return page._replace(paragraphs=(*page.paragraphs[:at], *page.paragraphs[at + 1 :]))


def paragraphs_swapped(page: Page, chance: random.Random) -> Page:
    first, second = [n for n, text in enumerate(page.paragraphs) if not text.startswith("## ")][-2:]
    moved = list(page.paragraphs)
    moved[first], moved[second] = moved[second], moved[first]
    return page._replace(paragraphs=tuple(moved))


def correction(page: Page, chance: random.Random) -> Page:
    return page._replace(note="Correction: an earlier version of this article misstated the year of the agreement.")


def title(page: Page, chance: random.Random) -> Page:
    return page._replace(title=f"{page.title}, officials say")


def title_number(page: Page, chance: random.Random) -> Page:
    return page._replace(title=re.sub(r"\d+|$", lambda m: str(int(m[0] or 3) + 1), page.title, count=1))


def sentence(page: Page, chance: random.Random) -> Page:
    at = _at(page, chance)
    return _with(page, at, f"{page.paragraphs[at]} Nobody was hurt.")


def rewritten(page: Page, chance: random.Random) -> Page:
    new = tuple(
        f"Part {n} was rewritten late in the evening, with what the council had said by then." for n in range(5)
    )
    return page._replace(paragraphs=new)


def ads(page: Page, chance: random.Random) -> Page:
    return page._replace(
        ads=(f"Sale ends in {chance.randint(2, 9)} days!", "Watches made by hand", "Loans at 3.9 percent")
    )


def ad_moved(page: Page, chance: random.Random) -> Page:
    return page._replace(ad_places=(1, 3), nonce="zz9")


def no_ads(page: Page, chance: random.Random) -> Page:
    return page._replace(ad_places=())


def related(page: Page, chance: random.Random) -> Page:
    return page._replace(related=("Mayor opens the fair", "Why the bees came back", "Trains run late again on Friday"))


def popular(page: Page, chance: random.Random) -> Page:
    return page._replace(most_read=("A fire at the mill", "12 dead in coach crash", "The longest night of the year"))


def inside(page: Page, chance: random.Random) -> Page:
    return page._replace(inside=("Who will pay for the bridge", "Five charts on prices", "Our live blog of the vote"))


def views(page: Page, chance: random.Random) -> Page:
    return page._replace(views=page.views + chance.randint(10, 90_000))


def comments(page: Page, chance: random.Random) -> Page:
    new = ("I was there, and it was 40 people at most.", "The council should resign.", "Nice picture.")
    return page._replace(comments=(*page.comments, *new))


def age(page: Page, chance: random.Random) -> Page:
    return page._replace(age=chance.choice(["4 hours ago", "1 day ago", "Updated 5 minutes ago", "18 Oct 2024"]))


def nonce(page: Page, chance: random.Random) -> Page:
    return page._replace(nonce=f"{chance.randrange(16**8):x}")


def script(page: Page, chance: random.Random) -> Page:
    return page._replace(
        extra_head="<script>var ab = 'variant-b'; function track() { return 42 }</script><style>p{}</style>"
    )


def banner(page: Page, chance: random.Random) -> Page:
    return page._replace(banner="<div class='cookie-banner'>We use cookies. <button>Accept all</button></div>")


def spaces(page: Page, chance: random.Random) -> Page:
    return page._replace(spaces=True)


def typographic(page: Page, chance: random.Random) -> Page:
    return page._replace(quotes=True)


def attributes(page: Page, chance: random.Random) -> Page:
    return page._replace(attributes=True)


def wrapped(page: Page, chance: random.Random) -> Page:
    return page._replace(wrapped=True)


def image(page: Page, chance: random.Random) -> Page:
    return page._replace(image="/img/two.webp")


def all_at_once(page: Page, chance: random.Random) -> Page:
    for change in (ads, related, popular, views, comments, age, nonce, script):
        page = change(page, chance)
    return page


EDITS: tuple[Change, ...] = (
    number,
    decimals,
    word,
    word_out,
    negated,
    name,
    paragraph_added,
    paragraph_out,
    paragraphs_swapped,
    correction,
    title,
    title_number,
    sentence,
    rewritten,
)
NO_EDITS: tuple[Change, ...] = (
    ads,
    ad_moved,
    no_ads,
    related,
    popular,
    inside,
    views,
    comments,
    age,
    nonce,
    script,
    banner,
    spaces,
    typographic,
    attributes,
    wrapped,
    image,
    all_at_once,
)
