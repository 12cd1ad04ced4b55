"""The environment that peers run in, apart from ours: benchmarks/.peers, from benchmarks/peers.txt.

    python benchmarks/peers.py            makes or updates it; every hash is checked
    python benchmarks/peers.py --lock     resolves peers.in anew into peers.txt

Wheels only, but for the two that are published as source alone (pure Python, by `SOURCES`).
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".peers"
WANTED, LOCK = HERE / "peers.in", HERE / "peers.txt"
#: what news-please needs and nobody publishes a wheel of
SOURCES = ("langdetect", "hurry-filesize")
_ONLY_WHEELS = ["--only-binary", ":all:", *(word for name in SOURCES for word in ("--no-binary", name))]


def python() -> Path:
    """The peers' Python, with all of the lock installed."""
    program = ENVIRONMENT / "bin/python"
    if not program.exists():
        _uv("venv", "--quiet", "--python", sys.executable, str(ENVIRONMENT))
    _uv("pip", "sync", "--quiet", "--python", str(program), "--require-hashes", *_ONLY_WHEELS, str(LOCK))
    return program


def lock() -> None:
    """Resolves anew."""
    options = ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
    quiet = ["--quiet", "--no-annotate", "--no-header"]
    _uv("pip", "compile", *quiet, *options, *_ONLY_WHEELS, str(WANTED), "--output-file", str(LOCK))


def _uv(*words: str) -> None:
    subprocess.run([Path(sys.executable).with_name("uv"), *words], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lock", action="store_true", help="resolve peers.in anew")
    if parser.parse_args().lock:
        lock()
    print(python())


if __name__ == "__main__":
    main()
