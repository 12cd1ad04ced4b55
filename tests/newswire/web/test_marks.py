"""Marks that overlap, revisions side by side, charts: what pages draw from."""

import re

from newswire.web.differences import Part, difference
from newswire.web.drawing.charts import lines
from newswire.web.drawing.points import Dot, points
from newswire.web.marks import Mark, pieces
from newswire.web.snippets import snippet


def test_marks_may_overlap_and_the_text_stays_the_same() -> None:
    text = "Kyiv said 12 left.\n\nNobody else did."
    marks = [
        Mark(0, 4, "source", "c0", "says so: Kyiv"),
        Mark(10, 17, "claim", "c0", "claimed by Kyiv"),
        Mark(10, 12, "figure", "f0", "12"),
        Mark(15, 26, "entity", "e0", "across paragraphs"),
        Mark(30, 99, "figure", "f1", "beyond the end"),
    ]

    found = pieces(text, marks)

    assert "\n\n".join("".join(piece.text for piece in paragraph) for paragraph in found) == text
    (figure,) = [piece for paragraph in found for piece in paragraph if "figure" in piece.kinds]
    assert (figure.text, figure.kinds, figure.anchors) == ("12", ("claim", "figure"), ("c0", "f0"))
    assert [piece.text for piece in found[1] if piece.keys] == ["Nobody"]


def test_only_what_changed_is_told_word_by_word() -> None:
    before = "One.\n\nIt killed 12 people on Monday.\n\nLast."
    after = "One.\n\nIt killed 15 people on Monday.\n\nNew.\n\nLast."

    assert difference(before, after) == [
        [Part("same", "It killed "), Part("removed", "12"), Part("added", "15"), Part("same", " people on Monday.")],
        [Part("added", "New.")],
    ]


def test_a_paragraph_that_has_nothing_in_common_is_told_whole() -> None:
    assert difference("abc def", "uvw 123") == [[Part("removed", "abc def"), Part("added", "uvw 123")]]


def test_a_snippet_shows_the_words_around_the_first_hit() -> None:
    text = "word " * 100 + "the air-base at Kyiv " + "word " * 100

    bits = snippet(text, '"air base"')

    assert [bit.text for bit in bits if bit.hit] == ["air-base"]
    assert sum(len(bit.text) for bit in bits) < 300


def test_a_plot_is_logarithmic_where_values_differ_a_hundredfold() -> None:
    few = [Dot(0, 10, 10, 0, "<a>", "/x"), Dot(9000, 20, 30, 1, "b", "/y", contested=True)]

    flat, steep = points(few), points([*few, Dot(100, 5e6, 5e6, 0, "c", "/z")], lines="straight")

    assert "&lt;a&gt;" in flat
    assert ">50<" in flat
    assert 'class="point c1 contested"' in flat
    assert ">10,000,000<" in steep
    assert ">5,000,000<" not in steep


def test_a_point_shows_its_bound_and_steps_join_what_one_claimant_said() -> None:
    said = [Dot(0, 10, 10, 0, "a", "/a", bound="at_least"), Dot(9000, 20, 20, 0, "b \u202e\x1b", "/b", bound="about")]

    drawn = points(said, lines="steps")
    (corners,) = re.findall(r'class="thread c0" points="([^"]+)"', drawn)
    (first, corner, last) = (pair.split(",") for pair in corners.split())

    assert drawn.count('class="bound"') == 1
    assert 'class="point c0 about"' in drawn
    assert (corner[0], corner[1]) == (last[0], first[1])
    assert "\u202e" not in drawn and "\x1b" not in drawn
    assert points([]).startswith("<svg")


def test_a_line_breaks_where_nothing_was_sampled() -> None:
    drawn = lines([("fetch", [(0, 1), (60, 2), (5000, 3), (5060, 4)])], 0, 6000)

    assert drawn.count("<polyline") == 2
