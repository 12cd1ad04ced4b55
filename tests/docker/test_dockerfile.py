"""The Dockerfile: what it must have, and that what it copies and installs is there."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from images.image_build import copy
from images.image_files import DOCKER, ROOT, dockerfile

PACKAGES = ("stream", "ingest", "enrich", "follow", "store", "newswire")


def copied() -> list[tuple[list[str], str]]:
    """Sources and target of each COPY that takes from the repository."""
    found = [i for i in dockerfile() if i.word == "COPY" and "--from=" not in i.text]
    return [(i.words()[:-1], i.words()[-1]) for i in found]


def allowed() -> list[str]:
    """What .dockerignore lets into the build."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[1] == "*"
    return [line[1:] for line in lines if line.startswith("!")]


def test_every_base_is_pinned_to_a_full_version() -> None:
    bases = [i.words()[0] for i in dockerfile() if i.word == "FROM"]
    assert bases
    for base in bases:
        assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", base), base
    assert len(set(bases)) == 1, "a wheel chosen for one base must fit the other"


def test_it_does_not_run_as_root() -> None:
    user = [i for i in dockerfile() if i.word == "USER"][-1]
    number, group = user.text.split(":")
    assert int(number) > 0 and int(group) > 0
    after = dockerfile()[dockerfile().index(user) + 1 :]
    assert not [i for i in after if i.word in {"RUN", "COPY", "ADD", "USER"}]


def test_everything_installed_is_a_wheel_whose_hash_is_checked() -> None:
    runs = " && ".join(i.text for i in dockerfile() if i.word == "RUN").split(" && ")
    installs = [run for run in runs if re.search(r"pip (install|sync)|uv build|apt|curl|wget", run)]
    assert len(installs) == 4
    for run in installs:
        checked = "--require-hashes" in run or "--no-index" in run
        assert checked, run
        assert "--only-binary :all:" in run or "dist" in run, run
    assert not [i for i in dockerfile() if i.word == "ADD"]


def test_what_is_copied_is_there_and_let_into_the_build() -> None:
    sources = [source.rstrip("/") for names, _ in copied() for source in names]
    assert set(PACKAGES) < set(sources)
    for source in sources:
        assert (ROOT / source).exists(), source
        assert any(source == name or source.startswith(f"{name}/") for name in allowed()), source


def test_what_is_let_into_the_build_is_copied() -> None:
    sources = {source.rstrip("/") for names, _ in copied() for source in names}
    for name in allowed():
        assert any(source == name or source.startswith(f"{name}/") for source in sources), name


def test_it_has_a_health_check_and_starts_newswire() -> None:
    last = dockerfile()[-1].stage
    words = {i.word: i.text for i in dockerfile() if i.stage == last}
    assert "CMD [" in words["HEALTHCHECK"] and "--timeout" in words["HEALTHCHECK"]
    assert json.loads(words["ENTRYPOINT"]) == ["newswire"]


def test_the_wheel_made_from_what_is_copied_holds_all_of_our_files(tmp_path: Path) -> None:
    build = tmp_path / "build"
    copy((i for i in dockerfile() if i.word == "COPY" and i.stage == 0), build)
    # the backend stands in this environment; in the image it comes from the lock
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    made = subprocess.run(command, cwd=build, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    (wheel,) = (tmp_path / "dist").glob("newswire-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [name for name in tracked.stdout.split() if not (ROOT / name).is_symlink()]
    assert {name if name.startswith("newswire/") else f"newswire/{name}" for name in files} <= held
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == {"newswire"}, "no name but our own"


def test_the_backend_and_uv_are_in_the_locks_that_the_build_reads() -> None:
    assert re.search(r"^hatchling==", (ROOT / "requirements/dev.txt").read_text(), re.M)
    assert re.search(r"^uv==", (ROOT / "requirements/uv.txt").read_text(), re.M)


def test_no_secret_can_get_into_the_image_or_the_repository() -> None:
    assert "/secrets/" in (DOCKER / ".gitignore").read_text().splitlines()
    assert not [name for name in allowed() if name.startswith("docker") and name != "docker/health.py"]
