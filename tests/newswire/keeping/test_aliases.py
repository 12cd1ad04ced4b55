"""What the store teaches about names."""

from pathlib import Path

from newswire import app
from newswire.enrich.names.aliases import Aliases
from newswire.keeping.aliases import learn_aliases, learned
from newswire.settings import Settings
from newswire.stream.messages import Entity
from protocols.store_batches import item, put, store_at


def spelled(text: str, name: str) -> Entity:
    return Entity(field="text", text=text, start=0, end=len(text), type="ORG", name=name)


def test_an_acronym_that_three_articles_spell_out_is_known_to_the_next_pipeline(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert learned(settings) is None
    entities = (spelled("DFA", "Danish Farm Agency"),)
    put(
        store_at(settings.store_root),
        [item(n, name, entities=entities, figures=(), claims=()) for n, name in enumerate("abc")],
    )

    assert learn_aliases(settings) == 1

    file = learned(settings)
    assert file is not None
    assert Aliases(file).entity_id("ORG", "DFA") == Aliases().entity_id("ORG", "Danish Farm Agency")
    with app.open_tagging(settings.model_copy(update={"enrichers": ("entities",)})) as tagging:
        assert tagging.infos[-1].version.endswith(Aliases(file).version)


def test_an_empty_store_teaches_nothing(tmp_path: Path) -> None:
    assert learn_aliases(Settings(home=tmp_path)) == 0
