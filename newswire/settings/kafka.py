"""What can be set of Kafka: where it is, how one logs in, the names and sizes of what is made there."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

from newswire.stream.broker import MAX_MESSAGE_BYTES


class KafkaSettings(BaseSettings):
    """Kafka's part of the settings. The words of protocols and mechanisms are Kafka's own."""

    kafka: str | None = Field(None, description="bootstrap servers HOST:PORT[,...]; none is the embedded broker")
    pipe: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9._-]+$",
        description="name of this pipe, the same on all its machines; none is one that is made up in home",
    )
    prefix: str = Field(
        "",
        pattern=r"^[A-Za-z0-9._-]*$",
        max_length=100,
        description="stands before the names of topics, groups, clients and transactions on Kafka",
    )
    kafka_security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        "PLAINTEXT", description="how Kafka is spoken to: with TLS (SSL), with a login (SASL), both or neither"
    )
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"] | None = Field(
        None, description="how one logs in: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER"
    )
    kafka_user: str | None = Field(None, description="user of PLAIN and SCRAM")
    kafka_password: SecretStr | None = Field(None, description="password of PLAIN and SCRAM")
    kafka_token_command: str | None = Field(None, description="shell command that prints a token for OAUTHBEARER")
    kafka_ca: str | None = Field(None, description="PEM file of the authorities to trust; none is the system's")
    kafka_certificate: str | None = Field(None, description="PEM file of our own certificate, for mutual TLS")
    kafka_key: str | None = Field(None, description="PEM file of that certificate's key")
    kafka_replication: int | None = Field(
        None, ge=1, description="copies of each topic that is made; none is the cluster's own default"
    )
    kafka_partitions: int | None = Field(
        None, ge=1, description="partitions of each topic that is made, in place of 6 (dead letters keep one)"
    )
    kafka_retention_days: int | None = Field(
        None, ge=1, description="days that each topic that is made keeps, in place of its own 7 or 30"
    )
    kafka_compression: Literal["gzip", "zstd", "lz4", "none"] = Field(
        "gzip", description="of what is sent; gzip is what every client reads as it comes"
    )
    kafka_max_message_bytes: int = Field(
        MAX_MESSAGE_BYTES + (1 << 20), ge=10_000, description="max.message.bytes of each topic that is made"
    )
