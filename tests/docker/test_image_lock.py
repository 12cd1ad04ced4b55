"""requirements/image.txt: holds all that the image runs with, every package with its hashes."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from images.image_files import ROOT

EXTRAS = ("airflow", "postgres")


def locked() -> dict[str, Version]:
    """Name -> version of what the image installs."""
    text = (ROOT / "requirements/image.txt").read_text()
    pairs = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", text, re.M)
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def needed() -> list[Requirement]:
    """What pyproject.toml says that the image needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"], *(line for extra in EXTRAS for line in project["optional-dependencies"][extra])]
    return [Requirement(line) for line in lines]


def test_all_that_we_import_is_locked_in_a_version_that_fits() -> None:
    have = locked()
    for requirement in needed():
        version = have.get(canonicalize_name(requirement.name))
        assert version is not None, requirement
        assert requirement.specifier.contains(version, prereleases=True), (requirement, version)


def test_the_parts_that_extras_bring_are_locked_too() -> None:
    assert {"crc32c", "lz4", "zstandard", "psycopg-binary"} <= locked().keys()


def test_the_image_runs_with_the_versions_that_were_tested() -> None:
    dev = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (ROOT / "requirements/dev.txt").read_text(), re.M))
    tested = {canonicalize_name(name): Version(version) for name, version in dev.items()}
    assert {name: version for name, version in locked().items() if tested.get(name) != version} == {}


def test_every_package_has_a_hash_and_none_an_address() -> None:
    text = (ROOT / "requirements/image.txt").read_text().replace("\\\n", " ")
    for line in filter(str.strip, text.splitlines()):
        assert "--hash=sha256:" in line, line[:80]
    assert "://" not in text and "--index" not in text
