"""Which partition a key goes to: the same as in Apache Kafka's default partitioner."""

_SEED, _M, _MASK = 0x9747B28C, 0x5BD1E995, 0xFFFFFFFF


def murmur2(data: bytes) -> int:
    """Kafka's MurmurHash2, 32 bits, as an unsigned number.

    >>> murmur2(b"abc")
    479470107
    """
    length = len(data)
    h = _SEED ^ length
    body = length & ~3
    for i in range(0, body, 4):
        k = int.from_bytes(data[i : i + 4], "little") * _M & _MASK
        h = (h * _M & _MASK) ^ ((k ^ (k >> 24)) * _M & _MASK)
    if body < length:
        h = (h ^ int.from_bytes(data[body:], "little")) * _M & _MASK
    h = (h ^ (h >> 13)) * _M & _MASK
    return h ^ (h >> 15)


def partition_of(key: bytes, partitions: int) -> int:
    """The partition of a key among this many."""
    return (murmur2(key) & 0x7FFFFFFF) % partitions
