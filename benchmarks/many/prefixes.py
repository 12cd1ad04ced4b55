"""Two whole pipes on one cluster: each gets its own articles with a prefix, without one the second is refused.

    .venv/bin/python benchmarks/many/prefixes.py [--articles 40]

Two sites, two homes, two prefixes, `newswire once` of both at the same time. Then two more homes without a prefix, one
after the other. Bars: 40 and 40, nothing of the other; the last one ends with an error that names both pipes.
"""

import argparse
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.many.pipe import ROOT, missed_wholeness, report, settings_for, trial_kafka, variables, whole
from newswire.settings import Settings
from sites.small_site import SmallSite, small_site


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40)
    articles = parser.parse_args().articles
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newswire-prefixes-")))
        kafka = stack.enter_context(trial_kafka(folder))
        sites = [stack.enter_context(small_site(articles)) for _ in range(2)]
        named = [settings_for(folder / name, kafka, prefix=f"{name}.") for name in ("east", "west")]
        for process in [once(settings, site) for settings, site in zip(named, sites, strict=True)]:
            ended(process)
        found: dict[str, Any] = {}
        missed = []
        for settings, site in zip(named, sites, strict=True):
            found[settings.prefix] = whole(settings, site)
            missed += [f"{settings.prefix} {one}" for one in missed_wholeness(found[settings.prefix], articles)]
        bare = [settings_for(folder / name, kafka) for name in ("first", "second")]
        codes = [ended(once(settings, site)) for settings, site in zip(bare, sites, strict=True)]
        said = codes[1][1].strip().splitlines()[-1]
    found |= {"without prefixes": [code for code, _ in codes], "the second says": said}
    if codes[0][0] != 0 or codes[1][0] == 0 or not all(str(settings.home) in said for settings in bare):
        missed.append("without prefixes the second is refused, with both named")
    report(found, missed)


def once(settings: Settings, site: SmallSite) -> "subprocess.Popen[str]":
    """`newswire once` on a site's feeds."""
    process = subprocess.Popen(
        [sys.executable, "-m", "newswire", "once", "--feeds", "-"],
        env=variables(settings),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    process.stdin.write("\n".join(site.feeds) + "\n")
    process.stdin.close()
    process.stdin = None
    return process


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Its exit status and what it said."""
    _, said = process.communicate(timeout=600)
    print(said, file=sys.stderr)
    return process.returncode, said


if __name__ == "__main__":
    main()
