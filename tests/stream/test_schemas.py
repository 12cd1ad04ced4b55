"""The published JSON Schemas are those of the messages, and say yes to the golden files."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest

from stream.schemas import schemas

GOLDEN = Path(__file__).with_name("golden")
PUBLISHED = Path(__file__).parents[2] / "docs" / "schemas"


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
    for field in schema["$defs"][schema["title"]]["required"]:
        broken = copy.deepcopy(message)
        del broken[field]
        assert not validator.is_valid(broken)
    assert not validator.is_valid([])
