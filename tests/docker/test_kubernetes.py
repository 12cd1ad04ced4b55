"""docker/kubernetes: the schemas of Kubernetes, and the same pods as the services of compose.yaml."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from images.image_files import DOCKER, ROOT, argv, environment, services
from newswire.settings import PREFIX, Settings

VERSIONS = ("1.34", "1.37")
WORKERS = ("fetch", "enrich", "store", "follow", "revisit")
SCHEMAS = ROOT / "build" / "kubernetes"


def items() -> Iterator[dict[str, Any]]:
    for path in sorted((DOCKER / "kubernetes").glob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text()):
            yield from document["items"] if document["kind"] == "List" else [document]


def named(kind: str) -> dict[str, dict[str, Any]]:
    return {item["metadata"]["name"]: item for item in items() if item["kind"] == kind}


def pods() -> dict[str, dict[str, Any]]:
    return {name: item["spec"]["template"]["spec"] for name, item in (named("Deployment") | named("Job")).items()}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_manifests_follow_the_schemas(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(SCHEMAS)])
    validate = pytest.importorskip(
        "kubernetes_validate", reason="pip install --target build/kubernetes --no-deps -r requirements/kubernetes.txt"
    )
    for item in items():
        validate.validate(item, version, strict=True)
    wrong = named("Deployment")["fetch"] | {"spec": {"replicas": "many"}}
    with pytest.raises(validate.ValidationError):
        validate.validate(wrong, version, strict=True)


@pytest.mark.parametrize("name", WORKERS)
def test_a_worker_runs_what_compose_runs(name: str) -> None:
    (container,) = pods()[name]["containers"]
    assert container["args"] == services()[name]["command"]
    assert container["image"] == services()[name]["image"]


def test_every_worker_of_compose_that_is_always_there_is_a_deployment() -> None:
    always = {name for name, s in services(ours=True).items() if "work" in argv(s) and not s.get("profiles")}
    assert always == set(WORKERS)


@pytest.mark.parametrize("name", ["airflow-api", "airflow-scheduler", "airflow-dag-processor"])
def test_a_part_of_airflow_runs_what_compose_runs(name: str) -> None:
    (container,) = pods()[name]["containers"]
    assert [*container["command"], *container["args"]] == argv(services()[name])
    given = named("ConfigMap")["airflow"]["data"] | named("ConfigMap")["newswire"]["data"]
    for variable, value in environment(name).items():
        if variable.endswith("_CMD"):  # there a secret is a variable
            assert variable.removesuffix("_CMD") in (DOCKER / "kubernetes/settings.yaml").read_text()
        elif variable.startswith("AIRFLOW__") and "BASE_URL" not in variable:
            assert given[variable] == value, variable


def test_every_variable_of_ours_is_a_setting() -> None:
    given = {key: value for item in named("ConfigMap").values() for key, value in item["data"].items()}
    fields = {key.removeprefix(PREFIX).lower(): value for key, value in given.items() if key.startswith(PREFIX)}
    assert Settings(**fields).kafka == "kafka:9092"


@pytest.mark.parametrize("name", pods())
def test_a_pod_cannot_change_itself_or_gain_rights_and_has_a_limit(name: str) -> None:
    pod = pods()[name]
    assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["runAsUser"] == 10001
    assert pod["automountServiceAccountToken"] is False
    for container in [*pod["containers"], *pod.get("initContainers", [])]:
        confined = container["securityContext"]
        assert confined["readOnlyRootFilesystem"] and confined["capabilities"] == {"drop": ["ALL"]}
        assert confined["allowPrivilegeEscalation"] is False
        assert container["resources"]["limits"]["memory"]
        mounted = {mount["name"] for mount in container["volumeMounts"]}
        assert mounted <= {volume["name"] for volume in pod["volumes"]}


def test_no_worker_keeps_anything_that_another_pod_must_see() -> None:
    for name in WORKERS:
        assert all("emptyDir" in volume for volume in pods()[name]["volumes"]), name
