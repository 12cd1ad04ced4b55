"""Reads docker/Dockerfile and docker/compose.yaml for the tests: instructions, services, variables put in."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCKER = ROOT / "docker"
#: services that run our image; the others run somebody else's
OURS = "newswire:"
_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*))?\}")


class Instruction(NamedTuple):
    """One instruction of a Dockerfile: its word, its text with continuation lines joined, its stage."""

    word: str
    text: str
    stage: int

    def words(self) -> list[str]:
        """The text split at blanks, flags dropped."""
        return [word for word in self.text.split() if not word.startswith("--")]


def dockerfile() -> list[Instruction]:
    """The instructions in order; stages count from 0."""
    lines = [line for line in (DOCKER / "Dockerfile").read_text().splitlines() if not line.lstrip().startswith("#")]
    text = "\n".join(lines).replace("\\\n", " ")
    found, stage = [], -1
    for line in filter(None, (line.strip() for line in text.splitlines())):
        word, _, rest = line.partition(" ")
        stage += word == "FROM"
        found.append(Instruction(word, " ".join(rest.split()), stage))
    return found


def variables(text: str) -> Iterator[tuple[str, str | None]]:
    """The ${NAME:-default} in a text: name and default, None where there is none."""
    for match in _VARIABLE.finditer(text):
        yield match["name"], match["default"]


@cache
def _compose(given: tuple[tuple[str, str], ...], name: str = "compose.yaml") -> dict[str, Any]:
    values = dict(given)
    text = (DOCKER / name).read_text()
    text = _VARIABLE.sub(lambda m: values.get(m["name"]) or m["default"] or "", text)
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def compose(given: Mapping[str, str] | None = None) -> dict[str, Any]:
    """compose.yaml with anchors resolved, and variables put in: `given`, else their defaults."""
    return _compose(tuple(sorted((given or {}).items())))


def over(name: str) -> dict[str, dict[str, Any]]:
    """Name -> service of compose.yaml with another file of docker/ laid over it, as Compose does with environment and
    volumes: variables are added, and what is mounted at a path takes the place of what was."""
    found = {key: dict(service) for key, service in services().items()}
    for key, laid in _compose((), name)["services"].items():
        assert set(laid) <= {"environment", "volumes"} and key in found, key
        found[key]["environment"] = found[key].get("environment", {}) | laid.get("environment", {})
        mounts = {volume.split(":")[1]: volume for volume in found[key].get("volumes", [])}
        mounts |= {volume.split(":")[-1]: volume for volume in laid.get("volumes", [])}
        found[key]["volumes"] = list(mounts.values())
    return found


def services(*, ours: bool | None = None) -> dict[str, dict[str, Any]]:
    """Name -> service; `ours` picks those that run our image, or those that do not."""
    found: dict[str, dict[str, Any]] = compose()["services"]
    return {name: s for name, s in found.items() if ours is None or s["image"].startswith(OURS) == ours}


def argv(service: Mapping[str, Any]) -> list[str]:
    """What a service of ours executes: entrypoint, else the image's, and command."""
    return [*service.get("entrypoint", ["newswire"]), *service.get("command", [])]


def environment(name: str) -> dict[str, str]:
    """The variables of a service, as the strings that its processes see."""
    return {key: str(value) for key, value in services()[name].get("environment", {}).items()}


def image_environment() -> dict[str, str]:
    """What ENV sets in the last stage of the Dockerfile."""
    found = dockerfile()
    last = found[-1].stage
    pairs = (word.partition("=") for i in found if i.word == "ENV" and i.stage == last for word in i.words())
    return {name: value for name, _, value in pairs}


def outside(service: Mapping[str, Any], inside: str) -> Path | None:
    """The file of the host that a bind mount shows at the path `inside`, None where none does."""
    for volume in service.get("volumes", []):
        source, target = volume.split(":")[:2]
        if target == inside and source.startswith("."):
            return (DOCKER / str(source)).resolve()
    return None


def clean_environment(folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment for a process that sees nothing of ours but the programs; it keeps its files in the folder."""
    path = f"{Path(sys.executable).parent}:{os.defpath}"
    return {"PATH": path, "HOME": str(folder), "AIRFLOW_HOME": str(folder / "airflow"), **(more or {})}


def make_secrets(folder: Path) -> Path:
    """What docker/make-secrets.sh makes, in a folder below this one."""
    made = folder / "secrets"
    subprocess.run([DOCKER / "make-secrets.sh", made], check=True, capture_output=True)
    return made
