"""One tagger over texts, round by round, its CPU seconds on stdout; stdin is a JSON list of texts, then a line a round.

Runs in our environment or in that of the peers, by its first argument: newswire, spacy, quantulum3, recognizers. The
first line that it prints, when all is loaded and warm, is its resident memory in MB; so is the last one.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path


def newswire() -> Callable[[list[str]], object]:
    """What `newswire annotate` does with each text, but for reading and writing JSON."""
    from datetime import date

    from newswire.enrich.passages.document import Source
    from newswire.enrich.pipeline.lines import BATCH, result
    from newswire.enrich.pipeline.pipeline import Pipeline

    pipeline, day = Pipeline(), date(2024, 10, 18)

    def run(texts: list[str]) -> object:
        sources = [Source(str(n), "", text, day, "en") for n, text in enumerate(texts)]
        return [result(d) for at in range(0, len(sources), BATCH) for d in pipeline.annotate(sources[at : at + BATCH])]

    return run


def spacy() -> Callable[[list[str]], object]:
    """The same model, called as the pipeline calls it."""
    from newswire.enrich.languages.parse import BATCH, MODEL

    spacy = __import__("spacy")
    nlp = spacy.load(MODEL)
    return lambda texts: sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))


def quantulum3() -> Callable[[list[str]], object]:
    """Numbers with units, by rules; its classifier is off, as its file does not load any more."""
    from quantulum3 import parser  # type: ignore[import-not-found] # only in the peers' environment

    return lambda texts: sum(len(parser.parse(text)) for text in texts)


def recognizers() -> Callable[[list[str]], object]:
    """Numbers, percentages, money, measures, ages and dates: what our figures and times are."""
    from recognizers_date_time import DateTimeRecognizer  # type: ignore[import-not-found]
    from recognizers_number import NumberRecognizer  # type: ignore[import-not-found]
    from recognizers_number_with_unit import NumberWithUnitRecognizer  # type: ignore[import-not-found]

    number, unit = NumberRecognizer("en-us"), NumberWithUnitRecognizer("en-us")
    models = [number.get_number_model(), number.get_percentage_model(), unit.get_currency_model()]
    models += [unit.get_dimension_model(), unit.get_age_model(), DateTimeRecognizer("en-us").get_datetime_model()]
    return lambda texts: sum(len(model.parse(text)) for text in texts for model in models)


def resident_mb() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * 4096 / 2**20, 1)


def main() -> None:
    warnings.simplefilter("ignore")
    run = {"newswire": newswire, "spacy": spacy, "quantulum3": quantulum3, "recognizers": recognizers}[sys.argv[1]]()
    texts: list[str] = json.loads(sys.stdin.readline())
    run(texts[:2])
    print(resident_mb(), flush=True)
    for _ in sys.stdin:
        began, clock = time.process_time(), time.monotonic()
        run(texts)
        print(time.process_time() - began, time.monotonic() - clock, flush=True)
    print(resident_mb(), flush=True)


if __name__ == "__main__":
    main()
