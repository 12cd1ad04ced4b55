"""One name for all mentions of a thing: a short one stands for the full one that the article gives."""

import pytest

from marked import NAMES, document
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.names import coreference
from newswire.enrich.names.coreference import PARTS, acronyms


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{Dovna Motors|ORG} grew. {Dovna|ORG} fell.", ["Dovna Motors", "Dovna Motors"]),
        # a branch of it is another thing
        (
            "{Dovna's|ORG} grew. {Dovna's Union Square|ORG} fell. {Dovna's|ORG} said no.",
            ["Dovna's", "Dovna's Union Square", "Dovna's"],
        ),
        # nobody knows which of two
        (
            "{Dovna Motors|ORG} met {Dovna Tools|ORG}. {Dovna|ORG} fell.",
            ["Dovna Motors", "Dovna Tools", "Dovna"],
        ),
        ("The {NDS|ORG} came. The {National Dam Service|ORG} left.", ["National Dam Service"] * 2),
        ("The {Bank of Oslo|ORG} (BKO) grew. BKO fell.", ["Bank of Oslo"] * 3),
        ("{Ann Lee|PER} met {Bo Lee|PER}. {Lee|PER} left.", ["Ann Lee", "Bo Lee", "Bo Lee"]),
        ("{Lee|PER} left. {Ann Lee Jr.|PER} stayed.", ["Ann Lee Jr."] * 2),
    ],
)
def test_a_short_name_stands_for_the_full_one(text: str, names: list[str]) -> None:
    made = document(text)
    NAMES([made])
    assert [e.name for e in made.entities] == names


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_without_a_part_of_a_name_its_example_is_read_otherwise(part: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it, without = document(part.example), document(part.example)
    NAMES([with_it])
    monkeypatch.setattr(coreference, "PARTS", [other for other in PARTS if other is not part])
    NAMES([without])

    assert len({e.name for e in with_it.entities}) == 1
    assert len({e.name for e in without.entities}) == 2


def test_a_title_tells_things_by_a_word_before_they_are_named() -> None:
    title, made = document("{Dovna|ORG} grows"), document("{Dovna Motors|ORG} grew.")
    made.texts = {**made.texts, "title": title.texts["text"]}
    made.reads = {"title": title.reads["text"], **made.reads}
    NAMES([made])
    assert [e.name for e in made.entities] == ["Dovna Motors", "Dovna Motors"]


def test_an_acronym_may_leave_out_small_words() -> None:
    assert acronyms("Bank of the South") == {"BS", "BOS"}
