"""Page templates of publishers of many kinds, and the story that fills them.

The first five give author and date as data; in the others both stand as visible text only.
"""
# ruff: noqa: E501

from collections.abc import Callable
from dataclasses import dataclass

from cases.rows import ld

RTL = {"ar", "fa", "he", "ur"}


@dataclass(frozen=True, kw_only=True)
class Story:
    """A story with all that a page of its language puts around it."""

    lang: str  # as in the attribute of the page
    template: str
    site: str
    section: str
    title: str
    paragraphs: tuple[str, ...]
    byline: str  # the visible line
    authors: tuple[str, ...]
    date: str  # as the paper writes it
    published: str  # the gold, as in cases.rows; what the data say where the template has data
    teasers: tuple[str, str]
    cookie: str
    share: tuple[str, ...]
    related: str
    caption: str = ""
    standfirst: str = ""
    newsletter: str = ""

    @property
    def set_apart(self) -> tuple[str, ...]:
        """What stands on the page and not in the text."""
        parts = (self.standfirst, self.caption, self.newsletter, self.byline, *self.teasers, self.cookie, self.related)
        return tuple(part for part in parts if part)

    def direction(self) -> str:
        return ' dir="rtl"' if self.lang.split("-")[0] in RTL else ""


def ps(paragraphs: tuple[str, ...], attributes: str = "") -> str:
    return "\n".join(f"<p{attributes}>{text}</p>" for text in paragraphs)


def links(s: Story, tag: str = "li", attributes: str = "") -> str:
    return "".join(f'<{tag}{attributes}><a href="/n/{i}">{text}</a></{tag}>' for i, text in enumerate(s.teasers))


def shares(s: Story) -> str:
    return "".join(f'<li><a href="#share-{i}">{word}</a></li>' for i, word in enumerate(s.share))


def data(s: Story, kind: str = "NewsArticle") -> str:
    return ld(
        **{"@type": kind},
        headline=s.title,
        datePublished=s.published,
        author=[{"@type": "Person", "name": name} for name in s.authors],
        publisher={"@type": "NewsMediaOrganization", "name": s.site},
        articleSection=s.section,
    )


def figure(s: Story) -> str:
    return f'<figure><img src="/p.jpg" alt=""><figcaption>{s.caption}</figcaption></figure>' if s.caption else ""


def wordpress(s: Story) -> str:
    return f"""<!DOCTYPE html><html lang="{s.lang}"{s.direction()}><head><meta charset="UTF-8"><title>{s.title} - {s.site}</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.site}"><meta property="article:published_time" content="{s.published}">{data(s, "Article")}</head>
<body class="post-template-default single single-post"><div id="page"><header id="masthead"><p class="site-title"><a href="/">{s.site}</a></p><nav><a href="/c">{s.section}</a></nav></header>
<div id="content"><main id="main"><article id="post-812" class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{s.title}</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date published">{s.date}</time></span> <span class="byline">{s.byline}</span></div></header>
<div class="entry-content">{f'<figure class="wp-caption"><img src="a.jpg"><figcaption class="wp-caption-text">{s.caption}</figcaption></figure>' if s.caption else ""}
{ps(s.paragraphs)}
<div class="sharedaddy sd-sharing-enabled"><ul>{shares(s)}</ul></div><div id="jp-relatedposts"><h3>{s.related}</h3><ul>{links(s)}</ul></div></div></article></main>
<aside id="secondary" class="widget-area"><section class="widget"><p>{s.newsletter}</p></section></aside></div>
<div id="cookie-law-info-bar"><span>{s.cookie}</span></div><footer id="colophon">© {s.site}</footer></div></body></html>"""


def publisher(s: Story) -> str:
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title} | {s.section} | {s.site}</title>{data(s)}</head>
<body><div role="dialog" class="consent-banner"><p>{s.cookie}</p></div><header role="banner"><a href="/">{s.site}</a></header><nav aria-label="breadcrumb"><ol><li><a href="/">{s.site}</a></li><li><a href="/s">{s.section}</a></li></ol></nav>
<main><article data-component="article"><header><h1>{s.title}</h1>{f'<p class="standfirst" data-component="standfirst">{s.standfirst}</p>' if s.standfirst else ""}<div data-component="byline">{s.byline}</div><time>{s.date}</time><ul class="share-tools">{shares(s)}</ul></header>
{figure(s)}
<div data-component="body">{ps(s.paragraphs, ' class="body__p"')}</div></article>
<section class="onward"><h2>{s.related}</h2><ul>{links(s)}</ul></section></main><footer><p>© {s.site}</p></footer></body></html>"""


def amp(s: Story) -> str:
    return f"""<!doctype html><html ⚡ lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title}</title><link rel="canonical" href="https://amp.example/story">{data(s)}<style amp-custom>p{{margin:0}}</style></head>
