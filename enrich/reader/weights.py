"""The weights of the reader and what stands beside them: labels, style, windows, their sha256."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from newswire.stream.errors import FatalError

#: where the weights lie that ship with newswire
FOLDER = Path(__file__).parent / "weights"
#: the ONNX model, its third head, and the vocabulary in the form of Hugging Face's tokenizers
MODEL, POINTING, _TOKENIZER = "reader.onnx", "pointing.onnx", "tokenizer.json"
#: fusions of onnxruntime that cost time: with this one a window takes an eighth longer
_SLOWER = ["SkipLayerNormFusion"]
_HOW = "a wheel of newswire and a whole checkout have them; training/README.md says how others are trained"


class Description(msgspec.Struct, frozen=True):
    """`reader.json` beside the weights."""

    sha256: dict[str, str]  #: of each file
    style: int  #: the token at position 1: the annotation style that is followed
    names: tuple[str, ...]  #: labels of the output `names`, in order
    attribution: tuple[str, ...]  #: labels of the output `attribution`
    roles: tuple[str, ...]  #: of the output `arcs` of the third head
    number_words: frozenset[str]  #: what it is asked about, beside what has a digit
    window: int  #: words that are read at once
    stride: int  #: words from the beginning of one window to that of the next
    pieces: int = 380  #: word pieces that are read at once, at most


class Weights(msgspec.Struct, frozen=True):
    """A model that can be run, and what is needed to feed it."""

    session: Any  #: onnxruntime.InferenceSession
    pointing: Any  #: the third head, over what the first gives as `middle`
    description: Description
    sha256: str  #: of both models
    vocabulary: dict[str, int]  #: word piece -> number


def load(folder: Path = FOLDER) -> Weights:
    """Loads the weights of a folder. Raises FatalError where there are none, or others than `reader.json` tells."""
    try:
        description = msgspec.json.decode((folder / "reader.json").read_bytes(), type=Description)
        files = {name: (folder / name).read_bytes() for name in (MODEL, POINTING, _TOKENIZER)}
        vocabulary = msgspec.json.decode(files[_TOKENIZER])["model"]["vocab"]
    except OSError as e:
        raise FatalError(f"the reader's weights are not in {folder} ({e}): {_HOW}") from e
    except (msgspec.MsgspecError, KeyError, TypeError) as e:
        raise FatalError(f"the description of the reader's weights in {folder} is broken ({e}): {_HOW}") from e
    for name, data in files.items():
        digest, told = hashlib.sha256(data).hexdigest(), description.sha256.get(name)
        if digest != told:
            raise FatalError(f"{folder / name} has the sha256 {digest}, not {told} as reader.json says: {_HOW}")
    both = hashlib.sha256(files[MODEL] + files[POINTING]).hexdigest()
    return Weights(_session(files[MODEL]), _session(files[POINTING]), description, both, vocabulary)


def _session(model: bytes) -> Any:
    try:
        import onnxruntime
    except ImportError as e:  # pragma: no cover - a dependency of newswire
        raise FatalError(f"onnxruntime can't be loaded: {e}") from e
    options = onnxruntime.SessionOptions()
    # one worker, one core: processes are what is scaled
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )
    except Exception as e:
        raise FatalError(f"the reader's weights can't be run: {e}") from e
