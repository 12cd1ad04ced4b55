"""The dashboard and the rules name only metrics that a worker serves, with labels that it has."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.exposition import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from newswire.metrics.prometheus import Metrics
from newswire.stages.table import STAGES
from newswire.status.waiting import Waiting

DOCKER = Path(__file__).resolve().parents[2] / "docker"
#: what Prometheus makes up itself
OWN = {"up"}
#: functions and words of PromQL, so that what is left of an expression is names
WORDS = {"sum", "max", "min", "by", "count", "rate", "increase", "histogram_quantile", "time", "and", "on", "or"}
WORDS |= {"le", "stage", "step", "reason", "error", "job", "version", "newswire", "instance"}


def expressions() -> dict[str, str]:
    rules = yaml.safe_load((DOCKER / "prometheus" / "rules.yaml").read_text())["groups"][0]["rules"]
    found = {rule["alert"]: rule["expr"] for rule in rules}
    for panel in json.loads((DOCKER / "grafana" / "newswire.json").read_text())["panels"]:
        found |= {f"{panel['title']} {target['refId']}": target["expr"] for target in panel["targets"]}
    return found


def served() -> dict[str, set[str]]:
    """Sample -> its labels, of a worker that has done a little of everything."""
    metrics = Metrics(STAGES["store"], lambda: Waiting(1, 2.0))
    metrics.step("handle", 0.1)
    metrics.committed([], [], [], ["not_json"])
    metrics.failed(OSError(), 1.0)
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(generate_latest(metrics.registry).decode()):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


SERVED = served()


@pytest.mark.parametrize("name", expressions())
def test_an_expression_names_what_is_there(name: str) -> None:
    expr = expressions()[name]
    bare = re.sub(r"\[[^]]*\]|\"[^\"]*\"", " ", expr)  # ranges and values of labels
    metrics = set(re.findall(r"\b[a-z][a-z0-9_]*\b", bare)) - WORDS
    assert metrics and metrics <= SERVED.keys() | OWN
    for labels in re.findall(r"\bby \(([^)]*)\)", expr):
        for label in labels.split(", "):
            assert any(label in SERVED.get(metric, ()) for metric in metrics), label


def test_each_metric_of_ours_is_on_the_dashboard() -> None:
    shown = " ".join(expressions().values())
    ours = {
        name for name in SERVED if name.startswith("newswire_") and not name.endswith(("_created", "_sum", "_count"))
    }
    left = {name for name in ours if name not in shown}
    assert left == {"newswire_messages_total"}  # what a stage makes is what the next one handles


def test_each_rule_says_what_is_wrong_and_what_to_do() -> None:
    rules: list[dict[str, Any]] = yaml.safe_load((DOCKER / "prometheus" / "rules.yaml").read_text())["groups"][0][
        "rules"
    ]
    for rule in rules:
        assert rule["annotations"]["summary"] and "docker compose" in rule["annotations"]["remedy"]
        assert rule["labels"]["severity"] in ("page", "ticket")


def test_prometheus_asks_each_stage_at_its_port() -> None:
    told = yaml.safe_load((DOCKER / "prometheus" / "prometheus.yaml").read_text())
    (job,) = told["scrape_configs"]
    (dns,) = job["dns_sd_configs"]
    assert dns["names"] == list(STAGES) and told["rule_files"] == ["rules.yaml"]
    compose = yaml.safe_load((DOCKER / "compose.yaml").read_text())
    assert compose["x-environment"]["NEWSWIRE_METRICS_LISTEN"] == f"0.0.0.0:{dns['port']}"
