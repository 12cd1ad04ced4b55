"""compose.yaml: the Compose schema, and what makes it safe to run."""

import re
import subprocess
import sys

import pytest

from images.image_files import DOCKER, OURS, ROOT, compose, over, services, variables
from newswire.settings import load


def test_it_follows_the_compose_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    seen = subprocess.run([*command, DOCKER / "compose.yaml"], capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stdout + seen.stderr


def test_the_schema_check_finds_a_mistake(tmp_path: object) -> None:
    text = (DOCKER / "compose.yaml").read_text().replace("restart: unless-stopped", "restrat: unless-stopped")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "-"]
    seen = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert seen.returncode == 1


def test_every_variable_has_a_default_and_stands_in_the_example() -> None:
    example = dict(re.findall(r"^(\w+)=(.*)$", (DOCKER / ".env.example").read_text(), re.M))
    used = [pair for name in ("compose.yaml", "compose.s3.yaml") for pair in variables((DOCKER / name).read_text())]
    assert dict(used) == example


def test_images_are_pinned() -> None:
    for name, service in services().items():
        _, _, tag = service["image"].partition(":")
        assert re.match(r"v?\d+\.\d+", tag), name


def test_the_broker_is_the_one_that_the_tests_run_on() -> None:
    lock = (ROOT / "newswire/kafka_trial/kafka.lock.json").read_text()
    version = services()["kafka"]["image"].partition(":")[2]
    assert f'"org.apache.kafka:kafka_2.13:{version}' in lock


def test_ports_are_open_on_loopback_only() -> None:
    ports = [port for service in services().values() for port in service.get("ports", [])]
    assert len(ports) == 4
    assert all(port.startswith("127.0.0.1:") for port in ports)


@pytest.mark.parametrize("name", services(ours=True))
def test_our_containers_cannot_change_themselves_or_gain_rights(name: str) -> None:
    service = services()[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_secrets_volumes_and_networks_are_declared_and_used() -> None:
    whole = compose()
    for kind in ("secrets", "networks"):
        used = {name for service in services().values() for name in service.get(kind, [])}
        assert used == set(whole[kind]), kind
    mounted = {v.partition(":")[0] for s in services().values() for v in s.get("volumes", [])}
    assert {name for name in mounted if not name.startswith(".")} == set(whole["volumes"])


def test_what_is_mounted_from_the_repository_is_there() -> None:
    mounted = {v.partition(":")[0] for s in services().values() for v in s.get("volumes", [])}
    for source in mounted:
        assert not source.startswith(".") or (DOCKER / source).exists(), source


def test_no_value_in_it_is_a_password() -> None:
    for name, service in services().items():
        for key, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|KEY|CONN|STATE_URL", key):
                assert "/" in str(value) and "://" not in str(value), (name, key)


def test_a_service_waits_for_what_can_say_that_it_is_ready() -> None:
    for name, service in services().items():
        for other, how in service.get("depends_on", {}).items():
            waited = services()[other]
            if how["condition"] == "service_healthy":
                # our image has a check of its own
                assert "test" in waited.get("healthcheck", {}) or (
                    waited["image"].startswith(OURS) and not waited.get("healthcheck", {}).get("disable")
                ), (name, other)
            else:
                assert how["condition"] == "service_completed_successfully"
                assert waited["restart"].startswith("on-failure"), (name, other)


def test_all_that_stays_up_comes_back_after_a_crash() -> None:
    for name, service in services().items():
        ends = name in {"feeds", "airflow-init", "newswire"}
        assert (service["restart"] == "unless-stopped") != ends, name


def test_a_worker_that_needs_no_state_cannot_reach_the_database() -> None:
    assert services()["store"]["networks"] == ["pipe"]
    assert "secrets" not in services()["store"]
    assert compose()["networks"]["state"] == {"internal": True}
    assert services()["postgres"]["networks"] == ["state"]


def test_with_a_bucket_no_worker_shares_a_volume() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    seen = subprocess.run([*command, DOCKER / "compose.s3.yaml"], capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stdout + seen.stderr
    laid, airflow = over("compose.s3.yaml"), {name for name in services(ours=True) if name.startswith("airflow")}
    for name in services(ours=True):
        assert {"NEWSWIRE_STORE", "NEWSWIRE_ARCHIVE", "NEWSWIRE_SHARED"} <= set(laid[name]["environment"]), name
        shared = {volume.partition(":")[0] for volume in laid[name]["volumes"]} & {"home", "airflow"}
        assert bool(shared) == (name in airflow), name


def test_with_a_bucket_every_place_is_one_that_the_settings_take() -> None:
    given = over("compose.s3.yaml")["store"]["environment"]
    settings = load({name.removeprefix("NEWSWIRE_").lower(): given[name] for name in given if name[:9] == "NEWSWIRE_"})
    assert str(settings.store_root) == "s3://newswire/store"
    assert str(settings.forgotten_file) == "s3://newswire/shared/forgotten.jsonl"
