"""A 5 MB message at a limit of 300 kB, and five small ones after it, through enrichment and the store.

    .venv/bin/python benchmarks/many/oversize.py

On a Kafka of its own the articles' topic was made with room for large messages, and the pipe makes the others with
`kafka_max_message_bytes = 300000`: enrichment can't pass on what it read. Bars: the five small articles are stored, and
there is one dead letter, with all the bytes.
"""

import argparse
import random
import sys
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from benchmarks.many.pipe import Pipe, report, settings_for, trial_kafka
from factories import article
from newswire import app
from newswire.dead import letters
from newswire.stream.broker import Message
from newswire.stream.kafka.broker import KafkaBroker
from newswire.stream.kafka.options import KafkaOptions
from newswire.stream.topics import ARTICLES, encode

LIMIT, SIZE, SMALL = 300_000, 5_000_000, 5
#: nothing packs it to less than the half
NOISE = random.Random(1).randbytes(SIZE // 2).hex()


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newswire-oversize-")))
        kafka = stack.enter_context(trial_kafka(folder))
        # somebody made this one topic, with room for large messages: it is taken as it is
        with closing(KafkaBroker(kafka, options=KafkaOptions("large."))) as broker:
            broker.create_topics([ARTICLES])
            with closing(broker.producer()) as producer:
                texts = {"large": NOISE, **{f"small-{n}": f"Report {n} names 12 people." for n in range(SMALL)}}
                for name, text in texts.items():
                    one = article(name, text=text, language="de")
                    producer.send(Message(ARTICLES.name, one.article_id.encode(), encode(one)))
        settings = settings_for(folder / "home", kafka, prefix="large.", kafka_max_message_bytes=LIMIT)
        pipe = stack.enter_context(Pipe(settings, []))
        pipe.start("enrich", "store")
        pipe.until(lambda: pipe.stored() >= SMALL and pipe.drained(), 300, "the small ones are stored")
        found: dict[str, Any] = {"stored": pipe.stored()}
        with app.open_broker(settings) as broker:
            found["dead letters"] = [
                {"reason": one.reason, "bytes": len(read(settings.letters_folder, one)), "error": one.error[:160]}
                for one in letters.open_letters(broker).values()
            ]
    missed = []
    if found["stored"] != SMALL:
        missed.append(f"stored {found['stored']}, wanted {SMALL}")
    if [(d["reason"], d["bytes"] >= SIZE) for d in found["dead letters"]] != [("too_large", True)]:
        missed.append("one dead letter too_large with all its bytes")
    report(found, missed)


def read(folder: Any, letter: Any) -> bytes:
    """The bytes of a letter, from the file beside it where there is one."""
    return bytes((folder / letter.file).read_bytes()) if letter.file else bytes(letter.value)


if __name__ == "__main__":
    main()