<body><amp-sidebar id="menu" layout="nodisplay"><ul><li><a href="/">{s.site}</a></li><li><a href="/s">{s.section}</a></li></ul></amp-sidebar>
<header class="amp-head"><a href="/">{s.site}</a></header><article class="amp-article"><header><h1 class="amp-title">{s.title}</h1><ul class="amp-meta"><li class="amp-byline">{s.byline}</li><li class="amp-date">{s.date}</li></ul></header>
<amp-img src="a.jpg" width="600" height="400"></amp-img><div class="amp-content">{ps(s.paragraphs)}</div>
<div class="amp-social">{"".join(f'<amp-social-share type="x">{word}</amp-social-share>' for word in s.share)}</div></article>
<div class="amp-related"><h3>{s.related}</h3><ul>{links(s)}</ul></div><amp-consent id="c"><div>{s.cookie}</div></amp-consent></body></html>"""


def microdata(s: Story) -> str:
    people = ", ".join(
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{name}</span></span>'
        for name in s.authors
    )
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.site}: {s.title}</title></head><body><div class="top"><a href="/">{s.site}</a> <a href="/s">{s.section}</a></div>
<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{s.title}</h1>{f'<div itemprop="description" class="intro">{s.standfirst}</div>' if s.standfirst else ""}
<div class="info">{people} <time itemprop="datePublished" datetime="{s.published}">{s.date}</time></div>{figure(s)}
<div itemprop="articleBody">{ps(s.paragraphs)}</div></div><ul class="social">{shares(s)}</ul>
<div class="also"><h4>{s.related}</h4>{links(s, "div", ' class="also-item"')}</div><div class="cookies">{s.cookie}</div></body></html>"""


def meta_only(s: Story) -> str:
    authors = "".join(f'<meta name="author" content="{name}">' for name in s.authors)
    return f"""<!doctype html><html{s.direction()}><head><meta charset="utf-8"><meta http-equiv="content-language" content="{s.lang}"><title>{s.title} :: {s.site}</title>{authors}
<meta property="article:published_time" content="{s.published}"></head><body><div id="wrap"><div id="menu"><a href="/">{s.site}</a><a href="/s">{s.section}</a></div><div id="content">
<h1>{s.title}</h1><div id="lead">{s.standfirst}</div><div id="text">{ps(s.paragraphs)}</div><div id="sharing">{" ".join(s.share)}</div>
<div id="similar"><b>{s.related}</b><ul>{links(s)}</ul></div></div><div id="cookie-notice">{s.cookie}</div></div></body></html>"""


def plain(s: Story) -> str:
    return f"""<html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title}</title></head><body><p><a href="/">{s.site}</a> | <a href="/s">{s.section}</a></p>
<h1>{s.title}</h1><p class="byline">{s.byline}</p><p class="date">{s.date}</p>
{ps(s.paragraphs)}
<hr><h3>{s.related}</h3><ul>{links(s)}</ul><p class="cookie">{s.cookie}</p></body></html>"""


def tables2003(s: Story) -> str:
    return f"""<HTML{s.direction()}><HEAD><META http-equiv="Content-Type" content="text/html; charset=utf-8"><TITLE>{s.site} - {s.title}</TITLE></HEAD><BODY bgcolor="#FFFFFF"><TABLE width="780" border="0" cellspacing="0"><TR><TD colspan="3"><A href="/">{s.site}</A></TD></TR>
<TR valign="top"><TD width="130" bgcolor="#EEEEEE"><FONT size="1"><A href="/s">{s.section}</A><BR>{"<BR>".join(f'<A href="/w{i}">{word}</A>' for i, word in enumerate(s.share))}</FONT></TD>
<TD width="500"><FONT size="5"><B>{s.title}</B></FONT><BR><FONT size="1" color="#666666">{s.date}<BR>{s.byline}</FONT>
<TABLE align="right" width="200"><TR><TD><IMG src="p.gif"><BR><FONT size="1"><I>{s.caption}</I></FONT></TD></TR></TABLE>{ps(s.paragraphs)}</TD>
<TD width="150"><B>{s.related}</B><BR>{"<BR>".join(f'<A href="/t{i}">{text}</A>' for i, text in enumerate(s.teasers))}</TD></TR></TABLE></BODY></HTML>"""


