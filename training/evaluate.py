"""What student and teachers find, side by side.

    python -m training.evaluate --windows windows.npz --weights FOLDER [--names FILE ...]

On passages that were kept apart: how far the student agrees with its teachers (the teachers are not always right).
With `--names FILE`, a set annotated by people (CoNLL or IOB2 lines): F1 of exact spans of persons, organisations and
places, without article and possessive; with `--teachers FOLDER` the same for the teacher.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from training.prepare import base_model, tokenizer_at
from training.teachers import ATTRIBUTION, NAMES, Probabilities, Teachers, onto, padded, softmax
from training.texts import Passage, joined
from training.train import STYLE, windows_at
from training.words import Features, Featuriser, words_of

BATCH = 16
TYPES = ("PER", "ORG", "LOC")
PLACES = {"GPE": "LOC", "FAC": "LOC"}

Spans = set[tuple[int, int, str]]


class Student:
    """The exported reader."""

    def __init__(self, weights: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(weights / "reader.onnx", options)

    def __call__(self, features: list[Features]) -> list[tuple[Probabilities, Probabilities]]:
        found: dict[int, tuple[Probabilities, Probabilities]] = {}
        order = sorted(range(len(features)), key=lambda i: len(features[i].ids))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            ids, case = padded([features[i] for i in batch])
            names, attribution = self._session.run(["names", "attribution"], {"ids": ids, "case": case})
            for row, i in enumerate(batch):
                first = features[i].first
                found[i] = softmax(names[row][first]), softmax(attribution[row][first])
        return [found[i] for i in range(len(features))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--windows", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--teachers", type=Path)
    parser.add_argument("--names", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    student, featurise = Student(args.weights), Featuriser(tokenizer_at(base_model()))
    if args.windows:
        agreement(student, args.windows, featurise)
    teachers = Teachers(args.teachers, tokenizer_at(base_model())) if args.teachers else None
    for file in args.names:
        of_people(file, student, featurise, teachers)


def agreement(student: Student, file: Path, featurise: Featuriser) -> None:
    data = windows_at(file, featurise)
    held = [i for i, apart in enumerate(data.held) if apart]
    found = student([data.features[i] for i in held])
    for name, labels, wanted, which in (
        ("names", NAMES, data.names, 0),
        ("attribution", ATTRIBUTION, data.attribution, 1),
    ):
        counts: Counter[str] = Counter()
        for i, both in zip(held, found, strict=True):
            a = data.spans[i][0]
            gold = spans(tags(wanted[a : a + len(both[which])], labels))
            counts += counted(gold, spans(tags(both[which], labels)))
        print(f"{name}: F1 against the teacher {f1(counts):.1f}  {by_type(counts)}")  # noqa: T201


def of_people(file: Path, student: Student, featurise: Featuriser, teachers: Teachers | None) -> None:
    sentences = list(annotated(file))
    passages = [joined([[word for word, _ in sentence]]) for sentence in sentences]
    words = [words_of(p.text) for p in passages]
    texts = [[p.text[a:b] for a, b in w] for p, w in zip(passages, words, strict=True)]
    systems = {"student": [names for names, _ in student([featurise(text, STYLE) for text in texts])]}
    if teachers:
        systems["teacher"] = [names for _, names, _ in teachers.label(passages)]
    for system, found in systems.items():
        counts: Counter[str] = Counter()
        for sentence, passage, own, rows in zip(sentences, passages, words, found, strict=True):
            gold = carried(own, passage, [label for _, label in sentence])
            counts += counted(plain(gold, passage, own), plain(spans(tags(rows, NAMES)), passage, own))
        print(f"{file.name} {system}: F1 {f1(counts):.1f}  {by_type(counts)}")  # noqa: T201


def annotated(file: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (word, label), from lines of which the second or the last column tells the label."""
    found: list[list[tuple[str, str]]] = [[]]
    for line in file.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if not line or line.startswith(("#", "-DOCSTART")):
            found.append([])
        else:
            found[-1].append((columns[1], columns[2]) if "\t" in line else (columns[0], columns[-1]))
    return [sentence for sentence in found if sentence]


def carried(words: list[tuple[int, int]], passage: Passage, labels: list[str]) -> Spans:
    """Spans over words of ours."""
    one_hot = np.eye(len(NAMES), dtype=np.float32)
    known = [label if label in NAMES else "O" for label in labels]
    rows = np.array([one_hot[NAMES.index(label)] for label in known])
    return spans(tags(onto(words, passage.sentences[0], rows), NAMES))


def plain(found: Spans, passage: Passage, words: list[tuple[int, int]]) -> Spans:
    """Without article and possessive, and only the types that each set has."""
    text, made = passage.text, set()
    for start, end, kind in found:
        parts = [text[a:b].lower() for a, b in words[start:end]]
        while parts and parts[0] == "the":
            start, parts = start + 1, parts[1:]
        while parts and parts[-1] in {"s", "'", "’"}:
            end, parts = end - 1, parts[:-1]
        if parts and kind in TYPES:
            made.add((start, end, kind))
    return made


def tags(rows: NDArray[np.floating], labels: tuple[str, ...]) -> list[str]:
    return [labels[i] for i in rows.argmax(-1)]


def spans(tagged: list[str]) -> Spans:
    """(start, end, type) of BIO labels; an I- that follows nothing of its type begins a span."""
    found, start, kind = set(), 0, ""
    for i, tag in enumerate([*tagged, "O"]):
        if kind and (tag[0] != "I" or tag[2:] != kind):
            found.add((start, i, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = i, tag[2:]
    return found


def counted(gold: Spans, found: Spans) -> Counter[str]:
    counts: Counter[str] = Counter()
    for which, some in (("gold", gold), ("found", found), ("right", gold & found)):
        counts.update(f"{which} {kind}" for _, _, kind in some)
    return counts


def f1(counts: Counter[str], kind: str = "") -> float:
    total = {
        w: sum(n for k, n in counts.items() if k.startswith(w) and k.endswith(kind)) for w in ("gold", "found", "right")
    }
    return 200 * total["right"] / max(1, total["gold"] + total["found"])


def by_type(counts: Counter[str]) -> str:
    kinds = sorted({key.split()[1] for key in counts})
    return " ".join(f"{kind} {f1(counts, ' ' + kind):.1f}" for kind in kinds)


if __name__ == "__main__":
    main()
