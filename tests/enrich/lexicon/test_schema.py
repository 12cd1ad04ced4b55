"""Lexicons are whole, and one that contradicts itself is refused."""

from pathlib import Path

import pytest

from languages_stub import GERMAN
from newswire.enrich.lexicon.load import FOLDER, read_table, read_toml, read_words
from newswire.enrich.lexicon.schema import TABLES, checked, distinct, once

READERS = {".tsv": read_table, ".toml": read_toml, ".txt": read_words}
FILES = sorted(p for folder in (FOLDER, GERMAN.lexicon) for p in folder.rglob("*") if p.suffix in READERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_lexicon_keeps_to_its_schema(path: Path) -> None:
    assert READERS[path.suffix](str(path.with_suffix(""))) or not path.stat().st_size


def test_each_table_has_a_schema_and_each_schema_a_table() -> None:
    names = (str(p.relative_to(FOLDER)).partition(".")[0].removeprefix("en/") for p in FOLDER.rglob("*.tsv*"))
    assert sorted(TABLES) == sorted(names)


def test_a_symbol_of_two_units_is_refused() -> None:
    lines = ["percentage-point\tpercent\tpercentage points\tpp,ppt", "# a comment", "", "part-per-1e12\tratio\t\tppt"]
    with pytest.raises(ValueError, match=r"en/units, line 4: 'symbols ppt' is named in line 1 already"):
        checked("en/units", lines)


@pytest.mark.parametrize(
    ("name", "lines", "said"),
    [
        ("en/roles", ["mayor\tPERSON", "mayor\tORG"], "line 2: 'mayor' is named in line 1 already"),
        ("en/claims/cues", ["claim\tverb\tclaimed", "claim\tnoun\tclaimed", "claim\tverb\topinion"], "line 3"),
        ("en/roles", ["mayor\tPERSON\tplace\tx"], "line 1: the columns are noun, type, office"),
        ("en/roles", ["mayor"], "line 1: the columns are noun, type, office"),
        ("en/claims/cues", ["claim\tverb\tclaimed", "claim\tnoun\topinion"], "'claim' is 'claimed' already"),
        ("xx/units", ["meter\tmeasure\tmetres,metres\tm"], "'metres' is listed twice"),
    ],
)
def test_what_says_twice_or_lacks_something_is_refused(name: str, lines: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        checked(name, lines)


def test_a_noun_and_a_verb_of_one_lemma_are_two_cues() -> None:
    rows = checked("en/claims/cues", ["claim\tverb\tclaimed", "claim\tnoun\tclaimed"])
    assert [row[1] for row in rows] == ["verb", "noun"]


def test_a_list_with_a_word_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="'rise' is listed twice"):
        once("changes", ["rise", "fall", "rise"])
    with pytest.raises(ValueError, match="'dead' is listed twice"):
        once("same", ["dead=die", "wound=injure", "dead=injure"])


@pytest.mark.parametrize(
    ("name", "tables", "said"),
    [
        (
            "en/bounds",
            {"before": {"about": ["near"], "at_most": ["under", "near"]}},
            "about and in before/at_most",
        ),
        ("xx/changes", {"up": {"words": ["cut"]}, "down": {"words": ["cut"]}}, "up/words and in down/words"),
        (
            "en/when/words",
            {"ever": {"words": ["once"]}, "before": {"words": ["once"]}},
            "'once' is in ever/words",
        ),
        ("en/counted/words", {"of_things": {"words": ["bury"]}, "done_to_people": {"words": ["bury"]}}, "'bury' is in"),
    ],
)
def test_a_word_of_two_lists_that_exclude_each_other_is_refused(name: str, tables: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        distinct(name, tables)  # type: ignore[arg-type]


def test_a_word_may_mean_one_thing_before_a_number_and_another_after_it() -> None:
    distinct("en/bounds", {"before": {"more_than": ["tops"]}, "after": {"at_most": ["tops"]}})