def soup(s: Story) -> str:
    body = "".join(
        f'<div class="sc-kEjbQP fXyzQa"><span class="r-1qd0xha">{text}</span></div>' for text in s.paragraphs
    )
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title} | {s.site}</title></head><body><div id="root"><div class="css-1dbjc4n"><div class="css-18t94o4"><a class="a1" href="/">{s.site}</a><a class="a1" href="/s">{s.section}</a></div>
<div class="sc-fotOHu jWvQzR"><h1 class="sc-bdvvtL">{s.title}</h1><div class="sc-gsDKAQ">{s.standfirst}</div><div class="sc-dkPtRN kGtYhb"><span class="z9">{s.byline}</span><span class="z8">{s.date}</span></div>
<div class="sc-hKwDye">{body}</div><div class="sc-eCImPb">{"".join(f'<button class="b7">{word}</button>' for word in s.share)}</div></div>
<div class="sc-jRQBWg"><div class="q2">{s.related}</div>{links(s, "div", ' class="q3"')}</div><div class="sc-gKclnd"><span>{s.cookie}</span><button>OK</button></div></div></div></body></html>"""


def h1_outside(s: Story) -> str:
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title} — {s.site}</title></head><body><header><a href="/">{s.site}</a><nav><a href="/s">{s.section}</a></nav></header>
<section class="hero"><h1>{s.title}</h1><p class="deck">{s.standfirst}</p></section><div class="layout"><div class="meta"><span class="author-name">{s.byline}</span><span class="pub-date">{s.date}</span></div>
<article>{figure(s)}{ps(s.paragraphs)}</article><aside><h2>{s.related}</h2><ul>{links(s)}</ul></aside></div><ul class="share">{shares(s)}</ul><div class="gdpr">{s.cookie}</div></body></html>"""


def breaks(s: Story) -> str:
    return f"""<html{s.direction()}><head><meta charset="utf-8"><title>{s.title}</title></head><body><div id="nav"><a href="/">{s.site}</a> &gt; <a href="/s">{s.section}</a></div><div id="news"><h1>{s.title}</h1><div class="small">{s.date} &nbsp; {s.byline}</div>
<div class="newstext">{"<br /><br />".join(s.paragraphs)}</div></div><div id="more"><b>{s.related}</b><br />{"<br />".join(f'<a href="/m{i}">{text}</a>' for i, text in enumerate(s.teasers))}</div><div id="cookiebar">{s.cookie}</div></body></html>"""


def ticker(s: Story) -> str:
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title} | {s.site}</title></head><body><header><a href="/">{s.site}</a></header><main><article class="flash"><span class="rubric">{s.section}</span><time class="time">{s.date}</time><h1>{s.title}</h1>
<div class="flash-text">{ps(s.paragraphs)}</div><div class="sign">{s.byline}</div></article><section class="latest"><h2>{s.related}</h2><ul>{links(s)}</ul></section></main><div class="cookie-consent">{s.cookie}</div></body></html>"""


def newsletter(s: Story) -> str:
    box = f'<div class="newsletter-signup"><p>{s.newsletter}</p><form><input type="email"><button>OK</button></form></div>'
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title} - {s.site}</title></head><body><header><a href="/">{s.site}</a><a href="/s">{s.section}</a></header><main><article><h1>{s.title}</h1><p class="article-summary">{s.standfirst}</p>
<div class="article-info"><div class="article-author">{s.byline}</div><div class="article-date">{s.date}</div></div><div class="article-text">{ps(s.paragraphs[:2])}{box}{ps(s.paragraphs[2:])}</div>
<div class="share-bar">{shares(s)}</div></article><section class="recommended"><h3>{s.related}</h3><ul>{links(s)}</ul></section></main><div class="cookie-banner">{s.cookie}</div></body></html>"""


def captions(s: Story) -> str:
    first, *rest = s.paragraphs
    body = f"<p>{first}</p>" + "".join(f"{figure(s)}<p>{text}</p>" for text in rest)
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title} | {s.site}</title></head><body><nav><a href="/">{s.site}</a> <a href="/s">{s.section}</a></nav><main><h1>{s.title}</h1><div class="byline-row"><div>{s.byline}</div><div>{s.date}</div></div>
<div class="story">{body}</div><div class="tools">{shares(s)}</div><div class="teaser-list"><h2>{s.related}</h2>{links(s, "article", ' class="teaser"')}</div></main><div class="privacy-banner">{s.cookie}</div></body></html>"""


def byline_at_the_end(s: Story) -> str:
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title} | {s.site}</title></head><body><header><a href="/">{s.site}</a><nav><a href="/s">{s.section}</a></nav></header><main><div class="detail"><div class="detail-date">{s.date}</div><h1 class="detail-title">{s.title}</h1><h2 class="detail-sapo">{s.standfirst}</h2>
<div class="detail-content">{ps(s.paragraphs)}<p class="detail-author" style="text-align:right"><strong>{s.byline}</strong></p></div><div class="detail-share">{" ".join(s.share)}</div>
<div class="detail-related"><h3>{s.related}</h3><ul>{links(s)}</ul></div></div></main><div class="cookie">{s.cookie}</div></body></html>"""


TEMPLATES: dict[str, Callable[[Story], str]] = {
    build.__name__: build
    for build in (
        wordpress, publisher, amp, microdata, meta_only, plain, tables2003, soup, h1_outside, breaks, ticker, newsletter, captions, byline_at_the_end,
    )
}  # fmt: skip
