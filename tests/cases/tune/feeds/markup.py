"""Marks of CDATA that were escaped; titles that look like markup."""
# ruff: noqa: E501

from cases.rows import Feed, atom, json_feed, rss

_ATOM = "application/atom+xml"
_PAGE = "https://www.harbourpost.example/news/ferry"

CASES = {
    "escaped_cdata": {
        "title": Feed(rss("<title>&lt;![CDATA[Ferry sails again]]&gt;</title>"), [{"title": "Ferry sails again"}]),
        "title_with_entities": Feed(
            rss("<title>&lt;![CDATA[Fish &amp; chips at the pier]]&gt;</title>"),
            [{"title": "Fish & chips at the pier"}],
        ),
        "summary": Feed(
            rss("<title>A</title><description>&lt;![CDATA[&lt;p&gt;The ferry sails.&lt;/p&gt;]]&gt;</description>"),
            [{"summary_has": "The ferry sails.", "summary_lacks": "CDATA"}],
        ),
        "link": Feed(rss(f"<title>A</title><link>&lt;![CDATA[{_PAGE}]]&gt;</link>"), [{"url": _PAGE}]),
        "creator_and_category": Feed(
            rss(
                "<title>A</title><dc:creator>&lt;![CDATA[Ailsa Kerr]]&gt;</dc:creator><category>&lt;![CDATA[Islands]]&gt;</category>"
            ),
            [{"authors": ["Ailsa Kerr"], "tags": ["Islands"]}],
        ),
        "date": Feed(
            rss("<title>A</title><pubDate>&lt;![CDATA[Wed, 04 Mar 2026 09:30:00 +0000]]&gt;</pubDate>"),
            [{"published": "2026-03-04T09:30:00Z"}],
        ),
    },
    "titles_like_markup": {
        "atom_text": Feed(
            atom("<id>urn:x:1</id><title type='text'>How to use &lt;script&gt; and &lt;b&gt;</title>"),
            [{"title": "How to use <script> and <b>"}],
            _ATOM,
        ),
        "atom_html": Feed(
            atom("<id>urn:x:1</id><title type='html'>How to &lt;em&gt;use&lt;/em&gt; &amp;lt;b&amp;gt;</title>"),
            [{"title": "How to use <b>"}],
            _ATOM,
        ),
        "atom_xhtml": Feed(
            atom(
                "<id>urn:x:1</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Ferry <em>Hope</em> sails</div></title>"
            ),
            [{"title": "Ferry Hope sails"}],
            _ATOM,
        ),
        "rss_less_than": Feed(
            rss("<title>Why 5 &lt; 7 and 9 &gt; 8 on the pier</title>", "<title>We &lt;3 ferries</title>"),
            [{"title": "Why 5 < 7 and 9 > 8 on the pier"}, {"title": "We <3 ferries"}],
        ),
        "rss_with_tags": Feed(
            rss(
                "<title>&lt;i&gt;Hamlet&lt;/i&gt; at the pier</title>",
                "<title><![CDATA[<b>Storm</b> &amp; flood]]></title>",
            ),
            [{"title": "Hamlet at the pier"}, {"title": "Storm & flood"}],
        ),
        "json_is_plain": Feed(
            json_feed({"id": "1", "title": "The <em> tag explained", "content_text": "x"}),
            [{"title": "The <em> tag explained"}],
            "application/feed+json",
        ),
    },
}
