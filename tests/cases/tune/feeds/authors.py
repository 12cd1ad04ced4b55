"""Who wrote an entry: what it inherits, several names in one field."""
# ruff: noqa: E501

from cases.rows import Feed, atom, json_feed, rss

_ATOM = "application/atom+xml"
_JSON = "application/feed+json"
_ID = "<title>Ferry</title><id>urn:x:1</id>"
_ITEM = {"id": "1", "url": "https://www.harbourpost.example/1", "title": "Ferry", "content_text": "It sails."}

CASES = {
    "inherited_authors": {
        "from_the_feed": Feed(
            atom(_ID, head="<author><name>Moira Sinclair</name></author>"), [{"authors": ["Moira Sinclair"]}], _ATOM
        ),
        "from_the_source": Feed(
            atom(
                f"{_ID}<source><title>Other</title><author><name>Ewan Rae</name></author></source>",
                head="<author><name>Moira Sinclair</name></author>",
            ),
            [{"authors": ["Ewan Rae"]}],
            _ATOM,
        ),
        "own_before_the_feeds": Feed(
            atom(
                f"{_ID}<author><name>Ailsa Kerr</name><email>a@x.example</email></author><author><name>Robert Ogg</name></author>",
                head="<author><name>Moira Sinclair</name></author>",
            ),
            [{"authors": ["Ailsa Kerr", "Robert Ogg"]}],
            _ATOM,
        ),
        "json_list_of_objects": Feed(
            json_feed(
                {**_ITEM, "authors": [{"name": "Ailsa Kerr"}, {"name": "Robert Ogg", "url": "https://x.example"}]}
            ),
            [{"authors": ["Ailsa Kerr", "Robert Ogg"]}],
            _JSON,
        ),
        "json_one_object": Feed(
            json_feed({**_ITEM, "author": {"name": "Ailsa Kerr"}}), [{"authors": ["Ailsa Kerr"]}], _JSON
        ),
        "json_string": Feed(json_feed({**_ITEM, "author": "Ailsa Kerr"}), [{"authors": ["Ailsa Kerr"]}], _JSON),
        "json_list_of_strings": Feed(
            json_feed({**_ITEM, "authors": ["Ailsa Kerr", "Robert Ogg"]}),
            [{"authors": ["Ailsa Kerr", "Robert Ogg"]}],
            _JSON,
        ),
        "json_from_the_feed": Feed(
            json_feed(_ITEM, authors=[{"name": "Moira Sinclair"}]), [{"authors": ["Moira Sinclair"]}], _JSON
        ),
    },
    "names_in_one_field": {
        "by_and_and": Feed(
            rss("<title>A</title><dc:creator>By Ailsa Kerr and Robert Ogg</dc:creator>"),
            [{"authors": ["Ailsa Kerr", "Robert Ogg"]}],
        ),
        "commas": Feed(
            rss("<title>A</title><dc:creator><![CDATA[Ailsa Kerr, Robert Ogg, Ewan Rae]]></dc:creator>"),
            [{"authors": ["Ailsa Kerr", "Robert Ogg", "Ewan Rae"]}],
        ),
        "mail_and_name": Feed(
            rss("<title>A</title><author>desk@harbourpost.example (Ailsa Kerr)</author>"), [{"authors": ["Ailsa Kerr"]}]
        ),
        "two_creators": Feed(
            rss("<title>A</title><dc:creator>Ailsa Kerr</dc:creator><dc:creator>Robert Ogg</dc:creator>"),
            [{"authors": ["Ailsa Kerr", "Robert Ogg"]}],
        ),
        "german": Feed(
            rss(
                "<title>A</title><dc:creator>Von Jörg Ahrens und Katrin Weiß</dc:creator>",
                channel="<language>de</language>",
            ),
            [{"authors": ["Jörg Ahrens", "Katrin Weiß"]}],
        ),
        "french_and_semicolon": Feed(
            rss(
                "<title>A</title><dc:creator>Par Hélène Morvan et Yves Le Goff</dc:creator>",
                "<title>B</title><dc:creator>Hélène Morvan; Yves Le Goff</dc:creator>",
                channel="<language>fr</language>",
            ),
            [{"authors": ["Hélène Morvan", "Yves Le Goff"]}] * 2,
        ),
    },
}
