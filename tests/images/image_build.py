"""Does what the first stage of the Dockerfile does, in a folder instead of a container; needs a package index.

    python tests/image_build.py FOLDER

COPY copies, RUN runs with this machine's Python; /opt and the working directory lie in FOLDER. What is left is
FOLDER/opt/newswire/bin/newswire, installed as in the image.
"""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

from images.image_files import ROOT, Instruction, dockerfile


def copy(instructions: Iterable[Instruction], build: Path) -> None:
    """Does the COPY instructions, with `build` as the working directory."""
    for instruction in instructions:
        *sources, target = instruction.words()
        for source in sources:
            if source.endswith("/"):
                shutil.copytree(
                    ROOT / source, build / target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
                )
            else:
                (build / target).mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, build / target)


def run(instructions: Iterable[Instruction], build: Path, root: Path) -> None:
    """Does the RUN instructions, with a new Python environment in front of the path."""
    venv.create(root / "python", with_pip=True)
    # whatever else it takes to reach the index from here (a proxy, certificates) stays
    env = os.environ | {"PATH": f"{root}/python/bin:{os.defpath}", "UV_PYTHON_DOWNLOADS": "never"}
    env.pop("VIRTUAL_ENV", None)
    for instruction in instructions:
        command = instruction.text.replace("/opt/newswire", f"{root}/opt/newswire")
        subprocess.run(["sh", "-euxc", command], cwd=build, env=env, check=True)


def main() -> None:
    root = Path(sys.argv[1]).resolve()
    stage = [i for i in dockerfile() if i.stage == 0]
    copy((i for i in stage if i.word == "COPY"), root / "build")
    run((i for i in stage if i.word == "RUN"), root / "build", root)
    subprocess.run([root / "opt/newswire/bin/newswire", "--version"], check=True)


if __name__ == "__main__":
    main()
