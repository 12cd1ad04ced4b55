"""What a client may be told: its bounds, its manners, and which network it sees."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp.abc import AbstractResolver

from newswire.ingest.web.addresses import public_socket


@dataclass(frozen=True)
class Limits:
    """The bounds of one GET; times in seconds, without the wait for a turn at the host."""

    max_wire_bytes: int = 10 << 20
    max_bytes: int = 20 << 20
    total_s: float = 28.0  #: so that the answer is over in 30, whatever the loop is busy with
    connect_s: float = 10.0
    read_s: float = 15.0  #: between two pieces of the body
    max_redirects: int = 5


@dataclass(frozen=True)
class Manners:
    """How a host is treated."""

    per_host_delay_s: float = 0.0
    max_per_host: int = 2
    undelayed: frozenset[str] = frozenset()  #: hosts of our own, which need no manners


@dataclass(frozen=True)
class Network:
    """Where a client may connect, and how."""

    allow_private: bool = False  #: private and loopback addresses, too
    resolver: AbstractResolver | None = None
    #: makes the socket for an address, or refuses it
    socket_factory: Callable[[tuple[Any, ...]], socket.socket] = public_socket
    trust: ssl.SSLContext | None = None  #: whose certificates count; None: the system's authorities
