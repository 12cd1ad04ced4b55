"""JSON Feeds with raw newlines and controls, odd numbers and types, or cut off."""

from cases.rows import Feed, json_feed

_JSON = "application/feed+json"
_HEAD = '{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": ['
_ONE = '{"id": "1", "url": "https://www.harbourpost.example/1", "title": "Ferry", "content_text": "It sails."}'
_FERRY = {"url": "https://www.harbourpost.example/1", "guid": "1", "title": "Ferry"}
_ITEM = {"id": "1", "url": "https://www.harbourpost.example/1", "title": "Ferry", "content_text": "It sails."}

CASES = {
    "odd_json": {
        "raw_newline_in_a_string": Feed(
            _HEAD + _ONE.replace("It sails.", "It sails.\nAt noon.\tDaily.") + "]}",
            [{**_FERRY, "content_has": "At noon."}],
            _JSON,
        ),
        "control_character": Feed(_HEAD + _ONE.replace("It sails.", "It \x01sails.\x1f") + "]}", [_FERRY], _JSON),
        "number_without_bounds": Feed(
            _HEAD + _ONE.replace('"title"', '"_score": 1e400, "title"') + "]}", [_FERRY], _JSON
        ),
        "five_thousand_digits": Feed(
            _HEAD + _ONE.replace('"title"', f'"_big": {"7" * 5000}, "title"') + "]}", [_FERRY], _JSON
        ),
        "number_as_id": Feed(json_feed({**_ITEM, "id": 4711}), [{**_FERRY, "guid": "4711"}], _JSON),
        "odd_types": Feed(
            json_feed(
                {"id": "0", "title": ["x"], "url": {"a": 1}, "tags": "Islands", "authors": 7, "date_published": 12},
                _ITEM,
            ),
            [{"guid": "0"}, _FERRY],
            _JSON,
        ),
        "items_that_are_none": Feed(json_feed(_ITEM, None, "text", 5), [_FERRY], _JSON, at_least=True),
        "cut_off": Feed(
            _HEAD + _ONE + ', {"id": "2", "url": "https://www.harbour', [_FERRY], _JSON, at_least=True, or_error=True
        ),
        "mark_and_comma": Feed("\ufeff" + _HEAD + _ONE + ",]}", [_FERRY], _JSON, or_error=True),
    }
}
