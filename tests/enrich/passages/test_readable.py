"""Which sentences of a parse can be read."""

import pytest

from newswire.enrich.passages.readable import LONGEST_SENTENCE, is_readable
from tagging import document


@pytest.mark.parametrize(("words", "readable"), [(10, True), (LONGEST_SENTENCE + 50, False)])
def test_a_sentence_that_no_person_could_read_is_not_read(words: int, *, readable: bool) -> None:
    parse = document("poll " * words).parses["text"]
    assert len(list(parse.sents)) == 1
    assert is_readable(parse[5]) is readable
