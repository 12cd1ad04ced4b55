"""Who wrote an entry: what it inherits, several names in one field."""
# ruff: noqa: E501

from cases.rows import Feed, atom, json_feed, rss

_ATOM = "application/atom+xml"
_JSON = "application/feed+json"
_ITEM = {"id": "1", "url": "https://www.harbourpost.example/1", "title": "Engine", "content_text": "It runs."}

CASES = {
    "inherited_authors": {
        "source_without_author": Feed(
            atom(
                "<id>urn:x:1</id><title>A</title><source><title>Other</title></source>",
                head="<author><name>Greta Holloway</name></author>",
            ),
            [{"authors": ["Greta Holloway"]}],
            _ATOM,
        ),
        "own_and_source": Feed(
            atom(
                "<id>urn:x:1</id><title>A</title><author><name>Ida Croft</name></author><source><author><name>Leo Marsh</name></author></source>"
            ),
            [{"authors": ["Ida Croft"]}],
            _ATOM,
        ),
        "two_entries_one_inherits": Feed(
            atom(
                "<id>urn:x:1</id><title>A</title><author><name>Ida Croft</name></author>",
                "<id>urn:x:2</id><title>B</title>",
                head="<author><name>Greta Holloway</name></author><author><name>Owen Pritchard</name></author>",
            ),
            [{"authors": ["Ida Croft"]}, {"authors": ["Greta Holloway", "Owen Pritchard"]}],
            _ATOM,
        ),
        "contributor_is_not_an_author": Feed(
            atom(
                "<id>urn:x:1</id><title>A</title><contributor><name>Leo Marsh</name></contributor>",
                head="<author><name>Greta Holloway</name></author>",
            ),
            [{"authors": ["Greta Holloway"]}],
            _ATOM,
        ),
        "json_old_author_of_the_feed": Feed(
            json_feed(_ITEM, author={"name": "Greta Holloway"}), [{"authors": ["Greta Holloway"]}], _JSON
        ),
        "json_mixed_list": Feed(
            json_feed({**_ITEM, "authors": [{"name": "Ida Croft"}, "Leo Marsh", None, {"url": "https://x.example"}]}),
            [{"authors": ["Ida Croft", "Leo Marsh"]}],
            _JSON,
        ),
    },
    "names_in_one_field": {
        "upper_case_by": Feed(
            rss("<title>A</title><dc:creator>BY Ida Croft &amp; Leo Marsh</dc:creator>"),
            [{"authors": ["Ida Croft", "Leo Marsh"]}],
        ),
        "comma_and_and": Feed(
            rss("<title>A</title><author>Ida Croft, Leo Marsh and Owen Pritchard</author>"),
            [{"authors": ["Ida Croft", "Leo Marsh", "Owen Pritchard"]}],
        ),
        "italian": Feed(
            rss(
                "<title>A</title><dc:creator>di Marta Colombo e Luca Ferri</dc:creator>",
                channel="<language>it</language>",
            ),
            [{"authors": ["Marta Colombo", "Luca Ferri"]}],
        ),
        "spanish": Feed(
            rss(
                "<title>A</title><dc:creator>Por Inés Roldán y Pablo Cano</dc:creator>",
                channel="<language>es</language>",
            ),
            [{"authors": ["Inés Roldán", "Pablo Cano"]}],
        ),
        "name_and_mail_in_angles": Feed(
            rss("<title>A</title><author>Ida Croft &lt;ida@harbourpost.example&gt;</author>"),
            [{"authors": ["Ida Croft"]}],
        ),
        "atom_by": Feed(
            atom("<id>urn:x:1</id><title>A</title><author><name>By Ida Croft and Leo Marsh</name></author>"),
            [{"authors": ["Ida Croft", "Leo Marsh"]}],
            _ATOM,
        ),
    },
}
