"""Relative addresses under xml:base, prefixed elements, attributes and links of other vocabularies."""
# ruff: noqa: E501

from cases.rows import Feed, atom, rss

_ATOM = "application/atom+xml"

CASES = {
    "bases_and_prefixes": {
        "base_of_the_feed": Feed(
            atom(
                '<id>urn:x:1</id><title>A</title><link href="ferry"/>',
                attributes=' xml:base="https://www.harbourpost.example/news/"',
            ),
            [{"url": "https://www.harbourpost.example/news/ferry"}],
            _ATOM,
        ),
        "nested_bases": Feed(
            atom(
                '<id>urn:x:1</id><title>A</title><link xml:base="deep/" href="ferry"/>',
                '<id>urn:x:2</id><title>B</title><link href="school"/>',
                attributes=' xml:base="https://www.harbourpost.example/news/"',
            ).replace("<entry>", '<entry xml:base="islands/">', 1),
            [
                {"url": "https://www.harbourpost.example/news/islands/deep/ferry"},
                {"url": "https://www.harbourpost.example/news/school"},
            ],
            _ATOM,
        ),
        "no_base_but_the_feeds_address": Feed(
            atom('<id>urn:x:1</id><title>A</title><link href="../news/ferry"/>'),
            [{"url": "https://www.harbourpost.example/news/ferry"}],
            _ATOM,
        ),
        "prefixed_elements": Feed(
            '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Harbour Post</a:title><a:entry><a:id>urn:x:1</a:id><a:title>Ferry</a:title><a:link href="https://www.harbourpost.example/1"/><a:author><a:name>Ailsa Kerr</a:name></a:author></a:entry></a:feed>',
            [{"url": "https://www.harbourpost.example/1", "title": "Ferry", "authors": ["Ailsa Kerr"]}],
            _ATOM,
        ),
        "foreign_attribute": Feed(
            atom(
                '<id>urn:x:1</id><title x:type="html" type="text">A &lt;b&gt;</title><link x:href="https://wrong.example/" href="https://www.harbourpost.example/1" x:rel="self"/>',
                attributes=' xmlns:x="https://x.example/ns"',
            ),
            [{"url": "https://www.harbourpost.example/1", "title": "A <b>"}],
            _ATOM,
        ),
        "foreign_links_in_rss": Feed(
            rss(
                "<title>A</title><atom:link rel='self' href='https://api.example/1'/><x:link>https://wrong.example/</x:link><link>https://www.harbourpost.example/1</link><x:title>Wrong</x:title>",
                ns=' xmlns:x="https://x.example/ns"',
            ),
            [{"url": "https://www.harbourpost.example/1", "title": "A"}],
        ),
        "base_in_rss": Feed(
            rss("<title>A</title><link>ferry</link>").replace(
                'version="2.0"', 'version="2.0" xml:base="https://www.harbourpost.example/news/"'
            ),
            [{"url": "https://www.harbourpost.example/news/ferry"}],
        ),
    }
}
