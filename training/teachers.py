"""Two trained teachers as labellers: what they think of each word, as probabilities."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.texts import STRIDE, WINDOW, Passage
from training.words import Features, Featuriser, words_of

NAMES = ("O", *[f"{b}-{t}" for t in ("PER", "ORG", "LOC", "NORP", "EVENT", "MISC") for b in "BI"])
ATTRIBUTION = ("O", *[f"{b}-{t}" for t in ("Source", "Cue", "Content") for b in "BI"])
#: styles of annotation of the teacher of names whose mean is taken: wikigold's and UNER's
NAME_STYLES = (2, 6)
ATTRIBUTION_STYLE = 1
BATCH = 16

Probabilities = NDArray[np.float32]  # (words, labels)


class Teachers:
    """`names` was trained on single sentences, `attribution` on windows."""

    def __init__(self, folder: Path, tokenizer: Tokenizer, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        open_ = lambda name: onnxruntime.InferenceSession(folder / f"{name}.int8.onnx", options)  # noqa: E731
        self._names, self._attribution, self._featurise = open_("names"), open_("attribution"), Featuriser(tokenizer)

    def label(self, passages: list[Passage]) -> list[tuple[list[str], Probabilities, Probabilities]]:
        """Per passage: its words, what each is of a name, and of an attribution."""
        names = self._of_names(passages)
        words = [words_of(p.text) for p in passages]
        texts = [[p.text[a:b] for a, b in w] for p, w in zip(passages, words, strict=True)]
        attribution = self._of_attribution(texts)
        return [
            (t, onto(w, [s for sentence in p.sentences for s in sentence], n), a)
            for p, w, t, n, a in zip(passages, words, texts, names, attribution, strict=True)
        ]

    def _of_names(self, passages: list[Passage]) -> list[Probabilities]:
        sentences = [[p.text[a:b] for a, b in s] for p in passages for s in p.sentences]
        means = sum(
            np.concatenate(self._run(self._names, [(s, style) for s in sentences], len(NAMES))) for style in NAME_STYLES
        ) / len(NAME_STYLES)
        ends = np.cumsum([sum(map(len, p.sentences)) for p in passages])
        return np.split(means, ends[:-1])

    def _of_attribution(self, texts: list[list[str]]) -> list[Probabilities]:
        windows = [(i, a, b) for i, words in enumerate(texts) for a, b in windows_of(len(words))]
        found = self._run(
            self._attribution, [(texts[i][a:b], ATTRIBUTION_STYLE) for i, a, b in windows], len(ATTRIBUTION)
        )
        made = [np.zeros((len(words), len(ATTRIBUTION)), np.float32) for words in texts]
        central = [np.full(len(words), -1) for words in texts]
        for (i, a, b), part in zip(windows, found, strict=True):
            for k, row in enumerate(part):
                depth = min(k if a else 999, b - a - 1 - k if b < len(texts[i]) else 999)
                if depth > central[i][a + k]:
                    central[i][a + k], made[i][a + k] = depth, row
        return made

    def _run(
        self, session: onnxruntime.InferenceSession, windows: list[tuple[list[str], int]], labels: int
    ) -> list[Probabilities]:
        features = [self._featurise(words, style) for words, style in windows]
        order = sorted(range(len(features)), key=lambda i: len(features[i].ids))
        found: list[Probabilities] = [np.zeros((0, labels), np.float32)] * len(features)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            ids, case = padded([features[i] for i in batch])
            (logits,) = session.run(None, {"ids": ids, "case": case})
            for row, i in enumerate(batch):
                seen = softmax(logits[row][features[i].first])
                missing = len(windows[i][0]) - len(seen)  # past the limit of a window
                found[i] = np.concatenate([seen, np.tile(np.eye(1, labels, dtype=np.float32), (missing, 1))])
        return found


def windows_of(count: int) -> list[tuple[int, int]]:
    """Windows over this many words: (start, end)."""
    starts = [0]
    while starts[-1] + WINDOW < count:
        starts.append(starts[-1] + STRIDE)
    return [(start, min(start + WINDOW, count)) for start in starts]


def padded(batch: list[Features]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids and cases, (windows, pieces), 0 where there is none."""
    length = max(len(f.ids) for f in batch)
    ids = np.zeros((len(batch), length), np.int64)
    case = np.zeros((len(batch), length), np.int64)
    for row, f in enumerate(batch):
        ids[row, : len(f.ids)], case[row, : len(f.case)] = f.ids, f.case
    return ids, case


def softmax(logits: NDArray[np.float32]) -> Probabilities:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


def onto(words: list[tuple[int, int]], annotated: list[tuple[int, int]], rows: Probabilities) -> Probabilities:
    """Probabilities of words of one kind (`annotated`), carried over to words of another in the same text.

    A word takes those of the one that it begins in; where that one began before, what is B- there is I- here."""
    made = np.zeros((len(words), rows.shape[1]), np.float32)
    made[:, 0] = 1
    at = 0
    for i, (start, _) in enumerate(words):
        while at < len(annotated) and annotated[at][1] <= start:
            at += 1
        if at < len(annotated) and annotated[at][0] <= start:
            made[i] = rows[at]
            if annotated[at][0] < start:
                made[i, 2::2] += made[i, 1::2]
                made[i, 1::2] = 0
    return made
