"""What every language must keep to; German as a stub shows that a second one needs no more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from languages_stub import GERMAN
from newswire.enrich.languages.language import Language
from newswire.enrich.languages.registry import CODES, is_tagged, load_language
from newswire.enrich.passages.document import Document, Source
from newswire.enrich.passages.passage import Passage
from newswire.enrich.pipeline.pipeline import NAMES, Pipeline, check_order
from newswire.enrich.times.together import Expression
from newswire.stream.errors import FatalError
from tagging import parser

TEXTS = {
    "en": "Some 1,500 troops and 3.5 million shells arrived on Friday, Kyiv said.\n\nTwo of them left.",
    "de": "In Kiel kamen am Freitag 1.500 Soldaten und 3,5 Tonnen Mehl an.\n\nZwei gingen, 20 blieben.",
}
LANGUAGES = [*map(load_language, CODES), GERMAN]
each = pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)


@cache
def pipeline() -> Pipeline:
    return Pipeline(parse=parser(), languages=LANGUAGES)


def tagged(language: str | None, text: str, title: str = "") -> Document:
    (document,) = pipeline().annotate([Source("a", title, text, date(2024, 10, 21), language)])
    return document


@each
def test_its_record_is_whole(language: Language) -> None:
    assert len(language.code) == 2 and language.code == language.code.lower()
    assert language.tags and set(language.tags) <= set(NAMES)
    check_order(language.tags)


@each
def test_its_parser_keeps_every_character_and_marks_sentences(language: Language) -> None:
    parse = parser() if language.code == "en" else language.parser()
    texts = [TEXTS[language.code], "\n", "x" * 1000]
    assert parse.version
    for text, parsed in zip(texts, parse(texts), strict=True):
        assert len(parsed.text) == len(text)
        assert all(parsed.text[token.idx : token.idx + len(token)] == token.text for token in parsed)
        assert parsed.has_annotation("SENT_START")
    fields = parse.fields({"title": "Ten Men Win Two Big Prizes", "text": TEXTS[language.code]})
    assert len(fields["title"]) == len("Ten Men Win Two Big Prizes")


@each
def test_its_numbers_are_in_order_and_apart(language: Language) -> None:
    found = language.numbers(TEXTS[language.code])
    spans = [(number.start, number.end) for number in found]
    assert {1500} <= {number.value for number in found}
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@each
def test_its_times_say_the_day_where_the_publication_is_known(language: Language) -> None:
    text = TEXTS[language.code]
    parse = (parser() if language.code == "en" else language.parser())([text])[0]

    def read(published: date | None) -> Sequence[Expression]:
        document = Document(id="d", texts={"title": "", "text": text}, published=published)
        return language.times(Passage(document, "text", text, parse))

    assert [found.value for found in read(date(2024, 10, 21))] == ["2024-10-18"]
    assert [found.interval for found in read(None)] == [None]


@each
def test_its_articles_get_the_tags_that_it_has_and_say_what_made_them(language: Language) -> None:
    document = tagged(f"{language.code}-XX", TEXTS[language.code])
    assert 1500 in [figure.value for figure in document.figures]
    assert [time.value for time in document.times] == ["2024-10-18"]
    assert [info.name for info in document.enrichers] == [
        "parse",
        *(["reader"] if language.reader else []),
        *language.tags,
    ]
    assert bool(document.entities) == ("entities" in language.tags)


def test_a_number_is_read_by_the_rules_of_its_language() -> None:
    assert [figure.value for figure in tagged("de", "Es kamen 1.500 Soldaten.").figures] == [1500]
    assert [figure.value for figure in tagged("en", "It weighs 1.500 tonnes.").figures] == [1.5]


def test_units_bounds_and_cues_are_words_of_its_language() -> None:
    found = tagged("de", "Lena Weber sagte, es seien rund 3,5 Tonnen Mehl. Es kamen mehr als 20 Soldaten.")
    assert [(f.value, f.unit, f.bound, f.status) for f in found.figures] == [
        (3.5, "tonne", "about", "claimed"),
        (20, None, "more_than", "stated"),
    ]
    [claim] = found.claims
    assert (claim.source and claim.source.text, claim.cue and claim.cue.text) == ("Lena Weber", "sagte")


def test_titles_and_roles_are_words_of_its_language() -> None:
    found = tagged(
        "de", "Dann kam Ministerin Lena Weber mit Dr. Jan Kruse. Die Ministerin sagte, es seien 20 Soldaten."
    )
    assert [e.text for e in found.entities] == ["Lena Weber", "Jan Kruse"]
    [claim] = found.claims
    assert claim.source and (claim.source.text, claim.source.name) == ("Die Ministerin", "Lena Weber")
    assert [figure.claim for figure in found.figures] == [0]


def test_forms_that_show_who_speaks_are_of_its_language() -> None:
    found = tagged("de", "Laut Lena Weber kamen 20 Soldaten. According to Jan Kruse, 40 are still there.")
    [claim] = found.claims
    assert claim.source and (claim.source.text, claim.cue and claim.cue.text) == ("Lena Weber", "Laut")
    assert [figure.claim for figure in found.figures] == [0, None]


def test_a_file_that_a_lexicon_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match=r"names/words\.toml is missing: .* may be empty"):
        Pipeline(languages=[replace(GERMAN, lexicon=tmp_path)])


def test_languages_of_one_batch_do_not_mix() -> None:
    texts = [("de", "3,5 Tonnen"), ("en", "3.5 tonnes"), (None, "4.5 tonnes"), ("fr", "3,5 tonnes")]
    documents = pipeline().annotate([Source(text, "", text, None, code) for code, text in texts])
    assert [[figure.value for figure in document.figures] for document in documents] == [[3.5], [3.5], [4.5], []]
    assert documents[3].enrichers == ()


@pytest.mark.parametrize(
    ("code", "known"),
    [
        *((code, True) for code in ("en", "en-GB", "EN_us", "eng", None, "", "und")),
        *((code, False) for code in ("de", "fr-CA", "zh_Hans")),
    ],
)
def test_which_languages_are_tagged(code: str | None, known: bool) -> None:
    assert is_tagged(code) == known
