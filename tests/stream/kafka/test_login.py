"""Logging in to a real Kafka with every kind of login that we support, and what is said where one is refused."""

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from factories import feed_entry
from newswire.reader import Access, open_pipe
from newswire.stream.broker import Message
from newswire.stream.errors import FatalError
from newswire.stream.kafka.broker import KafkaBroker
from newswire.stream.kafka.client import admin
from newswire.stream.kafka.options import KafkaOptions, Login
from newswire.stream.topics import ENTRIES, encode
from servers.secure_kafka import PASSWORD, Secure, running

pytestmark = [
    pytest.mark.kafka,
    pytest.mark.filterwarnings("ignore:unclosed <s:ResourceWarning"),  # sockets that were refused
    pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning"),
]
#: prints an unsecured token, which this broker takes
TOKEN = (
    'python3 -c "import base64,json,time;'
    "e=lambda d:base64.urlsafe_b64encode(json.dumps(d).encode()).decode().rstrip('=');"
    "print(e({'alg':'none'})+'.'+e({'sub':'newswire','iat':time.time(),'exp':time.time()+600})+'.')\""
)
KINDS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "PLAIN over TLS", "mutual TLS")
USER = Login("SASL_PLAINTEXT", "PLAIN", "newswire", PASSWORD)


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    with running(tmp_path_factory.mktemp("secure-kafka")) as broker:
        yield broker
    gc.collect()


def way_in(secure: Secure, kind: str) -> tuple[str, Login]:
    """Address and login of a kind that works."""
    ca = str(secure.folder / "ca.pem")
    match kind:
        case "PLAIN over TLS":
            return secure.sasl_tls, USER._replace(protocol="SASL_SSL", ca=ca)
        case "mutual TLS":
            own = {"certificate": str(secure.folder / "client.pem"), "key": str(secure.folder / "client.key")}
            return secure.mutual_tls, Login("SSL", ca=ca, **own)
        case "OAUTHBEARER":
            return secure.sasl, Login("SASL_PLAINTEXT", kind, token_command=TOKEN)
    return secure.sasl, USER._replace(mechanism=kind)


@pytest.mark.parametrize("kind", KINDS)
def test_messages_go_in_and_come_out_by_each_login(secure: Secure, kind: str) -> None:
    servers, login = way_in(secure, kind)
    prefix = f"desk-{uuid4().hex[:6]}."
    topic = ENTRIES._replace(partitions=1)
    with contextlib.closing(KafkaBroker(servers, options=KafkaOptions(prefix, login))) as broker:
        broker.create_topics([topic])
        with contextlib.closing(broker.producer()) as producer:
            producer.send(Message(topic.name, b"k", b"value"))
        with contextlib.closing(broker.consumer([topic.name], "group")) as consumer:
            (got,) = consumer.poll(1, 20)
            assert (got.topic, got.value) == (topic.name, b"value")
            assert consumer.assignment() == {(topic.name, 0)}
            consumer.commit([Message(topic.name, b"k", b"made of it")])
        assert [r.value for r in broker.scan(topic.name)] == [b"value", b"made of it"]
        assert broker.positions(topic.name, "group") == {0: 1}
        names = broker._admin.client.list_topics()
        assert prefix + topic.name in names
        assert topic.name not in names


def test_the_reader_logs_in_with_what_it_is_given(secure: Secure, tmp_path: Path) -> None:
    servers, login = way_in(secure, "PLAIN over TLS")
    with contextlib.closing(KafkaBroker(servers, options=KafkaOptions("read.", login))) as broker:
        broker.create_topics([ENTRIES])
        with contextlib.closing(broker.producer()) as producer:
            producer.send(Message(ENTRIES.name, b"k", encode(feed_entry("a"))))
    given: Access = {
        "kafka": servers,
        "prefix": "read.",
        "kafka_security_protocol": "SASL_SSL",
        "kafka_sasl_mechanism": "PLAIN",
        "kafka_user": "newswire",
        "kafka_password": PASSWORD,
        "kafka_ca": str(login.ca),
    }
    assert [entry.guid for entry in open_pipe(tmp_path, **given).entries()] == ["a"]
    with pytest.raises(FatalError, match="password"):
        next(open_pipe(tmp_path, **{**given, "kafka_password": "wrong"}).entries())
    assert not list(tmp_path.iterdir())


def refused(servers: str, login: Login) -> str:
    with pytest.raises(FatalError) as caught:
        admin(servers, KafkaOptions(login=login), bootstrap_timeout_ms=4_000)
    return str(caught.value)


def test_what_was_refused_is_named(secure: Secure) -> None:
    def path(name: str) -> str:
        return str(secure.folder / name)

    tls, tls_login = way_in(secure, "PLAIN over TLS")
    assert "kafka_user = 'newswire' or kafka_password" in refused(secure.sasl, USER._replace(password="wrong"))
    assert f"kafka_ca = {path('other-ca.pem')}" in refused(tls, tls_login._replace(ca=path("other-ca.pem")))
    assert "no kafka_certificate is set" in refused(secure.mutual_tls, Login("SSL", ca=path("ca.pem")))
    assert "kafka_security_protocol = PLAINTEXT" in refused(secure.sasl, Login())
    assert "kafka_security_protocol = SASL_PLAINTEXT" in refused(tls, USER)
    no_token = Login("SASL_PLAINTEXT", "OAUTHBEARER", token_command="echo 'no key at hand' >&2; exit 3")
    assert "kafka_token_command gave no token: no key at hand" in refused(secure.sasl, no_token)


def test_a_right_that_is_missing_is_named_with_its_topic(secure: Secure) -> None:
    stranger = USER._replace(user="stranger", password="known")
    with (
        contextlib.closing(KafkaBroker(secure.sasl, options=KafkaOptions(login=stranger))) as broker,
        pytest.raises(FatalError, match=r"TopicAuthorizationFailed.*news\.entries\.v1"),
    ):
        broker.create_topics([ENTRIES])
