"""A place, an office and a person in a row: each is what it is, whatever the reader took it for."""

import pytest

from marked import NAMES, document


def typed(text: str, **called: str) -> list[tuple[str, str]]:
    made = document(text, {name.replace("_", " "): kind for name, kind in called.items()})
    NAMES([made])
    return [(e.text, e.type) for e in made.entities]


# each row is a kind of mistake of the reader: the text, what it took for a name, the place and the person
@pytest.mark.parametrize(
    ("text", "called", "place", "person"),
    [
        ("Ardahan Governor Emre Yildiz spoke.", {"Ardahan": "ORG", "Emre Yildiz": "PER"}, "Ardahan", "Emre Yildiz"),
        ("Tacna mayor Rosa Quispe spoke.", {"Tacna": "PER", "Rosa Quispe": "PER"}, "Tacna", "Rosa Quispe"),
        ("Oulu Mayor Aino Koski spoke.", {"Aino Koski": "PER"}, "Oulu", "Aino Koski"),
        ("Then San Salvador Mayor Ali Deng spoke.", {"Ali Deng": "PER"}, "San Salvador", "Ali Deng"),
        ("Mbeya Bishop Kofi Annor spoke.", {"Mbeya Bishop Kofi Annor": "PER"}, "Mbeya", "Kofi Annor"),
        ("Kano Archbishop Aminu Bello spoke.", {"Kano Archbishop Aminu Bello": "ORG"}, "Kano", "Aminu Bello"),
        ("Graz Prosecutor Ivo Novak spoke.", {"Graz Prosecutor Ivo": "ORG", "Novak": "PER"}, "Graz", "Ivo Novak"),
        ("Zarqa Sheriff Park Ji-won spoke.", {"Zarqa": "ORG", "Park Ji": "PER"}, "Zarqa", "Park Ji-won"),
        ("Vologda Deputy Governor Lev Orlov spoke.", {"Vologda": "ORG", "Lev Orlov": "PER"}, "Vologda", "Lev Orlov"),
        ("Belgorod Prosecutor Ira Lys spoke.", {"Belgorod": "PER", "Ira Lys": "PER"}, "Belgorod", "Ira Lys"),
        ("Kerala Chief Minister Anil Rao spoke.", {"Kerala": "ORG", "Anil Rao": "PER"}, "Kerala", "Anil Rao"),
    ],
)
def test_a_place_before_an_office_and_a_person(text: str, called: dict[str, str], place: str, person: str) -> None:
    assert typed(text, **called) == [(place, "GPE"), (person, "PERSON")]


@pytest.mark.parametrize(
    ("text", "called", "kind"),
    [
        ("Bank of Fenmark Governor Ida Holm spoke.", {"Bank of Fenmark": "ORG", "Ida Holm": "PER"}, "ORG"),
        ("BOF Governor Ida Holm spoke.", {"BOF": "ORG", "Ida Holm": "PER"}, "ORG"),
        ("White House prosecutor Ida Holm spoke.", {"Ida Holm": "PER"}, "ORG"),
        ("Lutheran Bishop Ida Holm spoke.", {"Lutheran": "NORP", "Ida Holm": "PER"}, "NORP"),
        ("Elgin Bishop Holm spoke.", {"Elgin Bishop Holm": "PER"}, "PERSON"),
        ("Ardahan Mayor Street is shut.", {"Ardahan": "ORG", "Street": "LOC"}, "ORG"),
        ("Nobody spoke to Former Mayor Ida Holm.", {"Ida Holm": "PER"}, "PERSON"),
    ],
)
def test_a_body_a_people_and_an_accused_are_not_places(text: str, called: dict[str, str], kind: str) -> None:
    assert typed(text, **called)[0][1] == kind
