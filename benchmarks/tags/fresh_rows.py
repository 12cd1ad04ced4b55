"""How right the parts of a row are on the 15,039 annotated figures of training/rows, part by part.

    python benchmarks/tags/fresh_rows.py                      all texts (3 to 5 minutes)
    python benchmarks/tags/fresh_rows.py --texts wikinews     one file of them
    python benchmarks/tags/fresh_rows.py --held               only the third that units and bounds were not mended by
    python benchmarks/tags/fresh_rows.py --wrong counted 20   the first faults of a part, too

Right: the same word, the same expression of time, the same name for who says so; nothing where the text gives nothing.
Wrong: something else is said; the rest is missing. Kind, unit and bound lean to the program (training/README.md).
"""

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from newswire.enrich.pipeline.pipeline import Pipeline, Source
from newswire.stream.messages import Claim, Figure
from training.texts import rows

PARTS = ("kind", "unit", "bound", "counted", "what", "who", "when", "where")
#: of sentences that tell no day
DAY = date(2010, 6, 30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", choices=("gmb", "wikinews", "written"), default="*")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--wrong", nargs=2, metavar=("PART", "N"), help="print faults of a part")
    asked = parser.parse_args()
    part, left = (asked.wrong[0], int(asked.wrong[1])) if asked.wrong else ("", 0)
    pipeline, total = Pipeline(), Counter[str]()
    for text in rows(asked.texts):
        if asked.held and not is_held(text["id"]):
            continue
        day = date.fromisoformat(text["published"]) if "published" in text else DAY
        [document] = pipeline.annotate([Source(text["id"], text.get("title", ""), text["text"], day)])
        figures = {(f.start, f.end): f for f in document.figures if f.field == "text"}
        for gold in text["figures"]:
            figure = figures.get((gold["start"], gold["end"]))
            if gold.get("none"):
                total.update(none=1, false=figure is not None)
                continue
            total.update(figures=1, found=figure is not None)
            for name, verdict in judged(text["text"], gold, figure, document.claims) if figure else ():
                total.update((f"{name} {verdict}", name))
                if name == part and verdict != "right" and left > 0:
                    left -= 1
                    near = text["text"][max(0, gold["start"] - 80) : gold["end"] + 60].replace("\n", " ")
                    print(f"{verdict}: {gold.get(part)} ... {near}")
    print(
        f"figures {total['figures']}, found as they stand {total['found']}; of {total['none']} that are none", end=" "
    )
    print(f"{total['false']} are taken for figures")
    for name in PARTS:
        many = max(1, total[name])
        right, wrong = (100 * total[f"{name} {verdict}"] / many for verdict in ("right", "wrong"))
        print(f"{name:8} {total[name]:6}  right {right:5.1f} %  wrong {wrong:5.1f} %")


def is_held(text: str) -> bool:
    """Whether a text is of the third that rules were not mended by."""
    return int(hashlib.sha256(f"f{text}".encode()).hexdigest(), 16) % 3 == 0


def judged(text: str, gold: dict[str, Any], figure: Figure, claims: list[Claim]) -> Iterator[tuple[str, str]]:
    """Each part that the annotator could tell, and whether it is right, wrong or missing."""
    for name in ("kind", "unit", "bound"):
        said = getattr(figure, name)
        yield name, "right" if said == gold[name] else "wrong" if said else "missing"
    for name in ("counted", "what", "where"):
        if name in gold:
            said = getattr(figure, name)
            yield name, _of_words(text, gold[name], (said.start, said.end) if said else None)
    if "when" in gold:
        when, marks = figure.when, gold["when"]
        if when is None:
            yield "when", "right" if marks is None or gold.get("optional") else "missing"
        else:
            yield "when", "right" if any(a < when.end and when.start < b for a, b in marks or ()) else "wrong"
    if "who" in gold:
        claim = claims[figure.claim] if figure.claim is not None else None
        yield "who", _of_source(text, gold["who"], claim)


def _of_words(text: str, gold: list[int] | str | None, said: tuple[int, int] | None) -> str:
    """By the last word; people that no noun names (a word in the gold) are nothing."""
    if not isinstance(gold, list):
        return "right" if said is None else "wrong"
    if said is None:
        return "missing"
    same = text[said[0] : said[1]].split()[-1] == text[gold[0] : gold[1]].split()[-1]
    return "right" if same and said[0] < gold[1] and gold[0] < said[1] else "wrong"


def _of_source(text: str, gold: list[int] | str, claim: Claim | None) -> str:
    if not isinstance(gold, list):
        return "right" if claim is None or claim.source is None else "wrong"
    if claim is None or claim.source is None:
        return "missing"
    source, words = claim.source, text[gold[0] : gold[1]]
    same = words in (source.name or "") or words == source.text or (source.start < gold[1] and gold[0] < source.end)
    return "right" if same else "wrong"


if __name__ == "__main__":
    main()
