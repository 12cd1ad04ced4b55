import json
from datetime import UTC, datetime

import msgspec
import pytest

from factories import article
from newswire.enrich.languages.parse import chunks, parseable
from newswire.enrich.passages.document import Source
from newswire.enrich.pipeline.lines import annotate_lines
from newswire.enrich.pipeline.pipeline import Pipeline, load
from newswire.enrich.pipeline.stage import EnrichHandler, event_id
from newswire.stream.broker import Record
from newswire.stream.errors import FatalError
from newswire.stream.handler import Item
from newswire.stream.messages import Article
from newswire.stream.topics import ARTICLES, ENRICHED, encode, header
from tagging import parser

TEXT = "Some 1,500 troops arrived in Vladivostok, Kyiv said."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(["entities", "times", "attribution", "figures"], parse=parser())


def lines(*items: object) -> list[bytes]:
    return [json.dumps(item).encode() + b"\n" for item in items]


def test_title_and_text_are_annotated_in_order(pipeline: Pipeline) -> None:
    (document,) = pipeline.annotate([Source("a", "Fire kills 12 people", TEXT)])

    assert [(f.field, f.value) for f in document.figures] == [("title", 12), ("text", 1500)]


def test_other_languages_and_empty_texts_pass_without_tags(pipeline: Pipeline) -> None:
    german, empty, english = pipeline.annotate(
        [
            Source("a", "", "Es kamen 1.500 Soldaten.", language="de"),
            Source("b", "", ""),
            Source("c", "", TEXT, None, "en-GB"),
        ]
    )

    assert german.figures == empty.figures == []
    assert len(english.figures) == 1


@pytest.mark.parametrize(
    "text",
    ["1" * 1_000_000, "(" * 50_000, "\u202e\x00\ufffe" * 3000, "5 " * 6000, "May 1, 3 cats. " * 1000, "\n" * 50_000],
    ids=["digits", "brackets", "controls", "numbers", "dates", "newlines"],
)
def test_any_text_is_annotated_within_bounds(pipeline: Pipeline, text: str) -> None:
    (document,) = pipeline.annotate([Source("a", text[:100], text)])

    assert all(document.texts[f.field][f.start : f.end] == f.text for f in document.figures)


def test_a_long_text_is_parsed_in_pieces_with_offsets_kept(pipeline: Pipeline) -> None:
    text = "\n\n".join(f"Village {i} lost {i} cows." for i in range(3000, 4500))
    (document,) = pipeline.annotate([Source("a", "", text)])

    assert len(text) > 40_000
    assert all(text[f.start : f.end] == f.text for f in document.figures)
    assert len([f for f in document.figures if f.counted and f.counted.head == "cow"]) > 1200


def test_pieces_end_at_paragraphs_and_make_up_the_text() -> None:
    text = "A sentence of some words.\n\n" * 40 + "x" * 300
    pieces = list(chunks(text, size=100))

    assert "".join(pieces) == text
    assert all(piece.endswith("\n\n") for piece in pieces[:10])
    assert max(map(len, pieces)) <= 100


def test_what_would_break_the_parser_is_masked_at_the_same_length() -> None:
    text = "a \ud800 " + "7" * 5000

    assert len(parseable(text)) == len(text)
    assert parseable(text).startswith("a \ufffd xxx")


def test_an_unknown_enricher_or_a_wrong_order_stops_the_start() -> None:
    with pytest.raises(FatalError, match="no enricher 'nonesuch'"):
        load("nonesuch")
    with pytest.raises(FatalError, match="after times"):
        Pipeline(["figures", "times"], parse=parser())


def test_anybodys_enricher_runs_by_module_and_factory() -> None:
    assert load("newswire.enrich.figures.tagger:make").name == "figures"


# the handler


def item(message: Article) -> Item:
    headers = (("traceparent", b"00-" + b"a" * 32 + b"-" + b"b" * 16 + b"-01"),)
    return Item(Record(ARTICLES.name, 0, 0, 0, message.article_id.encode(), encode(message), headers), message)


