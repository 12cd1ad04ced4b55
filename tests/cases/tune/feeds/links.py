"""Which address an entry has: permalinks in guid, ids that are not addresses."""
# ruff: noqa: E501

from cases.rows import Feed, atom, json_feed, rss

_PAGE = "https://www.harbourpost.example/news/ferry"
_ATOM = "application/atom+xml"

CASES = {
    "permalink_in_guid": {
        "empty_link": Feed(
            rss(f"<title>Ferry</title><link></link><guid isPermaLink='true'>{_PAGE}</guid>"),
            [{"url": _PAGE, "guid": _PAGE}],
        ),
        "self_closed_link": Feed(
            rss(f"<title>Ferry</title><link/><guid>{_PAGE}</guid>"), [{"url": _PAGE, "guid": _PAGE}]
        ),
        "link_of_blanks": Feed(
            rss(f"<title>Ferry</title><link>\n   </link><guid isPermaLink='true'>{_PAGE}</guid>"), [{"url": _PAGE}]
        ),
        "no_permalink": Feed(
            rss("<title>Ferry</title><link></link><guid isPermaLink='false'>4711</guid>"),
            [{"url": None, "guid": "4711"}],
        ),
        "link_before_guid": Feed(
            rss(
                f"<title>Ferry</title><link>{_PAGE}?x=1&amp;y=2</link><guid isPermaLink='true'>https://old.example/4711</guid>"
            ),
            [{"url": f"{_PAGE}?x=1&y=2", "guid": "https://old.example/4711"}],
        ),
    },
    "ids_as_links": {
        "tag_in_guid": Feed(
            rss("<title>Ferry</title><guid>tag:harbourpost.example,2026:4711</guid>"),
            [{"url": None, "guid": "tag:harbourpost.example,2026:4711"}],
        ),
        "urn_as_link": Feed(
            rss(f"<title>Ferry</title><link>urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6</link><guid>{_PAGE}</guid>"),
            [{"url": _PAGE, "guid": _PAGE}],
        ),
        "mailto_as_link": Feed(
            rss("<title>Ferry</title><link>mailto:desk@harbourpost.example</link>"), [{"url": None, "title": "Ferry"}]
        ),
        "atom_id_is_a_tag": Feed(
            atom(
                "<title>Ferry</title><id>tag:harbourpost.example,2026:4711</id><updated>2026-03-04T09:30:00Z</updated>"
            ),
            [
                {
                    "url": None,
                    "guid": "tag:harbourpost.example,2026:4711",
                    "updated": "2026-03-04T09:30:00Z",
                    "published": None,
                }
            ],
            _ATOM,
        ),
        "atom_alternate_among_others": Feed(
            atom(
                f'<title>Ferry</title><id>urn:x:1</id><link rel="self" href="https://api.example/1"/><link rel="replies" href="mailto:desk@harbourpost.example"/><link href="{_PAGE}"/>'
            ),
            [{"url": _PAGE, "guid": "urn:x:1"}],
            _ATOM,
        ),
        "json_id_is_a_urn": Feed(
            json_feed({"id": "urn:uuid:1", "title": "Ferry", "content_text": "It sails."}),
            [{"url": None, "guid": "urn:uuid:1"}],
            "application/feed+json",
        ),
    },
}
