"""The trial Kafka of a home under `up`: gone or hanging, it is started again, and that is told."""

import signal
from pathlib import Path
from types import SimpleNamespace

import pytest

from newswire.kafka_trial import server
from newswire.processes.supervise import Supervisor
from newswire.running import kafka_watch
from newswire.settings import Settings

ADDRESS = "127.0.0.1:19092"


def test_a_broker_that_hangs_is_killed_and_one_that_is_gone_is_started_again_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part that sleeps stands in for Apache Kafka here; `up` beside a real one is walked by hand."""
    now, killed, clock = [server.Status(ADDRESS, 77, tmp_path / "kafka.log")], list[tuple[int, int]](), [100.0]
    monkeypatch.setattr(server, "status", lambda _home: now[0])
    monkeypatch.setattr("newswire.stream.kafka.broker.answers", lambda *_, **__: False)
    monkeypatch.setattr(kafka_watch, "os", SimpleNamespace(kill=lambda *told: killed.append(told)))
    monkeypatch.setattr(kafka_watch, "python", lambda *words: ["/bin/sleep", "600"])
    with Supervisor(tmp_path / "logs") as supervisor:
        settings = Settings(home=tmp_path, kafka="localhost:19092")
        watch = kafka_watch.KafkaWatch(supervisor, settings, monotonic=lambda: clock[0])
        watch.check()
        assert supervisor.children() == [] and not killed

        clock[0] += 31
        watch.check()
        assert killed == [(77, signal.SIGKILL)]

        now[0] = server.Status(None, None, tmp_path / "kafka.log")
        clock[0] += 4
        watch.check()
        (child,) = supervisor.children()
        assert (child.name, child.restarts, child.error) == ("kafka", 1, "no answer for 31 s")

        supervisor.forget("kafka")
        clock[0] += 4
        watch.check()
        (child,) = supervisor.children()
        assert (child.restarts, child.error) == (2, "the broker's process had ended")
