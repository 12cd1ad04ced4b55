"""Plays a scenario of tests/behaviour with a program of others, in a child process, poll by poll."""

import json
import os
import select
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from behaviour.items import Item
from behaviour.score import Delivery, Played
from behaviour.server import START, Server
from behaviour.stage import Scenario, Stage
from newswire.ingest.parsing.plain import plain_text

#: how often a peer is called, in simulated hours: reader's own default, and what people put into their crontab
EVERY_HOURS = 1.0


@dataclass
class PeerPlay:
    """What came of a scenario, and what went wrong on the way."""

    played: Played
    killed: int = 0  #: polls that took longer than they may, or ended the child
    failed: list[str] = field(default_factory=list)  #: what polls raised
    version: str = ""


def play(scenario: Scenario, server: Server, command: Sequence[str], folder: Path, *, limit_s: float = 5.0) -> PeerPlay:
    """Plays it in an empty folder: one poll each hour, each at most `limit_s` seconds of true time.

    `command` gets the folder and both ports as its last arguments. A child that is late is killed and followed by
    another one in the same folder, as by the next run of a cron job.
    """
    stage = Stage(server, scenario.name)
    scenario.script(stage)
    found = PeerPlay(Played(stage, []))
    child: _Child | None = None
    try:
        for n in range(int(scenario.hours / EVERY_HOURS) + 1):
            stage.clock.at = START + timedelta(hours=n * EVERY_HOURS)
            child = child or _Child([*command, str(folder), str(server.port), str(server.tls_port)], server, folder)
            found.version = child.version
            told = child.poll(stage, limit_s)
            found.played.peak_mb = max(found.played.peak_mb, child.peak_mb)
            if told is None:
                found.killed += 1
                child.close()
                child = None
                continue
            if told["failed"]:
                found.failed.append(told["failed"])
            found.played.deliveries += [
                Delivery(stage.clock.hours, feed, title, plain_text(text), url)
                for feed, title, text, url in told["seen"]
            ]
    finally:
        if child:
            child.close()
    found.played.deliveries = named_by_url(found.played.deliveries, stage.expected)
    return found


def named_by_url(deliveries: Sequence[Delivery], expected: Sequence[Item]) -> list[Delivery]:
    """Gives what came as a bare URL the words of the item behind it; one of no item keeps its URL for a title."""
    left, named = list(expected), []
    for one in deliveries:
        if not (one.title or one.summary):
            there = [i for i in left if i.url == one.url] or [i for i in expected if i.url == one.url]
            if there and there[0] in left:
                left.remove(there[0])
            one = one._replace(title=there[0].title, summary=there[0].summary) if there else one._replace(title=one.url)
        named.append(one)
    return named


class _Child:
    """The process of a peer."""

    def __init__(self, command: Sequence[str], server: Server, folder: Path) -> None:
        trust = folder / "trusted.pem"
        trust.write_text(server.certificate.pem)
        environment = os.environ | {"SSL_CERT_FILE": str(trust), "REQUESTS_CA_BUNDLE": str(trust), "NO_PROXY": "*"}
        environment["TMPDIR"] = str(folder)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self.peak_mb = 0.0
        told = self._line(60)
        if told is None:
            self.close()
            raise ChildProcessError(f"no answer from {command}")
        self.version = str(told["ready"])
        self._before = self._memory_mb("VmRSS")

    def poll(self, stage: Stage, limit_s: float) -> dict[str, Any] | None:
        """What one poll saw; None where the child was late or is dead."""
        wanted = {"now": stage.clock.at.isoformat(), "feeds": [feed.url for feed in stage.feeds]}
        try:
            self._input.write(json.dumps(wanted).encode() + b"\n")
            self._input.flush()
        except BrokenPipeError:
            return None
        told = self._line(limit_s)
        self.peak_mb = max(self.peak_mb, self._memory_mb("VmHWM") - self._before)
        return told

    def close(self) -> None:
        """Ends it; what it has not stored is lost to it."""
        self._process.kill()
        with self._process:
            pass

    @property
    def _input(self) -> Any:
        return self._process.stdin

    def _line(self, limit_s: float) -> dict[str, Any] | None:
        out = self._process.stdout
        if out is None or not select.select([out], [], [], limit_s)[0]:
            return None
        line = out.readline()
        return json.loads(line) if line.endswith(b"\n") else None

    def _memory_mb(self, name: str) -> float:
        lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:")), 0.0)
