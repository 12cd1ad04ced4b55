"""Weapons and military platforms: what is one, and how far its name goes."""

import pytest

from newswire.enrich.lexicon.load import ENGLISH
from newswire.enrich.names import weapons
from newswire.enrich.names.mention import Text
from newswire.enrich.names.words import words_of


def found(text: str) -> list[str]:
    return [m.text for m in sorted(weapons.find([], Text("text", text, words_of(ENGLISH))), key=lambda m: m.start)]


# each row is a kind
@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("It fired a KN-23 missile.", ["KN-23"]),
        ("Two Su-27s and one S-300 battery were lost.", ["Su-27s", "S-300"]),
        ("A remotely piloted aircraft crashed.", ["remotely piloted aircraft"]),
        ("An improvised explosive device went off.", ["improvised explosive device"]),
        ("They have long-range and anti tank missiles.", ["anti tank missiles"]),
        ("Police found rocket-propelled grenades.", ["rocket-propelled grenades"]),
    ],
)
def test_a_weapon_has_its_whole_name(text: str, named: list[str]) -> None:
    assert found(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "The murder weapon was never found, and weapons are banned.",
        "The suicide bomber came alone.",
        "They toured a bomb factory and a missile-related show.",
        "Take the A-12 to school.",
        "They put guns into an F-150 and left.",
        "She won the Javelin.",
        "It scored T-3.5 points.",
    ],
)
def test_other_things_of_such_words_are_not_weapons(text: str) -> None:
    assert found(text) == []
