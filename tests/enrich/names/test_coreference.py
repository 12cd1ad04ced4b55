"""One name for all mentions of a thing: a short one stands for the full one that the article gives."""

import pytest

from marked import NAMES, document
from newswire.enrich.names.coreference import acronyms


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
        ("{Ana Ruiz Soto|PER} won. {Ruiz|PER} ran.", ["Ana Ruiz Soto"] * 2),
        ("{Ann B. Lee|PER} won. {Ann Lee|PER} ran.", ["Ann B. Lee"] * 2),
    ],
)
def test_a_short_name_stands_for_the_full_one(text: str, names: list[str]) -> None:
    made = document(text)
    NAMES([made])
    assert [e.name for e in made.entities] == names


def test_a_title_tells_things_by_a_word_before_they_are_named() -> None:
    title, made = document("{Dovna|ORG} grows"), document("{Dovna Motors|ORG} grew.")
    made.texts = {**made.texts, "title": title.texts["text"]}
    made.reads = {"title": title.reads["text"], **made.reads}
    NAMES([made])
    assert [e.name for e in made.entities] == ["Dovna Motors", "Dovna Motors"]


def test_an_acronym_may_leave_out_small_words() -> None:
    assert acronyms("Bank of the South") == {"BS", "BOS"}