def test_an_article_becomes_an_enriched_one_with_the_same_trace_and_an_id_from_content(pipeline: Pipeline) -> None:
    handle = EnrichHandler(pipeline, now=lambda: datetime(2024, 10, 18, tzinfo=UTC))
    message = article(text=TEXT, published="2024-10-18", language="en")

    ((first,), (second,)) = handle([item(message), item(message)])
    value = ENRICHED.decode(first.value)

    assert first == second._replace(headers=first.headers)
    assert (first.topic, first.key) == (ENRICHED.name, message.article_id.encode())
    assert value.article == message
    assert [f.value for f in value.figures] == [1500]
    assert [e.name for e in value.enrichers] == ["parse", "reader", "entities", "times", "attribution", "figures"]
    assert header(first.headers, "ce_id") == event_id(message, pipeline.infos)
    assert (header(first.headers, "traceparent") or "").startswith("00-" + "a" * 32)
    other = msgspec.structs.replace(message, revision="r2")
    assert event_id(other, pipeline.infos) != event_id(message, pipeline.infos)


def test_an_article_of_another_language_passes_and_says_that_nothing_ran(pipeline: Pipeline) -> None:
    ((message,),) = EnrichHandler(pipeline)([item(article(text="Es kamen 1.500 Soldaten.", language="de"))])
    value = ENRICHED.decode(message.value)

    assert (value.figures, value.enrichers) == ((), ())
    assert value.article.flags == ("language_not_tagged",)


def test_what_is_tagged_anew_loses_the_flags_of_what_kept_it_untagged(pipeline: Pipeline) -> None:
    flags = ("published_future", "language_not_tagged", "not_tagged_in_time")
    ((message,),) = EnrichHandler(pipeline)([item(article(text=TEXT, language="en", flags=flags))])

    assert ENRICHED.decode(message.value).article.flags == ("published_future",)


# by hand


def test_each_line_gives_a_result_in_order_and_a_bad_one_an_error(pipeline: Pipeline) -> None:
    given = [*lines({"id": "a", "text": TEXT}), b"{no json\n", *lines({"id": "b"}, [1], {"id": "c", "text": ""}), b"\n"]

    results = list(annotate_lines(pipeline, given))

    assert [r["id"] for r in results] == ["a", None, "b", None, "c"]
    assert [r.get("error", {}).get("reason") for r in results] == [None, "not_json", "wrong_shape", "wrong_shape", None]
    assert results[1]["line"] == 2
    assert set(results[0]) == {"id", "entities", "times", "claims", "figures", "extras"}
    assert results[0]["figures"][0]["value"] == 1500


def test_a_line_is_answered_before_the_next_one_is_there(pipeline: Pipeline) -> None:
    answered: list[str] = []

    def typed():  # type: ignore[no-untyped-def]
        for key in "abc":
            assert answered == sorted("abc"[: len(answered)])
            yield lines({"id": key, "text": TEXT})[0]

    for result in annotate_lines(pipeline, typed()):
        answered.append(result["id"])

    assert answered == ["a", "b", "c"]


def test_a_line_in_a_language_without_tags_says_so_given_or_guessed(pipeline: Pipeline) -> None:
    german = "Am Freitag seien rund 1.500 Soldaten im Hafen angekommen, teilte die Regierung mit."
    items = [{"id": 1, "text": german}, {"id": 2, "text": TEXT, "language": "fr"}]

    guessed, given, told = annotate_lines(pipeline, lines(*items, {"id": 3, "text": german, "language": "en"}))

    empty = {"entities": [], "times": [], "claims": [], "figures": [], "extras": {}}
    assert guessed == {"id": 1, **empty, "language": "de", "flags": ["language_not_tagged"]}
    assert given == {"id": 2, **empty, "language": "fr", "flags": ["language_not_tagged"]}
    assert "flags" not in told and told["figures"]


def test_plain_text_is_one_document(pipeline: Pipeline) -> None:
    (result,) = annotate_lines(pipeline, [b"Some 1,500 troops\n", b"arrived.\n"], plain=True, published="2024-10-18")

    assert [f["text"] for f in result["figures"]] == ["1,500"]


def test_a_first_line_that_is_a_date_is_the_day_of_the_text_and_of_no_figure(pipeline: Pipeline) -> None:
    text = "Friday, October 18, 2024\n\nA ferry sank on Tuesday, killing 12 people.\n\nThe firm has 40 ferries."
    [line] = annotate_lines(pipeline, [text.encode()], plain=True)
    assert [(f["text"], f["when"] and f["when"]["interval"]) for f in line["figures"]] == [
        ("12", "2024-10-15/2024-10-15"),
        ("40", None),
    ]


def test_half_a_character_does_not_break_the_output(pipeline: Pipeline) -> None:
    (result,) = annotate_lines(pipeline, [b'{"id": "a", "text": "\\ud800 and 1,500 tro\\udc00ops"}\n'])

    assert [f["text"] for f in result["figures"]] == ["1,500"]
    encode(result)
