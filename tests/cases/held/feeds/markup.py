"""Marks of CDATA that were escaped; titles that look like markup."""
# ruff: noqa: E501

from cases.rows import Feed, atom, json_feed, rss

_ATOM = "application/atom+xml"

CASES = {
    "escaped_cdata": {
        "atom_title_html": Feed(
            atom("<id>urn:x:1</id><title type='html'>&lt;![CDATA[Engine rolls out]]&gt;</title>"),
            [{"title": "Engine rolls out"}],
            _ATOM,
        ),
        "in_a_real_cdata": Feed(
            rss("<title><![CDATA[&lt;![CDATA[Engine rolls out]]&gt;]]></title>"), [{"title": "Engine rolls out"}]
        ),
        "content": Feed(
            rss(
                "<title>A</title><content:encoded>&lt;![CDATA[&lt;p&gt;The engine runs.&lt;/p&gt;]]&gt;</content:encoded>"
            ),
            [{"content_has": "The engine runs.", "content_lacks": "CDATA"}],
        ),
        "guid_stays_as_written": Feed(
            rss("<title>&lt;![CDATA[ Engine ]]&gt;</title><guid isPermaLink='false'>a&lt;b</guid>"),
            [{"title": "Engine", "guid": "a<b"}],
        ),
        "title_of_the_feed": Feed(
            rss("<title>A</title>").replace(
                "<title>Harbour Post</title>", "<title>&lt;![CDATA[Harbour Post]]&gt;</title>"
            ),
            [{"title": "A"}],
            feed={"title": "Harbour Post"},
        ),
        "cyrillic_title": Feed(
            rss("<title>&lt;![CDATA[Музей книги відкрито]]&gt;</title>", channel="<language>uk</language>"),
            [{"title": "Музей книги відкрито"}],
        ),
    },
    "titles_like_markup": {
        "atom_text_with_a_comment_mark": Feed(
            atom("<id>urn:x:1</id><title>What &lt;!-- means in a page</title>"),
            [{"title": "What <!-- means in a page"}],
            _ATOM,
        ),
        "atom_html_with_a_sign": Feed(
            atom("<id>urn:x:1</id><title type='html'>Profit &amp;lt; costs &amp;amp; debts</title>"),
            [{"title": "Profit < costs & debts"}],
            _ATOM,
        ),
        "rss_arrows_and_numbers": Feed(
            rss("<title>Goals: 3 &lt; 4, &gt; 2 and &lt;-- this</title>"), [{"title": "Goals: 3 < 4, > 2 and <-- this"}]
        ),
        "rss_double_ampersand": Feed(
            rss("<title>Fish &amp;amp; chips</title>", "<title>R&amp;D at the yard</title>"),
            [{"title": "Fish & chips"}, {"title": "R&D at the yard"}],
        ),
        "json_with_entities": Feed(
            json_feed({"id": "1", "title": "Use &amp; in HTML, <br> too", "content_text": "x"}),
            [{"title": "Use &amp; in HTML, <br> too"}],
            "application/feed+json",
        ),
        "rss_break_in_the_title": Feed(
            rss("<title>Engine&lt;br /&gt;rolls out</title>"), [{"title": "Engine rolls out"}]
        ),
    },
}
