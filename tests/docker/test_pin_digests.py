"""docker/pin-digests.sh, with a `docker` of ours in place of a registry, which no test can reach."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from images.image_files import DOCKER, services

ANSWERS = """#!/bin/sh
case $4 in *{bad}*) echo "no such manifest" >&2; exit 1;; esac
printf 'sha256:%s' "$(printf %s "$4" | sha256sum | cut -c1-64)"
"""


def run(folder: Path, *words: str, bad: str = "nothing") -> subprocess.CompletedProcess[str]:
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "docker").write_text(ANSWERS.replace("{bad}", bad))
    (programs / "docker").chmod(0o755)
    env = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    script = folder / "docker" / "pin-digests.sh"
    return subprocess.run([script, *words], env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docker").mkdir()
    for name in ("compose.yaml", "Dockerfile", "pin-digests.sh"):
        shutil.copy(DOCKER / name, tmp_path / "docker")
    return tmp_path


def test_each_image_of_others_gets_its_digest(folder: Path) -> None:
    seen = run(folder)
    assert seen.returncode == 0, seen.stderr
    pinned = yaml.safe_load((folder / "docker/compose.pinned.yaml").read_text())["services"]
    assert set(pinned) == set(services(ours=False))
    for name, service in pinned.items():
        image, _, digest = service["image"].partition("@sha256:")
        assert image == services()[name]["image"] and len(digest) == 64


def test_the_base_of_our_own_image_is_told(folder: Path) -> None:
    seen = run(folder, "--base")
    assert seen.stdout.startswith("python:3.11") and "@sha256:" in seen.stdout


def test_a_registry_that_does_not_answer_leaves_the_file_as_it_was(folder: Path) -> None:
    run(folder)
    before = (folder / "docker/compose.pinned.yaml").read_text()
    seen = run(folder, bad="postgres")
    assert seen.returncode == 1 and "no digest: is the registry reachable" in seen.stderr
    assert (folder / "docker/compose.pinned.yaml").read_text() == before
