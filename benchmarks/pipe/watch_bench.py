"""What benchmarks/pipe/watches.py measures with: the two workers as processes, and articles that a watch fits."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from newswire.settings import Settings, environment
from newswire.stream.broker import Broker, Message
from newswire.stream.topics import encode
from sites.watched_article import troops
from sites.webhook_receiver import Receiver, Told

STAGES = ("watch", "notify")


class Workers:
    """The two processes, which can be killed and started again."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.log = (settings.home / "workers.log").open("ab")
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.kills = 0
        for stage in STAGES:
            self.start(stage)

    def start(self, stage: str) -> None:
        program = [str(Path(sys.executable).with_name("newswire")), "work", stage]
        env = {**os.environ, **environment(self.settings)}
        self.running[stage] = subprocess.Popen(program, env=env, stdout=self.log, stderr=self.log)

    def kill(self, stage: str) -> None:
        """With SIGKILL, and starts another."""
        self.running[stage].kill()
        self.running[stage].wait()
        self.kills += 1
        self.start(stage)

    def megabytes(self) -> dict[str, int]:
        return {stage: psutil.Process(p.pid).memory_info().rss >> 20 for stage, p in self.running.items()}

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(60)
        self.log.close()


class Bench:
    """What was sent when, and what was told."""

    def __init__(self, broker: Broker, receiver: Receiver) -> None:
        self.broker, self.receiver = broker, receiver
        self.producer = broker.producer()
        self.sent: dict[int, float] = {}

    def send(self, count: int, pause_s: float = 0.0) -> list[int]:
        """This many articles, each with a number of its own."""
        numbers = range(len(self.sent) + 1, len(self.sent) + 1 + count)
        for number in numbers:
            self.sent[number] = time.time()
            self.put(number)
            time.sleep(pause_s)
        return list(numbers)

    def put(self, number: int) -> None:
        item = troops(str(1000 + number), url=f"https://news.example/{number}")
        key = item.message.article.article_id.encode()
        self.producer.send(Message(item.record.topic, key, encode(item.message), item.record.headers))
        self.producer.flush()

    def told(self) -> dict[int, list[Told]]:
        """Number -> what the receiver was told of it."""
        found: dict[int, list[Told]] = {}
        for one in list(self.receiver.told):
            found.setdefault(int(one.body["data"]["figure"]["value"]) - 1000, []).append(one)
        return found

    def wait(self, numbers: list[int], within_s: float) -> float:
        """Until all of them are told, at most this long; returns how long it took."""
        began = time.time()
        while not set(numbers) <= self.told().keys() and time.time() - began < within_s:
            time.sleep(0.02)
        return time.time() - began
