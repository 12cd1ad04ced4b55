"""What the reader points at from a number, beside what the rules found."""

from collections.abc import Mapping

from msgspec.structs import replace

from newswire.enrich.figures.quantities.quantify import quantify
from newswire.enrich.figures.weighed import is_none, weighed
from newswire.enrich.numbers.finder import find_numbers
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.read import Pointed, Read
from newswire.stream.messages import Figure
from tagging import parser, tagged

TEXT = "In Oslo a storm that hit Bergen, too, tore the roofs off 40 barns."


def _passage(text: str, pointed: Mapping[str, Mapping[str, float]], at: str = "40") -> Passage:
    """The text, with the reader's chances (role -> word -> chance) for the number `at`; "" is nothing."""
    made = tagged(text)
    roles = {
        role: Pointed(
            of.get("", 0.0),
            0.0,
            [(text.index(word), text.index(word) + len(word), chance) for word, chance in of.items() if word],
        )
        for role, of in {"figure": {}, "what": {"": 1.0}, "where": {"": 1.0}, **pointed}.items()
    }
    made.reads["text"] = Read([], [], {text.index(at): roles})
    return Passage(made, "text", text, parser()([text])[0])


def _figure() -> Figure:
    return replace(tagged(TEXT).figures[0], what=None, where=None)


def _what(pointed: Mapping[str, float], figure: Figure) -> str | None:
    what = weighed(_passage(TEXT, {"what": pointed}), [figure])[0].what
    return what.lemma if what else None


def test_the_readers_word_fills_what_the_rules_left_open_where_it_is_sure() -> None:
    assert _what({"": 0.1, "tore": 0.9}, _figure()) == "tear"
    assert _what({"": 0.2, "tore": 0.8}, _figure()) is None


def test_it_replaces_that_of_the_rules_only_where_it_is_much_surer_and_takes_nothing_away() -> None:
    told = replace(_figure(), what=weighed(_passage(TEXT, {"what": {"hit": 1.0}}), [_figure()])[0].what)
    assert _what({"tore": 0.99, "hit": 0.01}, told) == "hit"
    assert _what({"tore": 0.995, "hit": 0.005}, told) == "tear"
    assert _what({"": 1.0}, told) == "hit"


def test_a_verb_that_tells_nothing_replaces_no_word() -> None:
    for text, verb, word in (
        ("Police made 46 arrests.", "made", "arrest"),
        ("The toll rose to 46 on Monday.", "rose", "toll"),
    ):
        [figure] = tagged(text).figures
        [same] = weighed(_passage(text, {"what": {verb: 0.999}}, "46"), [figure])
        assert same.what is not None
        assert same.what.lemma == word


def test_an_age_is_an_age_whatever_the_reader_points_at() -> None:
    text = "Ann Lee, 34, sang in Oslo."
    [figure] = tagged(text).figures
    [same] = weighed(_passage(text, {"what": {"sang": 1.0}}, "34"), [figure])
    assert same.what == figure.what


def test_a_place_is_one_that_has_a_name_and_not_one_where_somebody_says_it() -> None:
    for text, place, found in (
        (TEXT, "Bergen", "Bergen"),
        (TEXT, "storm", None),
        ("Officials said in Oslo that 40 barns had burnt.", "Oslo", None),
        ("About 40 barns will burn, he told farmers in Oslo.", "Oslo", None),
        ("The storm took 40 barns in Oslo and more elsewhere.", "Oslo", "Oslo"),
        ("In Oslo it took roofs, and 40 barns elsewhere.", "Oslo", None),
    ):
        figure = replace(tagged(text).figures[0], where=None)
        [done] = weighed(_passage(text, {"where": {place: 1.0}}), [figure])
        assert (done.where and done.where.name) == found, text


def test_what_stands_in_brackets_stays_with_what_it_explains() -> None:
    text = "The tower loomed 40 metres (131 feet) above the bay."
    figures = tagged(text).figures
    done = weighed(_passage(text, {"what": {"bay": 1.0}}), figures)
    assert [f.what and f.what.lemma for f in done] == ["bay", "bay"]


def test_what_the_reader_takes_for_no_figure_is_none_but_for_what_has_a_unit() -> None:
    for text, at, chance, none in (("Ward 40 burnt.", "40", 0.95, True), ("Ward 40 burnt.", "40", 0.85, False)):
        [number] = find_numbers(text)
        quantity = quantify(text, number)
        assert quantity is not None
        assert is_none(_passage(text, {"figure": {"": chance}}, at), quantity) is none
    text = "It rained for two weeks."
    quantity = quantify(text, next(iter(find_numbers(text))))
    assert quantity is not None
    assert not is_none(_passage(text, {"figure": {"": 1.0}}, "two"), quantity)
