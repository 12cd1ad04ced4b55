"""What a worker tells of itself, told to a real worker on a real broker, and read as Prometheus does."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from prometheus_client.parser import text_string_to_metric_families

from newswire import app
from newswire.metrics.beat import Beat
from newswire.metrics.both import All
from newswire.metrics.prometheus import Metrics
from newswire.metrics.serve import serving
from newswire.processes.pulse import Pulse, read
from newswire.settings import Settings, SettingsError
from newswire.stages.table import STAGES
from newswire.status.waiting import Waiting, waits_for
from newswire.stream.broker import Broker, Message
from newswire.stream.errors import RetryableError
from newswire.stream.messages import EnrichedArticle
from newswire.stream.topics import ENRICHED, encode
from newswire.stream.working.probe import ARTICLE_ITEM


def get(address: str, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode()


def numbers(text: str) -> dict[tuple[str, str], float]:
    """(name, labels without the stage) -> value."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{k}={v}" for k, v in sorted(sample.labels.items()) if k != "stage")
            found[sample.name, labels] = sample.value
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, flush_s=0.2)


@pytest.fixture
def broker(settings: Settings) -> Iterator[Broker]:
    with app.open_broker(settings) as broker:
        article = msgspec.structs.replace(ARTICLE_ITEM.message, seen="2026-01-01T00:00:00Z")
        producer = broker.producer()
        producer.send(Message(ENRICHED.name, b"a", encode(EnrichedArticle(article=article))))
        producer.send(Message(ENRICHED.name, b"a", b"not JSON"))
        producer.flush()
        producer.close()
        yield broker


def test_a_worker_serves_its_numbers_its_life_and_its_readiness(settings: Settings, broker: Broker) -> None:
    stage, path = STAGES["store"], settings.home / "run" / "heartbeats" / "store.json"
    pulse = Pulse(path, stage="store")
    now = datetime(2026, 1, 1, 0, 0, 7, tzinfo=UTC)
    metrics = Metrics(stage, lambda: waits_for(broker, stage, datetime.now(UTC)), now=lambda: now)
    with app.open_worker("store", settings, broker) as worker, serving("127.0.0.1:0", pulse, metrics.registry):
        at = str(pulse.facts["metrics"])
        assert get(at, "/ready") == (503, "it starts\n") and get(at, "/live") == (200, "ok\n")
        assert numbers(get(at, "/metrics")[1])["newswire_lag_records", ""] == 2
        worker.watcher = All(Beat(pulse), metrics)
        worker.run(lambda: broker.lag(ENRICHED.name, stage.group) == 0, until_idle_s=20)

        assert get(at, "/ready") == (200, "ok\n")
        seen = numbers(get(at, "/metrics")[1])
        assert seen["newswire_records_total", ""] == 2 and seen["newswire_dead_letters_total", "reason=not_json"] == 1
        assert seen["newswire_seen_to_stored_seconds_count", ""] == 1
        assert seen["newswire_seen_to_stored_seconds_sum", ""] == 7.0
        assert {seen["newswire_step_seconds_count", f"step={s}"] for s in ("decode", "handle", "write", "commit")} == {
            1
        }
        assert seen["newswire_in_flight_bytes", ""] == 0
        assert seen["newswire_last_batch_timestamp_seconds", ""] == now.timestamp()

        worker.watcher.failed(OSError("No space left on device"), 4.0)
        assert get(at, "/ready") == (503, "OSError: No space left on device\n")
        told = read(path)
        assert told and told["state"] == "retrying" and told["progress"] == 2 and told["dead"] == 1
        pulse.last = {**pulse.last, "due": time.monotonic() - 1, "sign": time.monotonic() - 62}
        assert get(at, "/live") == (503, "no progress for 62 s while it waits 4 s to try again\n")
        assert get(at, "/")[0] == 404
    pulse.close()


def test_lag_that_is_not_known_is_left_out(tmp_path: Path) -> None:
    def away() -> Waiting:
        raise RetryableError("the broker is away")

    metrics, pulse = Metrics(STAGES["fetch"], away), Pulse(None)
    with serving("127.0.0.1:0", pulse, metrics.registry):
        seen = numbers(get(str(pulse.facts["metrics"]), "/metrics")[1])
    assert ("newswire_lag_records", "") not in seen and ("newswire_records_total", "") in seen


def test_a_port_that_is_taken_costs_the_server_alone_and_nonsense_is_refused() -> None:
    metrics = Metrics(STAGES["fetch"], lambda: Waiting(0, 0.0))
    pulse, other = Pulse(None), Pulse(None)
    with serving("127.0.0.1:0", pulse, metrics.registry):
        stack = serving(str(pulse.facts["metrics"]), other, metrics.registry)
        with stack:
            assert "metrics" not in other.facts
    with serving("", pulse, metrics.registry):
        pass
    with pytest.raises(SettingsError, match="expected HOST:PORT"), serving("9464", pulse, metrics.registry):
        pass


def test_the_rate_is_of_the_last_minute() -> None:
    clock = [0.0]
    beat = Beat(Pulse(None), monotonic=lambda: clock[0])
    records = [ARTICLE_ITEM.record] * 30
    clock[0] = 120.0
    beat.committed(records, [], [], [])
    assert beat.rate() == 0.5
    clock[0] = 185.0
    beat.polling(0.2)
    assert beat.rate() == 0.0
