"""Writes the trained reader and its third head as int8 ONNX files, with the tokenizer and what describes them.

python -m training.export --checkpoint FOLDER/checkpoint.pt --pointing FOLDER/pointing.pt --out enrich/reader/weights
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.figures import NUMBER_WORDS
from training.model import HIDDEN, ROLES, Pointing, Reader
from training.prepare import base_model
from training.teachers import ATTRIBUTION, NAMES
from training.texts import WINDOW
from training.train import STYLE

OPSET = 17
#: words between windows as they are read: half of that, as in the training, costs half as much again (decision 0028)
READ_STRIDE = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--pointing", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    weights, pointing = args.out / "reader.onnx", args.out / "pointing.onnx"
    reader = export(args.checkpoint, weights)
    export_pointing(reader, args.pointing, pointing)
    shutil.copy(base_model() / "tokenizer.json", args.out / "tokenizer.json")
    files = (weights, pointing, args.out / "tokenizer.json")
    sha256 = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    card = {
        "sha256": sha256,
        "style": STYLE,
        "window": WINDOW,
        "stride": READ_STRIDE,
        "names": NAMES,
        "attribution": ATTRIBUTION,
        "roles": ROLES,
        "number_words": sorted(NUMBER_WORDS),
    }
    (args.out / "reader.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    for file in files:
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB, sha256 {sha256[file.name]}")  # noqa: T201


def export(checkpoint: Path, weights: Path) -> Reader:
    """Writes the encoder with its two heads, and gives it back as it was trained."""
    state = torch.load(checkpoint, map_location="cpu")["reader"]
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    reader = Reader(len(NAMES), len(ATTRIBUTION), layers)
    reader.load_state_dict(state)
    sample = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "case", "names", "attribution", "middle")}
    write(reader, (sample, sample), axes, weights)
    return reader


def export_pointing(reader: Reader, checkpoint: Path, weights: Path) -> None:
    """Writes the third head."""
    head = Pointing(reader)
    head.load_state_dict(torch.load(checkpoint, map_location="cpu")["pointing"])
    axes = {
        "middle": {0: "windows", 1: "pieces"},
        "numbers": {0: "windows", 1: "numbers"},
        "arcs": {0: "windows", 1: "numbers", 3: "pieces"},
    }
    write(head, (torch.ones(2, 16, HIDDEN), torch.ones(2, 3, dtype=torch.long)), axes, weights)


def write(model: nn.Module, sample: tuple[Tensor, ...], axes: dict[str, dict[int, str]], file: Path) -> None:
    """`axes` name the two inputs first, then the outputs.

    Weights are rounded to eight bits, a scale for each channel; what runs through stays in floating point.
    """
    model.eval()
    whole, prepared = file.with_suffix(".float"), file.with_suffix(".prepared")
    names = list(axes)
    torch.onnx.export(
        model,
        sample,
        str(whole),
        input_names=names[:2],
        output_names=names[2:],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(file), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(file))
    whole.unlink()
    prepared.unlink()


if __name__ == "__main__":
    main()
