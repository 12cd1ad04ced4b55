"""The reader that ships."""

import json
import re
from pathlib import Path

from newswire.enrich.reader import weights
from tagging import reader

ROOT = Path(__file__).resolve().parents[3]
#: what only training needs
_TRAINING = re.compile(r"^\s*(?:import|from)\s+(torch|transformers|tokenizers|safetensors|onnx)\b", re.MULTILINE)


def test_a_text_is_read_the_same_whatever_comes_with_it() -> None:
    long = "The bank said that 40 farms closed after the flood in Oslo. " * 12
    short = "Ann Lee of the Dam Service denied it."
    together = reader()([long, short])
    assert together == [*reader()([long]), *reader()([short])]
    assert [(s.label, short[s.start : s.end]) for s in together[1].names] == [
        ("PER", "Ann Lee"),
        ("ORG", "Dam Service"),
    ]


def test_the_card_tells_which_weights_it_is_of() -> None:
    card = (weights.FOLDER / "README.md").read_text(encoding="utf-8")
    assert (
        json.loads((weights.FOLDER / "reader.json").read_text())["sha256"].items()
        <= {name: sha for name, sha in re.findall(r"\| (\S+) \| ([0-9a-f]{64}) \|", card)}.items()
    )


def test_a_number_points_at_what_happens_and_where() -> None:
    text = "The flood drowned some forty horses near Oslo and 1,200 sheep, and nothing was the matter."
    numbers = reader()([text])[0].numbers
    assert [text[at:].split()[0] for at in sorted(numbers)] == ["forty", "1,200", "200"]
    for roles in numbers.values():
        assert set(roles) == {"figure", "what", "where"}
        for pointed in roles.values():
            assert 0.8 < pointed.nothing + pointed.no_word + sum(c for _, _, c in pointed.words) <= 1.001
    horses = numbers[text.index("forty")]
    start, end, chance = horses["what"].words[0]
    assert text[start:end] == "drowned"
    assert chance > 0.5
    assert text[slice(*horses["where"].words[0][:2])] == "Oslo"


def test_what_runs_needs_nothing_of_the_training() -> None:
    rooms = ("enrich", "follow", "ingest", "newswire", "store", "stream", "dags")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    assert len(files) > 100
    assert [str(f) for f in files if _TRAINING.search(f.read_text(encoding="utf-8"))] == []
