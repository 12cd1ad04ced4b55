"""How long is it from an enriched message to the webhook that is told of it, and is anything lost or told twice?

    python benchmarks/pipe/watches.py [--kafka HOST:PORT] [--down 60]

`newswire work watch` and `newswire work notify` run as processes; articles with figures go on `news.enriched.v1`, a
receiver on loopback checks signatures. Three parts:

    quick    100 articles, one after the other, both workers idle before each
    down     the receiver is down for a minute while 60 articles come; each worker is killed with -9 and started again
    killed   200 articles at once, a slow receiver; both workers are killed with -9 five times each meanwhile

At the end all articles are sent again, as a replay does. Seconds are from before the message is sent until the POST is
there. Bars: quick <= 2 s each; nothing lost; what came twice came under the same id. The last line is JSON.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.pipe.watch_bench import STAGES, Bench, Workers  # first: puts tests/ on the path
from newswire import app
from newswire.settings import load
from sites.webhook_receiver import SECRET, Receiver

BAR_S = 2.0


def quick(bench: Bench) -> dict[str, Any]:
    took = []
    for _ in range(100):
        (number,) = bench.send(1)
        bench.wait([number], 30)
        took += [one.at - bench.sent[number] for one in bench.told().get(number, ())[:1]]
    took.sort()
    return {
        "articles": len(took),
        "median_s": round(statistics.median(took), 3),
        "p95_s": round(took[int(len(took) * 0.95)], 3),
        "worst_s": round(took[-1], 3),
    }


def down(bench: Bench, workers: Workers, down_s: float) -> dict[str, Any]:
    bench.receiver.down()
    began = time.time()
    numbers = bench.send(20, down_s / 80)
    workers.kill("watch")
    numbers += bench.send(20, down_s / 80)
    workers.kill("notify")
    numbers += bench.send(20, down_s / 80)
    time.sleep(max(0.0, began + down_s - time.time()))
    bench.receiver.up()
    return {"articles": len(numbers), "down_s": down_s, "all_told_after_s": round(bench.wait(numbers, 120), 1)}


def killed(bench: Bench, workers: Workers) -> dict[str, Any]:
    bench.receiver.slow_s = 0.1
    sending = threading.Thread(target=lambda: bench.send(200))
    before = len(bench.sent)
    sending.start()
    for stage in STAGES * 5:
        time.sleep(1.0)
        workers.kill(stage)
    sending.join()
    took = bench.wait(list(range(before + 1, before + 201)), 180)
    bench.receiver.slow_s = 0.0
    return {"articles": 200, "kills": workers.kills, "all_told_after_s": round(took, 1)}


def replayed(bench: Bench) -> int:
    """Sends all of it again; returns how many POSTs that made."""
    before = len(bench.receiver.told)
    for number in bench.sent:
        bench.put(number)
    bench.wait(bench.send(1), 60)  # which comes after them
    return len(bench.receiver.told) - before - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kafka", metavar="HOST:PORT")
    parser.add_argument("--down", type=float, default=60.0, metavar="SECONDS")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, Receiver() as receiver:
        watch = {
            "name": "troops",
            "where": "unit = 'person' and counted_head = 'troop' and exists (from entities where name = 'North Korea')",
            "notify": f"{receiver.url}/hook",
        }
        given = {"home": Path(home), "watch": [watch], "watch_secret": SECRET, "allow_private": True}
        kafka = {"kafka": options.kafka, "prefix": f"watches-{os.getpid()}."} if options.kafka else {}
        settings = load({**given, **kafka})
        with app.open_broker(settings) as broker:
            app.begin_watches(settings, broker)
            workers, bench = Workers(settings), Bench(broker, receiver)
            try:
                bench.wait(bench.send(1), 60)  # they have started
                result: dict[str, Any] = {"broker": "kafka" if options.kafka else "embedded", "quick": quick(bench)}
                print(json.dumps(result["quick"]), flush=True)
                result["down"] = down(bench, workers, options.down)
                print(json.dumps(result["down"]), flush=True)
                result["killed"] = killed(bench, workers)
                print(json.dumps(result["killed"]), flush=True)
                result["megabytes"] = workers.megabytes()
                result["posts_of_a_replay"] = replayed(bench)
            finally:
                workers.stop()
                bench.producer.close()
        told = bench.told()
        result["lost"] = len(bench.sent.keys() - told.keys())
        result["twice_under_another_id"] = sum(len({one.id for one in posts}) > 1 for posts in told.values())
        result["twice_under_the_same_id"] = sum(
            count - 1 for count in Counter(one.id for one in receiver.told).values()
        )
        result["wrong_signatures"] = len(receiver.wrong)
    bad = ("lost", "twice_under_another_id", "posts_of_a_replay", "wrong_signatures")
    result["bar"] = not any(result[name] for name in bad) and result["quick"]["worst_s"] <= BAR_S
    print(json.dumps(result))
    sys.exit(0 if result["bar"] else 1)


if __name__ == "__main__":
    main()
