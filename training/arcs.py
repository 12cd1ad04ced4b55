"""Learns what numbers point at: batches of windows, and their loss."""

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from training.figures import Pointed
from training.model import ROLES, Pointing, Reader, mask_of
from training.teachers import padded

#: pieces of a batch
BATCH_PIECES = 4000
#: how much each role counts beside the others
WEIGHTS = {"figure": 0.5, "people": 0.5, "counted": 1.0, "from": 0.5, "what": 1.0, "when": 1.5, "who": 1.0}
WEIGHTS["where"] = 0.5


def batches(windows: Sequence[Pointed], rng: random.Random) -> list[list[Pointed]]:
    """All windows once, those of like length together, in a random order."""
    made, left = [], sorted(windows, key=lambda w: (len(w.features.ids) // 8, rng.random()))
    while left:
        size = max(1, BATCH_PIECES // len(left[-1].features.ids))
        made.append(left[-size:])
        del left[-size:]
    rng.shuffle(made)
    return made


class Batch(NamedTuple):
    """Windows as `Pointing` takes them: what the shared layers give, once and for all, and their padding."""

    windows: list[Pointed]
    middle: Tensor
    mask: Tensor


def read(reader: Reader, windows: Sequence[Pointed], rng: random.Random) -> Iterator[Batch]:
    """The windows in batches. What is kept of them is half as exact, for it fills 2 GB."""
    reader.eval()
    for batch in batches(windows, rng):
        ids, case = (torch.from_numpy(a) for a in padded([w.features for w in batch]))
        with torch.no_grad():
            yield Batch(batch, reader(ids, case)[2].half(), mask_of(ids))


def scores(head: Pointing, batch: Batch) -> tuple[Tensor, list[list[int]]]:
    """Scores (windows, numbers, roles, pieces), and the places in each window that can be pointed at."""
    numbers = np.zeros((len(batch.windows), max(len(w.numbers) for w in batch.windows)), np.int64)
    for row, window in enumerate(batch.windows):
        numbers[row, : len(window.numbers)] = window.numbers
    found = head(batch.middle.float(), torch.from_numpy(numbers), batch.mask)
    return found, [[0, 1, *w.features.first] for w in batch.windows]


def loss(head: Pointing, batch: Batch) -> Tensor:
    """Minus the log of the chance that what is right is pointed at, summed over roles, a mean over numbers."""
    found, allowed = scores(head, batch)
    shape = found.shape
    may = torch.zeros(shape[0], 1, 1, shape[3], dtype=torch.bool)
    right = torch.zeros(shape, dtype=torch.bool)
    for row, (window, places) in enumerate(zip(batch.windows, allowed, strict=True)):
        may[row, 0, 0, places] = True
        for n, roles in enumerate(window.right):
            for role, wanted in enumerate(roles):
                right[row, n, role, wanted] = True
    found = found.masked_fill(~may, -1e4)
    known = right.any(-1)
    chance = found.masked_fill(~right, -1e4).logsumexp(-1) - found.logsumexp(-1)
    weights = torch.tensor([WEIGHTS[r] for r in ROLES])
    return -(chance * known * weights).sum() / known.any(-1).sum()


def pointed(head: Pointing, batches: Iterable[Batch]) -> Iterator[tuple[Pointed, np.ndarray]]:
    """Each window with its chances (numbers, roles, places that can be pointed at)."""
    head.eval()
    for batch in batches:
        with torch.no_grad():
            found, allowed = scores(head, batch)
        for row, (window, places) in enumerate(zip(batch.windows, allowed, strict=True)):
            yield window, found[row, : len(window.numbers)][..., places].softmax(-1).numpy()


def hits(found: Iterable[tuple[Pointed, np.ndarray]]) -> dict[str, tuple[int, int, int, int]]:
    """Role -> numbers, of which right; said, of which right."""
    total = {role: [0, 0, 0, 0] for role in ROLES}
    for window, of in found:
        place = {piece: n + 2 for n, piece in enumerate(window.features.first)} | {0: 0, 1: 1}
        for n, roles in enumerate(window.right):
            for r, (role, wanted) in enumerate(zip(ROLES, roles, strict=True)):
                if not wanted:
                    continue
                best = int(of[n, r].argmax())
                fits = best in {place[w] for w in wanted}
                count = total[role]
                count[0] += 1
                count[1] += fits
                count[2] += best != 0
                count[3] += best != 0 and fits
    return {role: (c[0], c[1], c[2], c[3]) for role, c in total.items()}
