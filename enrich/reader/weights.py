"""The weights of the reader and what stands beside them: labels, style, windows, their sha256."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from stream.errors import FatalError

#: where the weights lie that ship with newswire
FOLDER = Path(__file__).parent / "weights"
_HOW = "a wheel of newswire has them; for a checkout training/README.md says how to make them"


class Description(msgspec.Struct, frozen=True):
    """`reader.json` beside the weights."""

    version: str
    model: str  #: file of the ONNX model
    sha256: str  #: of that file
    style: int  #: the token at position 1: the annotation style of which data set is followed
    names: tuple[str, ...]  #: labels of the output `names`, in order
    attribution: tuple[str, ...]  #: labels of the output `attribution`
    tokenizer: str = "tokenizer.json"  #: file with the vocabulary, in the form of Hugging Face's tokenizers
    window: int = 130  #: words
    stride: int = 65  #: words
    pieces: int = 189  #: word pieces of a window, at most


class Weights(msgspec.Struct, frozen=True):
    """A model that can be run, and what is needed to feed it."""

    session: Any  #: onnxruntime.InferenceSession
    description: Description
    vocabulary: dict[str, int]  #: word piece -> number


def load(folder: Path = FOLDER) -> Weights:
    """Loads the weights of a folder. Raises FatalError where there are none, or others than `reader.json` tells."""
    try:
        description = msgspec.json.decode((folder / "reader.json").read_bytes(), type=Description)
        model = (folder / description.model).read_bytes()
        tokenizer = msgspec.json.decode((folder / description.tokenizer).read_bytes())
        vocabulary = tokenizer["model"]["vocab"]
    except OSError as e:
        raise FatalError(f"the reader's weights are not in {folder} ({e}): {_HOW}") from e
    except (msgspec.MsgspecError, KeyError, TypeError) as e:
        raise FatalError(f"the description of the reader's weights in {folder} is broken ({e}): {_HOW}") from e
    digest = hashlib.sha256(model).hexdigest()
    if digest != description.sha256:
        raise FatalError(
            f"the reader's weights {folder / description.model} have the sha256 {digest}, not {description.sha256} "
            f"as reader.json tells: {_HOW}"
        )
    return Weights(_session(model), description, vocabulary)


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
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as e:
        raise FatalError(f"the reader's weights can't be run: {e}") from e
