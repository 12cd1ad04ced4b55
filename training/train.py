"""Trains the reader on labelled windows; goes on from its last checkpoint.

python -m training.train --windows windows.npz --out FOLDER [--epochs 3] [--minutes 60]
"""

import argparse
import random
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from training.model import Reader
from training.prepare import base_model, tokenizer_at
from training.teachers import ATTRIBUTION, NAMES, padded
from training.words import Features, Featuriser

STYLE = 1
#: pieces of a batch: long windows come in fewer, short ones in more
BATCH_PIECES = 5000
RATE, WARM_UP = 2e-4, 0.06
#: how much faster what is new learns: the heads, and the embedding of shapes
NEW_RATE = 5
CHECKPOINT_S = 300.0
#: every this many passages one is kept apart, to compare student and teachers on
HELD = 40


class Windows(NamedTuple):
    """What there is to learn from."""

    features: list[Features]
    spans: list[tuple[int, int]]  #: of its words among all
    names: NDArray[np.float16]  #: (words, labels): probabilities
    attribution: NDArray[np.float16]
    held: list[bool]  #: of a passage that is not learned from


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--windows", type=Path, required=True, help="made by training.prepare")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoint.pt is kept")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--minutes", type=float, default=60, help="stop, to go on later")
    parser.add_argument(
        "--start", type=Path, help="a finished student's checkpoint to start from, in place of the base"
    )
    parser.add_argument("--rate", type=float, default=RATE, help="of learning, at its highest")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    seed = 0
    torch.manual_seed(seed)
    data = windows_at(args.windows, Featuriser(tokenizer_at(base_model())))
    plan = batches(data, args.epochs, random.Random(seed))
    reader = Reader(len(NAMES), len(ATTRIBUTION), args.layers).to(device)
    if args.start:
        reader.load_state_dict(torch.load(args.start, map_location="cpu")["reader"])
    else:
        reader.start_from(base_model())
    reader.to(device).train()
    optimiser, schedule = optimiser_of(reader, len(plan), args.rate)
    args.out.mkdir(parents=True, exist_ok=True)
    checkpoint, step = args.out / "checkpoint.pt", 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location=device)
        reader.load_state_dict(kept["reader"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        step = kept["step"]
    began = saved = time.monotonic()
    losses: list[float] = []
    while step < len(plan) and time.monotonic() - began < args.minutes * 60:
        losses.append(learn(reader, data, plan[step], device))
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        schedule.step()
        step += 1
        if step % 20 == 0:
            print(f"{step}/{len(plan)} loss {np.mean(losses):.4f} {time.monotonic() - began:.0f} s", flush=True)  # noqa: T201
            losses.clear()
        if time.monotonic() - saved > CHECKPOINT_S:
            save(checkpoint, reader, optimiser, schedule, step)
            saved = time.monotonic()
    save(checkpoint, reader, optimiser, schedule, step)
    print("done" if step == len(plan) else "stopped: the same command goes on", flush=True)  # noqa: T201


def windows_at(file: Path, featurise: Featuriser) -> Windows:
    """Windows with their features. Every second one has printers' quotation marks in place of typewriters'."""
    kept = np.load(file)
    words = kept["words"].tobytes().decode().split("\n")
    spans = [(int(a), int(b)) for a, b in kept["windows"]]
    features = [featurise(curled(words[a:b]) if i % 2 else words[a:b], STYLE) for i, (a, b) in enumerate(spans)]
    passages = np.cumsum([i == 0 or a == spans[i - 1][1] for i, (a, _) in enumerate(spans)])
    return Windows(features, spans, kept["names"], kept["attribution"], [p % HELD == 0 for p in passages])


def curled(words: list[str]) -> list[str]:
    made, opened = [], False
    for word in words:
        if word == '"':
            opened = not opened
        made.append({"'": "’", '"': "“" if opened else "”"}.get(word, word))
    return made


def batches(data: Windows, epochs: float, rng: random.Random) -> list[list[int]]:
    """Windows of like length together, in a random order."""
    made: list[list[int]] = []
    for _ in range(int(np.ceil(epochs))):
        order = [i for i, held in enumerate(data.held) if not held]
        rng.shuffle(order)
        of_epoch = []
        for at in range(0, len(order), 1000):
            chunk = sorted(order[at : at + 1000], key=lambda i: len(data.features[i].ids))
            while chunk:
                size = max(1, BATCH_PIECES // len(data.features[chunk[-1]].ids))
                of_epoch.append(chunk[-size:])
                del chunk[-size:]
        rng.shuffle(of_epoch)
        made += of_epoch
    return made[: round(len(made) * epochs / np.ceil(epochs))]


def learn(reader: Reader, data: Windows, batch: list[int], device: str) -> float:
    """Adds the gradients of one batch: cross-entropy with what the teachers think of each word."""
    features = [data.features[i] for i in batch]
    ids, case = (torch.from_numpy(a).to(device) for a in padded(features))
    rows = torch.tensor([row for row, f in enumerate(features) for _ in f.first], device=device)
    first = torch.tensor([at for f in features for at in f.first], device=device)
    words = np.concatenate([np.arange(data.spans[i][0], data.spans[i][0] + len(data.features[i].first)) for i in batch])
    names, attribution, _ = reader(ids, case)

    def loss(logits: Tensor, wanted: NDArray[np.float16]) -> Tensor:
        target = torch.from_numpy(wanted[words].astype(np.float32)).to(device)
        return functional.cross_entropy(logits[rows, first].float(), target)

    total = loss(names, data.names) + loss(attribution, data.attribution)
    total.backward()
    return float(total.detach())


def optimiser_of(
    reader: Reader, steps: int, rate: float = RATE
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    new = [p for n, p in reader.named_parameters() if n.startswith(("shapes", "names", "attribution"))]
    ids = {id(p) for p in new}
    old = [p for p in reader.parameters() if id(p) not in ids]
    groups = [
        {"params": [p for p in old if p.ndim < 2], "lr": rate, "weight_decay": 0.0},
        {"params": [p for p in old if p.ndim >= 2], "lr": rate, "weight_decay": 0.01},
        {"params": new, "lr": rate * NEW_RATE, "weight_decay": 0.01},
    ]
    optimiser = torch.optim.AdamW(groups, fused=True)
    warm = WARM_UP * steps + 1
    return optimiser, torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, step / warm) * max(0, 1 - step / steps)
    )


def save(file: Path, reader: Reader, optimiser: object, schedule: object, step: int) -> None:
    part = file.with_suffix(".part")
    kept = {"reader": reader, "optimiser": optimiser, "schedule": schedule}
    torch.save({**{k: v.state_dict() for k, v in kept.items()}, "step": step}, part)  # type: ignore[attr-defined]
    part.replace(file)


if __name__ == "__main__":
    main()
