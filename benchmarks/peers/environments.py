"""The environments that peers run in, apart from ours: .peers from peers.txt, .tag_peers from tag_peers.txt.

    python benchmarks/peers/environments.py            makes or updates them; every hash is checked
    python benchmarks/peers/environments.py --lock     resolves peers.in and tag_peers.in again

Wheels only, but for the three that are published as source alone (pure Python, by `SOURCES`).
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = ("peers", "tag_peers")
#: what news-please and reader need, and nobody publishes a wheel of
SOURCES = ("langdetect", "hurry-filesize", "sgmllib3k")
_ONLY_WHEELS = ["--only-binary", ":all:", *(word for name in SOURCES for word in ("--no-binary", name))]


def python(name: str = "peers") -> Path:
    """The Python of one of the environments, with all of its lock installed."""
    environment = HERE / f".{name}"
    program = environment / "bin/python"
    if not program.exists():
        _uv("venv", "--quiet", "--python", sys.executable, str(environment))
    lock = str(HERE / f"{name}.txt")
    _uv("pip", "sync", "--quiet", "--python", str(program), "--require-hashes", *_ONLY_WHEELS, lock)
    return program


def lock(name: str) -> None:
    """Resolves again."""
    options = ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
    quiet = ["--quiet", "--no-annotate", "--no-header"]
    wanted, locked = str(HERE / f"{name}.in"), str(HERE / f"{name}.txt")
    _uv("pip", "compile", *quiet, *options, *_ONLY_WHEELS, wanted, "--output-file", locked)


def _uv(*words: str) -> None:
    subprocess.run([Path(sys.executable).with_name("uv"), *words], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lock", action="store_true", help="resolve what is wanted again")
    wanted = parser.parse_args()
    for name in NAMES:
        if wanted.lock:
            lock(name)
        print(python(name))


if __name__ == "__main__":
    main()
