"""Which address an entry has: permalinks in guid, ids that are no addresses."""
# ruff: noqa: E501

from cases.rows import Feed, atom, json_feed, rss

_PAGE = "https://www.harbourpost.example/news/museum"
_ATOM = "application/atom+xml"

CASES = {
    "permalink_in_guid": {
        "comment_in_the_link": Feed(
            rss(f"<title>Engine</title><link><!-- none --></link><guid>{_PAGE}</guid>"), [{"url": _PAGE, "guid": _PAGE}]
        ),
        "empty_cdata": Feed(
            rss(f"<title>Engine</title><link><![CDATA[]]></link><guid isPermaLink='true'><![CDATA[{_PAGE}]]></guid>"),
            [{"url": _PAGE, "guid": _PAGE}],
        ),
        "mixed_items": Feed(
            rss(
                f"<title>A</title><link/><guid isPermaLink='true'>{_PAGE}/a</guid>",
                f"<title>B</title><link>{_PAGE}/b</link><guid isPermaLink='false'>b</guid>",
                "<title>C</title><link></link>",
            ),
            [{"url": f"{_PAGE}/a"}, {"url": f"{_PAGE}/b", "guid": "b"}, {"url": None, "guid": None, "title": "C"}],
        ),
        "upper_case_false": Feed(
            rss("<title>Engine</title><link></link><guid isPermaLink='False'>20260212-4711</guid>"),
            [{"url": None, "guid": "20260212-4711"}],
        ),
        "number_without_attribute": Feed(rss("<title>Engine</title><guid>4711</guid>"), [{"guid": "4711"}]),
    },
    "ids_as_links": {
        "urn_in_guid_true": Feed(
            rss("<title>Engine</title><guid isPermaLink='true'>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</guid>"),
            [{"url": None, "guid": "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"}],
        ),
        "tag_as_rss_link": Feed(
            rss("<title>Engine</title><link>tag:harbourpost.example,2026-02-12:/x</link>"),
            [{"url": None, "title": "Engine"}],
        ),
        "atom_link_is_a_mail": Feed(
            atom(
                '<id>tag:harbourpost.example,2026:1</id><title>Engine</title><link href="mailto:desk@harbourpost.example"/>'
            ),
            [{"url": None, "guid": "tag:harbourpost.example,2026:1"}],
            _ATOM,
        ),
        "script_as_link": Feed(
            rss(f"<title>Engine</title><link>javascript:void(0)</link><guid isPermaLink='true'>{_PAGE}</guid>"),
            [{"url": _PAGE}],
        ),
        "json_url_is_a_tag": Feed(
            json_feed({"id": "1", "url": "tag:x,2026:1", "title": "Engine", "content_text": "x"}),
            [{"url": None, "guid": "1"}],
            "application/feed+json",
        ),
    },
}
