"""Trains the third head, what numbers point at (training/rows), over a trained reader, which stays as it is.

    python -m training.point --checkpoint run/checkpoint.pt --out FOLDER             learns from all texts
    python -m training.point --checkpoint ... --out FOLDER --without 0               leaves a quarter out, and scores it

Eight minutes on two idle cores, the same weights each time.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training import arcs, figures
from training.model import Pointing, Reader
from training.prepare import base_model, tokenizer_at
from training.teachers import ATTRIBUTION, NAMES
from training.texts import rows
from training.train import STYLE
from training.words import Featuriser

PARTS = 4
#: highest rates of learning: of the arcs, and of the layers under them
NEW_RATE, RATE = 1e-3, 2e-4
WARM_UP = 0.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True, help="of the reader, made by training.train")
    parser.add_argument("--out", type=Path, required=True, help="where pointing.pt is written")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--without", type=int, choices=range(PARTS), help="the quarter that is left out and scored")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    reader = Reader(len(NAMES), len(ATTRIBUTION))
    reader.load_state_dict(torch.load(args.checkpoint, map_location="cpu")["reader"])
    texts, featurise = rows(), Featuriser(tokenizer_at(base_model()))
    learned = [t for t in texts if part_of(t["id"]) != args.without]
    lone = [t for t in learned if t.get("sentence")]
    given: list[arcs.Batch] = []
    # a round has each single sentence twice, in company of others than the first time
    for seed, of in enumerate((learned, lone)):
        rng = random.Random(seed)
        given += arcs.read(reader, list(figures.windows(of, featurise, STYLE, rng)), rng)
    head = Pointing(reader)
    fit(head, given, args.rounds)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save({"pointing": head.state_dict()}, args.out / "pointing.pt")
    if args.without is not None:
        left, rng = [t for t in texts if part_of(t["id"]) == args.without], random.Random(0)
        report(list(arcs.pointed(head, arcs.read(reader, list(figures.windows(left, featurise, STYLE, rng)), rng))))


def part_of(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % PARTS


def fit(head: Pointing, given: list[arcs.Batch], rounds: int) -> None:
    """AdamW with a linear warm-up and decay, over all batches in each round, in a random order."""
    rates = [NEW_RATE, RATE]
    optimiser = torch.optim.AdamW(
        [{"params": m.parameters(), "weight_decay": 0.01} for m in (head.arcs, head.layer)], fused=True
    )
    steps, rng, began, losses = rounds * len(given), random.Random(0), time.monotonic(), list[float]()
    head.train()
    for step in range(steps):
        if step % len(given) == 0:
            rng.shuffle(given)
        share = min(1, step / (WARM_UP * steps)) * (1 - step / steps)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * share
        loss = arcs.loss(head, given[step % len(given)])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        losses.append(loss.item())
        if (step + 1) % 20 == 0:
            print(f"{step + 1}/{steps} loss {np.mean(losses[-20:]):.3f} {time.monotonic() - began:.0f} s", flush=True)  # noqa: T201


def report(found: Iterable[tuple[figures.Pointed, Any]]) -> None:
    """How often each role is right: of all numbers, and of those for which something is said."""
    for kind, of in (("sentences", True), ("texts", False)):
        mine = [(w, p) for w, p in found if w.of[0][0].startswith("g") == of]
        for role, (many, right, said, right_said) in arcs.hits(mine).items():
            print(  # noqa: T201
                f"{kind:9} {role:8} {many:5}  right {100 * right / max(1, many):.1f} %, of what is said "
                f"{100 * right_said / max(1, said):.1f} %"
            )


if __name__ == "__main__":
    main()
