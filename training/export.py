"""Writes the trained reader as an int8 ONNX file, with its tokenizer and its card.

python -m training.export --checkpoint FOLDER/checkpoint.pt --out enrich/reader/weights
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

from training.model import Reader
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
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    weights = args.out / "reader.onnx"
    export(args.checkpoint, weights)
    shutil.copy(base_model() / "tokenizer.json", args.out / "tokenizer.json")
    sha256 = {
        name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in (weights.name, "tokenizer.json")
    }
    card = {
        "sha256": sha256,
        "style": STYLE,
        "window": WINDOW,
        "stride": READ_STRIDE,
        "names": NAMES,
        "attribution": ATTRIBUTION,
    }
    (args.out / "reader.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"{weights}: {weights.stat().st_size / 1e6:.1f} MB, sha256 {sha256[weights.name]}")  # noqa: T201


def export(checkpoint: Path, weights: Path) -> None:
    """Weights are rounded to eight bits, a scale for each channel; what runs through stays in floating point."""
    state = torch.load(checkpoint, map_location="cpu")["reader"]
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    reader = Reader(len(NAMES), len(ATTRIBUTION), layers)
    reader.load_state_dict(state)
    reader.eval()
    sample = torch.ones(2, 16, dtype=torch.long)
    whole, prepared = weights.with_suffix(".float"), weights.with_suffix(".prepared")
    free = {0: "windows", 1: "pieces"}
    names = ["ids", "case", "names", "attribution"]
    torch.onnx.export(
        reader,
        (sample, sample),
        str(whole),
        input_names=names[:2],
        output_names=names[2:],
        dynamic_axes=dict.fromkeys(names, free),
        opset_version=OPSET,
        dynamo=False,
    )
    quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(weights), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(weights))
    whole.unlink()
    prepared.unlink()


if __name__ == "__main__":
    main()
