"""The three feeds, one for each desk and one in each of the common formats."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from newswire.demo_site.pages import NAME, body_html
from newswire.demo_site.texts import Article

#: path -> (desk, content type)
FEEDS = {
    "/rss.xml": ("world", "application/rss+xml"),
    "/atom.xml": ("business", "application/atom+xml"),
    "/rdf.xml": ("region", "application/rdf+xml"),
}


def render(path: str, base: str, articles: Sequence[Article]) -> str:
    """The feed at a path. `base` is the site's URL without a slash at the end."""
    makers = {"/rss.xml": rss, "/atom.xml": atom, "/rdf.xml": rdf}
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + makers[path](base, articles)


def rss(base: str, articles: Sequence[Article]) -> str:
    """RSS 2.0. An article behind the consent wall brings its text along, as such sites' feeds do."""
    items = "".join(
        f"""
    <item>
      <title>{escape(a.title)}</title>
      <link>{escape(base + a.path)}?at=feed</link>
      <guid isPermaLink="false">courier-{a.desk}-{a.number}</guid>
      <pubDate>{format_datetime(a.published)}</pubDate>
      <dc:creator>{escape(a.author)}</dc:creator>
      {"".join(f"<category>{escape(tag)}</category>" for tag in a.tags)}
      <description>{escape(f"<p>{escape(a.lead)}</p>")}</description>{_content(a)}
    </item>"""
        for a in articles
    )
    return f"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
  <channel>
    <title>{NAME} - World</title>
    <link>{base}/</link>
    <description>News from abroad</description>
    <language>en-GB</language>
    <ttl>1</ttl>
    <atom:link rel="self" type="application/rss+xml" href={quoteattr(base + "/rss.xml")}/>{items}
  </channel>
</rss>
"""


def atom(base: str, articles: Sequence[Article]) -> str:
    """Atom 1.0. A correction changes `updated`."""
    entries = "".join(
        f"""
  <entry>
    <id>tag:averil-courier.example,2024:{a.number}</id>
    <title type="text">{escape(a.title)}</title>
    <link rel="alternate" type="text/html" href={quoteattr(base + a.path)}/>
    <published>{_iso(a.published)}</published>
    <updated>{_iso(a.updated)}</updated>
    <author><name>{escape(a.author)}</name></author>
    {"".join(f"<category term={quoteattr(tag.lower())} label={quoteattr(tag)}/>" for tag in a.tags)}
    <summary type="html">{escape(escape(a.lead))}</summary>
  </entry>"""
        for a in articles
    )
    updated = _iso(max(a.updated for a in articles))
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>tag:averil-courier.example,2024:business</id>
  <title>{NAME} - Business &amp; Science</title>
  <updated>{updated}</updated>
  <link rel="self" href={quoteattr(base + "/atom.xml")}/>
  <link rel="alternate" type="text/html" href={quoteattr(base + "/")}/>{entries}
</feed>
"""


def rdf(base: str, articles: Sequence[Article]) -> str:
    """RSS 1.0."""
    listed = "".join(f"\n        <rdf:li rdf:resource={quoteattr(base + a.path)}/>" for a in articles)
    items = "".join(
        f"""
  <item rdf:about={quoteattr(base + a.path)}>
    <title>{escape(a.title)}</title>
    <link>{escape(base + a.path)}</link>
    <description>{escape(a.lead)}</description>
    <dc:creator>{escape(a.author)}</dc:creator>
    <dc:date>{_iso(a.published)}</dc:date>
    {"".join(f"<dc:subject>{escape(tag)}</dc:subject>" for tag in a.tags)}
  </item>"""
        for a in articles
    )
    return f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about={quoteattr(base + "/rdf.xml")}>
    <title>{NAME} - Region</title>
    <link>{base}/</link>
    <description>News from Port Averil and the county</description>
    <dc:language>en</dc:language>
    <items>
      <rdf:Seq>{listed}
      </rdf:Seq>
    </items>
  </channel>{items}
</rdf:RDF>
"""


def _content(article: Article) -> str:
    if article.page != "consent":
        return ""
    return f"\n      <content:encoded>{escape(body_html(article))}</content:encoded>"


def _iso(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
