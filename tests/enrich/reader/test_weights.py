"""What is said where the reader's weights are missing or others than expected."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from newswire.enrich.reader import weights
from newswire.stream.errors import FatalError

FILES = ("reader.onnx", "pointing.onnx", "tokenizer.json")


def _folder(path: Path, **other: object) -> Path:
    for model in ("reader.onnx", "pointing.onnx"):
        (path / model).write_bytes(b"no model")
    (path / "tokenizer.json").write_text(json.dumps({"model": {"vocab": {"[UNK]": 0}}}))
    about = {"style": 1, "names": ["O"], "attribution": ["O"], "window": 130, "stride": 65}
    about |= {"roles": ["what"], "number_words": ["two"]} | other
    about.setdefault("sha256", {n: hashlib.sha256((path / n).read_bytes()).hexdigest() for n in FILES})
    (path / "reader.json").write_text(json.dumps(about))
    return path


def test_no_weights_say_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match=r"not in .*training/README\.md"):
        weights.load(tmp_path)


@pytest.mark.parametrize("missing", FILES)
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    (_folder(tmp_path) / missing).unlink()
    with pytest.raises(FatalError, match=missing):
        weights.load(tmp_path)


def test_weights_of_another_training_are_not_run(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match=r"sha256 .*, not 00"):
        weights.load(_folder(tmp_path, sha256={"reader.onnx": "00"}))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"style": 3}'])
def test_a_broken_description_is_told(tmp_path: Path, text: str) -> None:
    (_folder(tmp_path) / "reader.json").write_text(text)
    with pytest.raises(FatalError, match="broken"):
        weights.load(tmp_path)


def test_a_broken_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match="can't be run"):
        weights.load(_folder(tmp_path))


def test_a_folder_without_vocabulary_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    shutil.copy(folder / "reader.json", folder / "tokenizer.json")
    with pytest.raises(FatalError, match="broken"):
        weights.load(folder)
