"""The published JSON Schemas are those of the messages, and say yes to the golden files."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest

from newswire.stream.contract.schemas import schemas

GOLDEN = Path(__file__).parents[1] / "golden"
PUBLISHED = Path(__file__).parents[3] / "docs" / "schemas"


def test_what_is_published_is_what_the_messages_are() -> None:
    published = {path.stem: json.loads(path.read_text()) for path in PUBLISHED.glob("*.json")}
    assert published == schemas(), "run: make schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_takes_its_golden_message_and_no_other_shape(name: str) -> None:
    schema = schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    message = json.loads((GOLDEN / f"{name}.json").read_text())
    validator.validate(message)
    own = schema["$defs"][schema["title"]]["required"]
    for field in own:
        broken = copy.deepcopy(message)
        del broken[field]
        assert not validator.is_valid(broken)
    assert not validator.is_valid([])


def test_whatever_lies_among_the_dead_letters_fits_the_schema_of_their_topic() -> None:
    validator = jsonschema.Draft202012Validator(schemas()["news.dead.v1"])
    for name in ("news.dead.v1", "news.dead.mark.v1", "news.dead.stuck.v1"):
        validator.validate(json.loads((GOLDEN / f"{name}.json").read_text()))


def test_every_field_says_what_it_is_and_every_word_of_the_golden_messages_is_known() -> None:
    for schema in schemas().values():
        assert schema["$id"].startswith("urn:newswire:")
        for owner, component in schema["$defs"].items():
            for field, found in component.get("properties", {}).items():
                assert found["description"], f"{owner}.{field}"
    figures = json.loads((GOLDEN / "news.enriched.v1.json").read_text())["figures"]
    properties = schemas()["news.enriched.v1"]["$defs"]["Figure"]["properties"]
    for name in ("kind", "bound", "status"):
        assert {figure[name] for figure in figures} <= set(properties[name]["x-extensible-enum"])


def test_a_word_and_a_field_that_are_new_are_not_a_break() -> None:
    message = json.loads((GOLDEN / "news.enriched.v1.json").read_text())
    message["figures"][0] |= {"kind": "a_new_kind", "a_new_field": 1}
    jsonschema.Draft202012Validator(schemas()["news.enriched.v1"]).validate(message)
