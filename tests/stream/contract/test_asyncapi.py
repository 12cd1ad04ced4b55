"""The AsyncAPI document is that of the topics, and all that it refers to is there."""

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from newswire.stream.contract.asyncapi import asyncapi
from newswire.stream.topics import ARTICLES, ENRICHED, FILTERS, TOPICS, cloudevent, filters

DOCS = Path(__file__).parents[3] / "docs"


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


def test_what_is_published_is_what_the_topics_are() -> None:
    published = json.loads((DOCS / "asyncapi.json").read_text())
    assert published == json.loads(json.dumps(asyncapi(version("newswire")))), "run: make schemas"
    assert list(published["channels"]) == [topic.name for topic in TOPICS]
    assert published["asyncapi"] == "3.0.0"


def test_all_that_it_refers_to_is_there() -> None:
    document = asyncapi("1")
    found = list(references(document))
    assert len(found) > 10
    for reference in found:
        file, _, path = reference.partition("#")
        if file:
            assert (DOCS / file).is_file(), reference
            continue
        at = document
        for part in path.strip("/").split("/"):
            at = at[part]


def test_the_headers_of_messages_are_those_that_it_names() -> None:
    channels = asyncapi("1")["channels"]
    common = asyncapi("1")["components"]["schemas"]["headers"]["properties"]
    for topic, more in ((ARTICLES, filters("en", "The Paper")), (ENRICHED, filters("en", "The Paper", 3))):
        sent = dict(cloudevent(id="i", type=topic.event, source="s", subject="u", time="t", more=more))
        assert set(sent) == {*common, *FILTERS[topic.name]}
        (own,) = [
            part for part in channels[topic.name]["messages"]["message"]["headers"]["allOf"] if "properties" in part
        ]
        assert set(own["properties"]) == set(FILTERS[topic.name])
        assert sent["ce_dataschema"] == f"urn:newswire:{topic.name}".encode()
