"""A text as words, pieces and windows."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswire.enrich.reader.spans import decode
from newswire.enrich.reader.windows import windows
from newswire.enrich.reader.words import MOST_PIECES, Word, WordPieces, shape, split

VOCABULARY = {
    p: n for n, p in enumerate(["[UNK]", "train", "##s", "##ing", "u", ".", "s", "cafe", "東", "京", "-", "un"])
}


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Trains", ["train", "##s"]),
        ("Café", ["cafe"]),
        ("東京", ["東", "京"]),
        ("un-train", ["un", "-", "train"]),
        ("xyz", ["[UNK]"]),
        ("trainxyz", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces_of_the_vocabulary(word: str, pieces: list[str]) -> None:
    assert WordPieces(VOCABULARY)(word).pieces == tuple(VOCABULARY[p] for p in pieces)


def test_the_first_piece_of_a_word_has_another_shape_than_those_after_it() -> None:
    assert WordPieces(VOCABULARY)("TRAINS").shapes == (4, 10)
    assert WordPieces(VOCABULARY)("trains").shapes == (2, 8)
    assert shape("McCoy") == 4


def test_a_line_of_letters_is_a_word_like_another() -> None:
    pieces = WordPieces(VOCABULARY)
    assert len(pieces("s" * 90).pieces) <= MOST_PIECES
    assert pieces("s" * 500_000).pieces == (VOCABULARY["[UNK]"],)


@given(st.lists(st.integers(1, MOST_PIECES), max_size=300), st.integers(2, 40), st.integers(1, 40))
def test_each_word_is_labelled_once_from_a_window_that_holds_it(sizes: list[int], most: int, stride: int) -> None:
    words = [Word((1,) * n, (1,) * n) for n in sizes]
    kept: list[int] = []
    for window in windows(words, most, stride, 30):
        assert window.first <= window.keep_from <= window.keep_to <= window.last <= len(words)
        assert sum(sizes[window.first : window.last]) <= 30
        kept.extend(range(window.keep_from, window.keep_to))
    assert kept == list(range(len(words)))


def test_a_word_is_read_where_it_has_most_words_around_it() -> None:
    every = list(windows([Word((1,), (1,))] * 100, 20, 10, 1000))
    for window in every[1:-1]:
        assert min(window.keep_from - window.first, window.last - window.keep_to) >= 4


@given(st.text(max_size=200))
def test_words_stand_where_they_are_told(text: str) -> None:
    spans = split(text)
    assert all(s < e for s, e in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        (["B-PER", "B-PER"], [(0, 1, "PER"), (1, 2, "PER")]),
        (["B-PER", "I-LOC"], [(0, 1, "PER"), (1, 2, "LOC")]),
        (["O", "I-ORG", "I-ORG"], [(1, 3, "ORG")]),
        ([], []),
    ],
)
def test_labels_become_spans(labels: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert [tuple(s) for s in decode(labels, [(n, n + 1) for n in range(len(labels))])] == spans
