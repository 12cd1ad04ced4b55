"""The partitioner is that of Apache Kafka."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kafka.partitioner.default import murmur2 as kafkas

from newswire.stream.embedded.partition import murmur2, partition_of


@given(st.binary(max_size=200))
def test_the_hash_is_that_of_kafkas_clients(key: bytes) -> None:
    assert murmur2(key) == kafkas(key) & 0xFFFFFFFF


@pytest.mark.parametrize(("key", "expected"), [(b"21", -973932308), (b"foobar", -790332482), (b"", 275646681)])
def test_known_values_of_the_java_client(key: bytes, expected: int) -> None:
    assert murmur2(key) == expected & 0xFFFFFFFF


@given(st.binary(), st.integers(1, 50))
def test_a_partition_is_one_of_them(key: bytes, partitions: int) -> None:
    assert 0 <= partition_of(key, partitions) < partitions
