"""Which name a source stands for."""

import pytest

from marked import claims_in


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{The agency|S} {said|Q} {it rained|C}. {They|S} {said|Q} {40 roads closed|C}.", "agency"),
        ("{We|S} {said|Q} {40 roads closed|C}.", None),
        ("President Ann Lee came. {The president|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("The National Dam Service warned us. {The agency|S} {said|Q} {40 roads closed|C}.", "National Dam Service"),
        ("Ann Lee came late. {She|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("Ann Lee, the mayor of Oslo, came late. {The mayor|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("{A lawyer for the firm, Ann Lee,|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("{Interior Minister Ann Lee|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        ("{A lawyer for Ann Lee|S} {said|Q} {40 roads closed|C}.", "lawyer for Ann Lee"),
        ("{Ann Lee’s lawyer|S} {said|Q} {40 roads closed|C}.", "Ann Lee’s lawyer"),
        ("Ann Lee, {who|S} {said|Q} {40 roads closed|C}, came late.", "Ann Lee"),
        ("{A Norwegian source|S} {said|Q} {40 roads closed|C}.", "Norwegian source"),
        ("The National Dam Service came. Later {it|S} {said|Q} {40 roads closed|C}.", "National Dam Service"),
        ("The National Dam Service came. {The ministry|S} {said|Q} {40 roads closed|C}.", "ministry"),
        ("{Harbour coach Ann Lee|S} {said|Q} {40 roads closed|C}.", "Ann Lee"),
        (
            "The National Dam Service came. {The Oslo-based company|S} {said|Q} {40 roads closed|C}.",
            "National Dam Service",
        ),
        ("Ann Lee came. {“It rained on Bo Moe,”|C} {she|S} {said|Q}.", "Ann Lee"),
    ],
)
def test_a_source_has_the_name_that_it_stands_for(marked: str, name: str | None) -> None:
    source = claims_in(marked)[-1].source
    assert source is not None
    assert source.name == name
