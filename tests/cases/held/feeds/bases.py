"""Relative addresses under xml:base, prefixed elements, attributes and links of other vocabularies."""
# ruff: noqa: E501

from cases.rows import Feed, atom, rss

_ATOM = "application/atom+xml"

CASES = {
    "bases_and_prefixes": {
        "relative_base_on_the_feeds_address": Feed(
            atom('<id>urn:x:1</id><title>A</title><link href="a.html"/>', attributes=' xml:base="../archive/"'),
            [{"url": "https://www.harbourpost.example/archive/a.html"}],
            _ATOM,
        ),
        "base_on_the_entry_only": Feed(
            atom(
                '<id>urn:x:1</id><title>A</title><link href="a"/>', '<id>urn:x:2</id><title>B</title><link href="/b"/>'
            ).replace("<entry>", '<entry xml:base="https://other.example/x/">', 1),
            [{"url": "https://other.example/x/a"}, {"url": "https://www.harbourpost.example/b"}],
            _ATOM,
        ),
        "root_relative_under_a_deep_base": Feed(
            atom(
                '<id>urn:x:1</id><title>A</title><link xml:base="//cdn.example/y/" href="/a?x=1#top"/>',
                attributes=' xml:base="https://www.harbourpost.example/news/"',
            ),
            [{"url": "https://cdn.example/a?x=1#top"}],
            _ATOM,
        ),
        "prefix_with_rss": Feed(
            rss(
                "<title>A</title><a10:updated xmlns:a10='http://www.w3.org/2005/Atom'>2026-02-12T18:05:00Z</a10:updated><link>https://www.harbourpost.example/1</link><a10:link xmlns:a10='http://www.w3.org/2005/Atom' rel='enclosure' href='https://wrong.example/1.mp3'/>"
            ),
            [{"url": "https://www.harbourpost.example/1", "updated": "2026-02-12T18:05:00Z", "published": None}],
        ),
        "foreign_children_in_atom": Feed(
            atom(
                '<id>urn:x:1</id><title>A</title><x:link href="https://wrong.example/"/><x:id>wrong</x:id><link href="https://www.harbourpost.example/1"/><x:title>Wrong</x:title><x:summary>Wrong</x:summary><summary>Right</summary>',
                attributes=' xmlns:x="https://x.example/ns"',
            ),
            [{"url": "https://www.harbourpost.example/1", "guid": "urn:x:1", "title": "A", "summary": "Right"}],
            _ATOM,
        ),
        "all_prefixed_with_base": Feed(
            '<n0:feed xmlns:n0="http://www.w3.org/2005/Atom" xml:base="https://www.harbourpost.example/n/"><n0:title>P</n0:title><n0:entry><n0:id>urn:x:1</n0:id><n0:title n0:ignored="1" type="text">A &amp; B</n0:title><n0:link rel="alternate" href="a"/></n0:entry></n0:feed>',
            [{"url": "https://www.harbourpost.example/n/a", "title": "A & B"}],
            _ATOM,
        ),
    }
}
