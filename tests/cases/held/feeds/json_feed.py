"""JSON Feeds with raw newlines and controls, odd numbers and types, or cut off."""

from cases.rows import Feed, json_feed

_JSON = "application/feed+json"
_HEAD = '{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": ['
_ONE = '{"id": "1", "url": "https://www.harbourpost.example/1", "title": "Engine", "content_html": "<p>It runs.</p>"}'
_ENGINE = {"url": "https://www.harbourpost.example/1", "guid": "1", "title": "Engine"}
_ITEM = {"id": "1", "url": "https://www.harbourpost.example/1", "title": "Engine", "content_text": "It runs."}

CASES = {
    "odd_json": {
        "raw_newline_in_the_title": Feed(
            _HEAD + _ONE.replace("Engine", "Engine\r\n rolls out") + "]}",
            [{"title": "Engine rolls out", "guid": "1"}],
            _JSON,
        ),
        "null_byte": Feed(_HEAD + _ONE.replace("It runs.", "It \x00runs.") + "]}", [_ENGINE], _JSON),
        "minus_infinity": Feed(
            _HEAD + _ONE.replace('"title"', '"_low": -1e999, "_nan": NaN, "title"') + "]}", [_ENGINE], _JSON
        ),
        "huge_number_as_date": Feed(
            _HEAD + _ONE.replace('"title"', f'"date_published": {"9" * 5000}, "title"') + "]}",
            [{**_ENGINE, "published": None}],
            _JSON,
        ),
        "fraction_as_id": Feed(
            json_feed({**_ITEM, "id": 1e400}, {**_ITEM, "id": "2"}).replace("Infinity", "1e400"),
            [{"title": "Engine"}, {"guid": "2"}],
            _JSON,
        ),
        "tags_and_authors_of_odd_types": Feed(
            json_feed(
                {**_ITEM, "tags": [None, "Rail", 5, {"a": 1}], "authors": [["x"]], "attachments": "no", "image": 5}
            ),
            [_ENGINE],
            _JSON,
        ),
        "lone_escapes": Feed(_HEAD + _ONE.replace("It runs.", r"It \ud83d runs.") + "]}", [_ENGINE], _JSON),
        "cut_off_in_the_second": Feed(
            _HEAD + _ONE + "," + _ONE.replace('"1"', '"2"')[:60], [_ENGINE], _JSON, at_least=True, or_error=True
        ),
        "title_of_the_feed_is_a_list": Feed(
            json_feed(_ITEM, title=["Harbour", "Post"], language=5, home_page_url=None), [_ENGINE], _JSON
        ),
    }
}
