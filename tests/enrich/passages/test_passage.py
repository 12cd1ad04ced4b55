"""Where the words of a lexicon stand in a parse."""

import pytest

from enrich.passages.passage import LONGEST_SENTENCE, Reading
from tagging import document


def read(text: str) -> Reading:
    return Reading(document(text).parses["text"], text)


def test_words_are_found_by_their_lemma_in_any_case() -> None:
    reading = read("Polls showed a lead. The poll shows one. POLL: Lee leads.")
    assert [t.text for t in reading.lemmas(frozenset(("poll",)))] == ["Polls", "poll", "POLL"]
    assert [t.text for t in reading.lemmas(frozenset(("show",)))] == ["showed", "shows"]


def test_forms_are_found_as_they_are_written_but_for_the_case() -> None:
    reading = read("By noon it was done by the bank.")
    assert [t.i for t in reading.forms(frozenset(("by",)))] == [0, 5]


@pytest.mark.parametrize(("words", "count"), [(10, 10), (LONGEST_SENTENCE + 50, 0)])
def test_what_no_person_could_read_is_left_out(words: int, count: int) -> None:
    reading = read("poll " * words)
    assert len(list(reading.parse.sents)) == 1
    assert len(reading.lemmas(frozenset(("poll",)))) == count
