"""The whole pipe on a secured Kafka, over SASL_SSL and over mutual TLS; what is wrong is named, and nothing is lost.

    .venv/bin/python benchmarks/many/secure.py [--articles 300]

Half of the articles go each way. Before the right one, an enrichment worker comes with a wrong password, a wrong
authority and a user without rights (over mutual TLS: a wrong authority and no certificate). Bars: each of them ends
within 15 s and names what was refused; then all articles are stored once.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.many.pipe import ROOT, Pipe, missed_wholeness, report, settings_for, variables, whole
from newswire.settings import Settings
from servers.secure_kafka import PASSWORD, USERS, Secure, running
from sites.small_site import small_site

BAR_S = 15.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    half = parser.parse_args().articles // 2
    found: dict[str, Any] = {}
    missed: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newswire-secure-")))
        broker = stack.enter_context(running(folder / "kafka"))
        for name, (right, wrong) in ways(broker).items():
            settings = settings_for(folder / name, prefix=f"{name}.", **right)
            site = stack.enter_context(small_site(half))
            with Pipe(settings, site.feeds) as pipe:
                pipe.start("poll", "fetch", "store")
                refusals = {what: refused(settings.model_copy(update=given)) for what, (given, _) in wrong.items()}
                pipe.start("enrich")
                pipe.until(lambda pipe=pipe: pipe.stored() >= half, 600, f"all is stored over {name}")  # type: ignore[misc]
                pipe.until(pipe.drained, 300, "all is read")
                found[name] = {"refused": refusals, **whole(settings, site)}
            missed += [f"{name}: {one}" for one in missed_wholeness(found[name], half)]
            for what, (_, names) in wrong.items():
                code, seconds, said = refusals[what]
                if code == 0 or seconds > BAR_S or not any(word in said for word in names):
                    missed.append(f"{name}, {what}: exit {code} after {seconds} s, wanted one of {names}: {said}")
    report(found, missed)


#: what is wrong -> the settings, and words one of which has to be said
Wrong = dict[str, tuple[dict[str, Any], tuple[str, ...]]]


def ways(broker: Secure) -> dict[str, tuple[dict[str, Any], Wrong]]:
    """How one comes in, and how one does not."""
    ca, other = {"kafka_ca": str(broker.folder / "ca.pem")}, {"kafka_ca": str(broker.folder / "other-ca.pem")}
    login = {"kafka_sasl_mechanism": "SCRAM-SHA-512", "kafka_user": "newswire", "kafka_password": PASSWORD}
    sasl = {"kafka": broker.sasl_tls, "kafka_security_protocol": "SASL_SSL", **login, **ca}
    own = {"kafka_certificate": str(broker.folder / "client.pem"), "kafka_key": str(broker.folder / "client.key")}
    mutual = {"kafka": broker.mutual_tls, "kafka_security_protocol": "SSL", **own, **ca}
    stranger = {"kafka_user": "stranger", "kafka_password": USERS["stranger"]}
    return {
        "SASL_SSL": (
            sasl,
            {
                "wrong password": ({"kafka_password": "no"}, ("kafka_password",)),
                "wrong authority": (other, ("kafka_ca",)),
                "no rights": (stranger, ("Authorization", "stranger")),
            },
        ),
        "mutual-TLS": (
            mutual,
            {
                "wrong authority": (other, ("kafka_ca",)),
                "no certificate": ({"kafka_certificate": None, "kafka_key": None}, ("kafka_certificate",)),
            },
        ),
    }


def refused(settings: Settings) -> tuple[int, float, str]:
    """Exit status, seconds and last words of a worker."""
    settings = Settings(**settings.model_dump(exclude_unset=True))
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "newswire", "work", "enrich"],
        env=variables(settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return done.returncode, round(time.monotonic() - began, 1), said[-1][-400:] if said else ""


if __name__ == "__main__":
    main()
