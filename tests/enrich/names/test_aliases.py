"""Identity across articles: ids that do not depend on how an article spells a name."""

from pathlib import Path

import pytest

from newswire.enrich.lexicon.load import read_table
from newswire.enrich.names import tagger as entities
from newswire.enrich.names.aliases import Aliases, Spelled, learn, table
from newswire.enrich.names.coreference import normal
from newswire.stream.errors import FatalError
from tagging import document

SHIPPED = Aliases()


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PERSON", "Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("PERSON", "Nicolás Maduro", "Nicolas Maduro"),
        ("PERSON", "Ann B. Lee", "Ann Lee"),  # initials in the middle come and go
        ("ORG", "IMF", "International Monetary Fund"),
        ("ORG", "U.N.", "United Nations"),
    ],
)
def test_spellings_of_one_name_have_one_id(kind: str, one: str, other: str) -> None:
    assert SHIPPED.entity_id(kind, one) == SHIPPED.entity_id(kind, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [("PERSON", "Ann Lee", "Ann Leigh"), ("ORG", "Bank of Peru", "Bank of Chile"), ("PERSON", "A B Lee", "A C Lee Wu")],
)
def test_other_names_have_other_ids(kind: str, one: str, other: str) -> None:
    assert SHIPPED.entity_id(kind, one) != SHIPPED.entity_id(kind, other)


def test_no_alias_that_ships_says_again_what_its_row_says() -> None:
    for kind, name, aliases in read_table("world/aliases"):
        names = [normal(one) for one in (name, *aliases.split("|"))]
        assert len({*names}) == len(names), (kind, name)


def test_the_id_of_a_name_does_not_change_when_others_are_learned(tmp_path: Path) -> None:
    file = tmp_path / "aliases.tsv"
    file.write_text(table([("ORG", "Danish Farm Agency", "DFA")]))
    taught = Aliases(file)

    assert taught.entity_id("ORG", "DFA") == SHIPPED.entity_id("ORG", "Danish Farm Agency")
    assert taught.entity_id("ORG", "IMF") == SHIPPED.entity_id("ORG", "IMF")
    assert taught.version != SHIPPED.version


def test_an_acronym_is_learned_where_enough_articles_agree() -> None:
    spelled = [
        Spelled("ORG", "DFA", "Danish Farm Agency", 9),
        Spelled("ORG", "DFA", "Dutch Film Academy", 1),
        Spelled("ORG", "NBA", "National Bank of Andorra", 2),  # too few
        Spelled("ORG", "ABC", "Alpha Beta Corporation", 5),  # no agreement
        Spelled("ORG", "ABC", "Animal Breeding Centre", 4),
    ]
    assert learn(spelled) == [("ORG", "Danish Farm Agency", "DFA")]


def test_what_ships_rules_over_what_was_learned(tmp_path: Path) -> None:
    file = tmp_path / "aliases.tsv"
    file.write_text(table([("ORG", "International Music Foundation", "IMF")]))
    assert Aliases(file).entity_id("ORG", "IMF") == SHIPPED.entity_id("ORG", "International Monetary Fund")


@pytest.mark.parametrize("content", [b"ORG\n", b"\xff\xfe"])
def test_a_damaged_table_is_named_with_its_remedy(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "aliases.tsv"
    file.write_bytes(content)
    with pytest.raises(FatalError, match="newswire aliases learn"):
        Aliases(file)


def test_mentions_of_two_articles_share_their_id(tmp_path: Path) -> None:
    file = tmp_path / "aliases.tsv"
    file.write_text(table([("ORG", "Danish Farm Agency", "DFA")]))
    tagger = entities.make(file)
    ids = []
    for text in ("The Danish Farm Agency (DFA) closed 40 farms.", "The DFA said that 40 farms closed in Denmark."):
        (doc,) = tagger([document(text)])
        ids.append({e.entity_id for e in doc.entities if "Farm" in e.text or e.text == "DFA"})
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1


def test_a_country_has_its_id_of_wikidata() -> None:
    (doc,) = entities.make()([document("Troops of North Korea reached Russia and Yakutia.")])
    assert [(e.entity_id, e.wikidata) for e in doc.entities] == [
        ("iso3166:KP", "wikidata:Q423"),
        ("iso3166:RU", "wikidata:Q159"),
        ("iso3166:RU-SA", "wikidata:Q6605"),
    ]
