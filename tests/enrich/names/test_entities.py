"""Names, their types, the one name of a thing in an article, and ids."""

import pytest

from newswire.enrich.names import gazetteer
from newswire.enrich.names import tagger as entities
from newswire.stream.messages import Entity
from tagging import document

TAGGER = entities.make()


def found(text: str, title: str = "") -> list[Entity]:
    doc = document(text, title=title)
    TAGGER([doc])
    assert all(doc.texts[e.field][e.start : e.end] == e.text for e in doc.entities)
    return doc.entities


def typed(text: str) -> dict[str, str]:
    return {e.text: e.type for e in found(text)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ships lay off Vladivostok for a week.", "Vladivostok", "GPE"),
        ("Roads in Buryatia were closed.", "Buryatia", "GPE"),
        ("The Kremlin had no comment.", "Kremlin", "ORG"),
        ("They flew over the Russian Far East.", "Russian Far East", "LOC"),
        ("North Korean sailors came home.", "North Korean", "NORP"),
        ("It fired a KN-23 at the port.", "KN-23", "WEAPON"),
        ("Two F-16s and a T-72 tank were lost.", "T-72", "WEAPON"),
        ("Crews loaded HIMARS rockets.", "HIMARS", "WEAPON"),
        ("A Patriot battery was hit.", "Patriot", "WEAPON"),
        ("President Ana Duarte spoke for an hour.", "Ana Duarte", "PERSON"),
        ("The ties with the West grew colder.", "West", "LOC"),
    ],
)
def test_a_name_has_its_type_and_stands_without_article_and_title(text: str, name: str, kind: str) -> None:
    assert typed(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She drove down Route F-16 road signs aside, on the B-12 to school.", "B-12"),
        ("The Patriots won the game by seven points.", "Patriots"),
        ("A typhoon hit the coast.", "typhoon"),
    ],
)
def test_a_road_a_team_and_the_weather_are_not_weapons(text: str, name: str) -> None:
    assert typed(text).get(name) != "WEAPON"


@pytest.mark.parametrize(
    ("text", "mention", "entity_id"),
    [
        ("Trade with North Korea grew.", "North Korea", "iso3166:KP"),
        ("The DPRK said no.", "DPRK", "iso3166:KP"),
        ("Ukrainian farmers sold wheat.", "Ukrainian", "iso3166:UA"),
        ("The U.S. and Britain agreed.", "U.S.", "iso3166:US"),
        ("The U.S. and Britain agreed.", "Britain", "iso3166:GB"),
        ("The United Nations sent rice.", "United Nations", "wikidata:Q1065"),
        ("NATO sent ships.", "NATO", "wikidata:Q7184"),
        ("Snow fell in Yakutia.", "Yakutia", "iso3166:RU-SA"),
        ("Rain fell on the Philippines.", "Philippines", "iso3166:PH"),
        ("Georgians voted in Mongolia.", "Mongolia", "iso3166:MN"),
        ("Ships left Vladivostok in May.", "Vladivostok", "geonames:2013348"),
        ("It rained in Birmingham and in the rest of Britain.", "Birmingham", "geonames:2655603"),
        ("It rained in Birmingham and in the rest of the United States.", "Birmingham", "geonames:4049979"),
        ("Farmers in Georgia sell nuts to the rest of the United States.", "Georgia", "iso3166:US-GA"),
        ("Troops left Georgia for Russia.", "Georgia", "iso3166:GE"),
    ],
)
def test_countries_nationalities_and_regions_have_their_code(text: str, mention: str, entity_id: str) -> None:
    assert {e.text: e.entity_id for e in found(text)}.get(mention) == entity_id


def test_a_name_of_two_things_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        gazetteer, "read_table", lambda name: [("Dovna", "GPE" if name == "world/places" else "ORG", "")]
    )
    with pytest.raises(ValueError, match="'Dovna' is"):
        gazetteer.load.__wrapped__()


def test_a_surname_an_acronym_and_the_north_lead_to_the_full_name() -> None:
    got = found(
        "The National Weather Service (NWS) warned North Korea. Maria Jensen called it early. "
        "Jensen said the NWS told the North’s ministry."
    )
    names = {(e.text, e.name) for e in got}
    assert {("NWS", "National Weather Service"), ("Jensen", "Maria Jensen"), ("North", "North Korea")} <= names


def test_one_thing_has_one_id_in_all_articles_whatever_its_spelling() -> None:
    first = found("Nicolás Maduro arrived in Lima.")[0]
    second = found("Nicolas Maduro left in May.")[0]
    assert first.entity_id == second.entity_id
    assert first.entity_id and first.entity_id.startswith("newswire:")


def test_a_lone_surname_has_no_id() -> None:
    assert all(e.entity_id is None for e in found("Jensen said no.") if e.type == "PERSON")


def test_dates_and_numbers_are_not_names() -> None:
    assert found("On Friday 40 men paid $3 for 5 percent.") == []


@pytest.mark.parametrize(
    "text", ["", "\ud800 Russia", "A" * 5000, "Russia " * 400, "\x00\x01", "’s the ’s", "مرحبا Россия 北朝鮮"]
)
def test_any_text_is_read_to_its_end(text: str) -> None:
    found(text, title=text[:50])


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Result:\n\nSpain 2 Malta 1\n\nItaly 0 Norway 0", "Malta", "GPE"),
    ],
)
def test_the_layout_of_a_line_shows_what_a_name_is(text: str, name: str, kind: str) -> None:
    assert typed(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Nobody at Orsted Foundation answered.", "Orsted Foundation", "ORG"),
        ("Ship the parts, please.\n\nTraci", "Traci", "PERSON"),
        ("Hi Greg,\n\nthe parts are here.", "Greg", "PERSON"),
        ("Pavel Zelenak ran first. On the last lap Zelenak fell.", "Zelenak", "PERSON"),
    ],
)
def test_the_words_of_a_name_and_the_article_say_what_it_is(text: str, name: str, kind: str) -> None:
    assert typed(text).get(name) == kind
