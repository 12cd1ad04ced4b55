"""The jars of Apache Kafka: fetched once by their Maven coordinates, each checked against the sum in our lock.

Nothing is asked of the network where every jar of the lock is there already.
"""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from newswire.stream.errors import FatalError, RetryableError

LOCK = Path(__file__).with_name("kafka.lock.json")
_BROKER = "org.apache.kafka:kafka_2.13:4.3.0"
#: Kafka logs through slf4j and is silent without a binding to the log4j that it brings: the same version as that one
_LOG_BINDING = "org.apache.logging.log4j:log4j-slf4j-impl:{log4j}"
_LOG4J = "org.apache.logging.log4j:log4j-core:"
_AT_ONCE = 6


def fetch(jars: Path) -> list[Path]:
    """The files of the lock, in the folder `jars`; downloads what is missing there.

    Raises FatalError for a jar whose sum differs (a wrong one in the folder is left where it is, for a person
    to look at) or where the extra `kafka` is not installed, RetryableError where a download fails.
    """
    lock: dict[str, str] = json.loads(LOCK.read_text())
    paths = {coordinate: jars / _file_name(coordinate) for coordinate in lock}
    missing = [c for c, path in paths.items() if not path.exists()]
    for coordinate in lock.keys() - set(missing):
        _check(paths[coordinate], lock[coordinate])
    if missing:
        jars.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=jars, prefix=".fetch-") as scratch, ThreadPoolExecutor(_AT_ONCE) as pool:
            maven = _maven(Path(scratch))
            for coordinate, path in zip(missing, pool.map(lambda c: _download(maven, c), missing), strict=True):
                _check(path, lock[coordinate])
                path.replace(paths[coordinate])
    return list(paths.values())


def download(coordinate: str, scratch: Path) -> Path:
    """A jar that the lock does not name, unchecked, into a folder: for a tool that a test runs."""
    return _download(_maven(scratch), coordinate)


def write_lock(path: Path = LOCK) -> Mapping[str, str]:
    """Resolves the broker and all it needs again and writes coordinate -> sha256; returns the same."""
    with tempfile.TemporaryDirectory() as scratch:
        maven = _maven(Path(scratch))
        coordinates = _resolve(maven)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            files = pool.map(lambda c: _download(maven, c), coordinates)
            lock = {c: _sha256(file) for c, file in zip(coordinates, files, strict=True)}
    lock = dict(sorted(lock.items()))
    path.write_text(json.dumps(lock, indent=1) + "\n")
    return lock


def _maven(repo: Path) -> Any:
    try:
        from jgo.maven import MavenContext, PythonResolver
    except ImportError as e:
        raise FatalError("Kafka's jars need the extra `kafka`: pip install 'newswire[kafka]'") from e
    return MavenContext(resolver=PythonResolver(), repo_cache=repo, local_repos=[], timeout=60)


def _resolve(maven: Any) -> list[str]:
    from jgo.parse import Coordinate

    group, name, version = _BROKER.split(":")
    root = maven.create_dependency(Coordinate(groupId=group, artifactId=name, version=version, scope="compile"))
    inputs, needed = maven.resolver.resolve([root])
    coordinates = [_coordinate(d.artifact) for d in (*inputs, *needed) if d.scope in ("compile", "runtime")]
    (log4j,) = [c.removeprefix(_LOG4J) for c in coordinates if c.startswith(_LOG4J)]
    # Not resolved together with the broker: its parent would choose other versions of Kafka's own parts.
    return [*coordinates, _LOG_BINDING.format(log4j=log4j)]


def _coordinate(artifact: Any) -> str:
    if artifact.classifier or artifact.packaging != "jar":
        raise FatalError(f"not a plain jar: {artifact}")
    return f"{artifact.groupId}:{artifact.artifactId}:{artifact.version}"


def _download(maven: Any, coordinate: str) -> Path:
    group, name, version = coordinate.split(":")
    try:
        return Path(maven.project(group, name).at_version(version).artifact().resolve())
    except (OSError, RuntimeError) as e:  # requests' errors are OSErrors
        raise RetryableError(f"can't download {coordinate}: {e}") from e


def _file_name(coordinate: str) -> str:
    _, name, version = coordinate.split(":")
    return f"{name}-{version}.jar"


def _check(path: Path, sha256: str) -> None:
    found = _sha256(path)
    if found != sha256:
        raise FatalError(f"{path} is not the jar that we locked: sha256 {found}, expected {sha256}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
