"""Writes the part of NOTICE that lists the packages newswire brings, each with its licence: `make notice`.

The packages are those that `newswire` and its extras require, and what these require in turn, as installed here; the
licence is what a package says of itself (its licence expression, else its classifiers, else its licence field).
"""

import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NOTICE = Path(__file__).resolve().parent.parent / "NOTICE"
MARK = "## Packages"
_INTRO = """\
What follows is written by `make notice` from what the packages say of themselves. None is changed; in the image each
lies in its own folder below /opt/newswire/lib, where it can be replaced by another version of it.
"""
_SHARED = re.compile(r"GPL|GNU|Mozilla|MPL|EPL", re.I)
_LONG = 100  # a licence field longer than this holds the text itself


def packages(root: str = "newswire") -> dict[str, metadata.Distribution]:
    """Every package that the root requires with all of its extras, by name; without those of other platforms."""
    found: dict[str, metadata.Distribution] = {}
    extras_of: dict[str, set[str]] = {}
    waiting = [(root, set(metadata.metadata(root).get_all("Provides-Extra") or ()))]
    while waiting:
        name, extras = waiting.pop()
        key = canonicalize_name(name)
        if key in found and extras <= extras_of[key]:
            continue
        found[key] = metadata.distribution(name)
        extras_of.setdefault(key, set()).update(extras)
        for line in found[key].requires or ():
            asked = Requirement(line)
            wanted = [{"extra": extra} for extra in extras] or [{"extra": ""}]
            if asked.marker is None or any(asked.marker.evaluate(each) for each in wanted):
                waiting.append((asked.name, set(asked.extras)))
    found.pop(canonicalize_name(root))
    return dict(sorted(found.items()))


def licence(package: metadata.Distribution) -> str:
    """What the package says of its licence; `not stated` where it says nothing."""
    fields = package.metadata
    stated = fields.get("License-Expression")
    classifiers = [
        line.rsplit(" :: ", 1)[1]
        for line in fields.get_all("Classifier") or ()
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    free = (fields.get("License") or "").strip()
    return stated or "; ".join(classifiers) or (free if 0 < len(free) <= _LONG else "") or "not stated"


def listed() -> str:
    """The generated part of NOTICE, from its mark on."""
    licences = {f"{name} {package.version}": licence(package) for name, package in packages().items()}
    shared = [f"- {name}: {terms}" for name, terms in licences.items() if _SHARED.search(terms)]
    others = [f"- {name}: {terms}" for name, terms in licences.items() if not _SHARED.search(terms)]
    parts = [MARK, _INTRO, "### Under the GPL, the LGPL or the MPL", "\n".join(shared), "### Others", "\n".join(others)]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def whole(notice: str) -> str:
    """The NOTICE with its generated part as it should be now."""
    return notice.split(MARK)[0].rstrip("\n") + "\n\n" + listed()


def main() -> int:
    NOTICE.write_text(whole(NOTICE.read_text("utf-8")), "utf-8")
    sys.stdout.write(f"{NOTICE.name}: {listed().count(chr(10) + '- ')} packages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
