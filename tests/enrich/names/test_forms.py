"""Names whose kind their form shows, where the reader found another one, or a part."""

import pytest

from marked import NAMES, document


def typed(text: str, **called: str) -> list[tuple[str, str]]:
    made = document(text, {name.replace("_", " "): kind for name, kind in called.items()})
    NAMES([made])
    return [(e.text, e.type) for e in made.entities]


# each row is a kind of name
@pytest.mark.parametrize(
    ("text", "called", "wanted"),
    [
        (
            "Hurricane Ana came. Ana left on Monday.",
            {"Ana": "PER"},
            [("Hurricane Ana", "EVENT"), ("Ana", "EVENT")],
        ),
        (
            "The Clean Rivers Act 1990 holds.",
            {"Rivers Act": "ORG"},
            [("Clean Rivers Act 1990", "LAW")],
        ),
        (
            "Two Boeing 707s and an Airbus A300 landed.",
            {"Boeing": "ORG"},
            [("Boeing 707s", "PRODUCT"), ("Airbus A300", "PRODUCT")],
        ),
        ("It left Oslo International Airport.", {"Oslo": "LOC"}, [("Oslo International Airport", "FAC")]),
        ("Few Native Americans voted.", {"Native": "MISC"}, [("Native Americans", "NORP")]),
        ("LIMA (AP) - The AP knew.", {"LIMA": "ORG", "AP": "ORG"}, [("LIMA", "GPE"), ("AP", "ORG"), ("AP", "ORG")]),
        (
            "The Salt Act and the Iron-Wood Act held.",
            {},
            [("Salt Act", "LAW"), ("Iron-Wood Act", "LAW")],
        ),
        ("They saw the INS Star of Dovna.", {}, [("INS Star of Dovna", "WEAPON")]),
        ("A Storm Shadow hit it.", {}, [("Storm Shadow", "WEAPON")]),
        ("Munich Re grew, then Munich fell.", {"Munich": "LOC"}, [("Munich", "GPE"), ("Munich", "GPE")]),
        ("A fine of US$80 was paid.", {"US": "LOC"}, []),
        ("Snow fell in miramar florida.", {"miramar florida": "LOC"}, [("miramar", "GPE"), ("florida", "GPE")]),
        ("Snow fell in Austin TX.", {"Austin TX": "LOC"}, [("Austin", "GPE"), ("TX", "GPE")]),
        ("Snow fell in Baja California.", {"Baja California": "LOC"}, [("Baja California", "GPE")]),
        (
            "Ana Duarte won. President Duarte spoke.",
            {"Ana Duarte": "PER", "President Duarte": "ORG"},
            [("Ana Duarte", "PERSON"), ("Duarte", "PERSON")],
        ),
        ("General Motors grew.", {"General Motors": "ORG"}, [("General Motors", "ORG")]),
        (
            "Gen Ann Lee met Sgt. Bo Li.",
            {"Gen Ann Lee": "PER", "Sgt. Bo Li": "PER"},
            [("Ann Lee", "PERSON"), ("Bo Li", "PERSON")],
        ),
        ("The World shook.", {"World": "MISC"}, []),
        ("Snow closed Route 9.", {"Route 9": "LOC"}, [("Route 9", "FAC")]),
        ("Snow fell on Lake Dovna.", {"Lake Dovna": "LOC"}, [("Lake Dovna", "LOC")]),
        ("Snow fell in Siberia.", {"Siberia": "LOC"}, [("Siberia", "LOC")]),
        ("The Dovna Cup ended.", {"Dovna Cup": "MISC"}, [("Dovna Cup", "EVENT")]),
        ("The Battle of Dovna ended.", {"Battle of Dovna": "MISC"}, [("Battle of Dovna", "EVENT")]),
        (
            "Few Muslims and Dovnians met.",
            {"Muslims": "MISC", "Dovnians": "MISC"},
            [("Muslims", "NORP"), ("Dovnians", "NORP")],
        ),
    ],
)
def test_the_form_of_a_name_shows_its_kind(text: str, called: dict[str, str], wanted: list[tuple[str, str]]) -> None:
    assert typed(text, **called) == wanted


@pytest.mark.parametrize("text", ["The Hurricane Center warned.", "They will Act now.", "Storm Area was closed."])
def test_other_words_of_such_a_form_name_nothing(text: str) -> None:
    assert typed(text) == []
