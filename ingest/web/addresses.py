"""Which IP addresses are on the public internet, and sockets that connect to no others.

The check sits where the connection is made, on the very address that is dialled: a name that resolves to a
private address, one that changes its mind between two look-ups, an IP literal in any spelling and the target
of a redirect are all seen there.
"""

import errno
import ipaddress
import socket
from typing import Any

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: IPv4 that is not the public internet: IANA's special-purpose registry, multicast and class E
_SPECIAL_V4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",  # within Azure, the host that a machine runs on
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
#: within it: protocol assignments with Teredo and ORCHID, documentation twice
_SPECIAL_V6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20")))
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class RefusedAddressError(OSError):
    """A connection to an address that is not on the public internet was asked for."""

    def __init__(self, address: str) -> None:
        # one text for all addresses: several refusals of one name are then reported as one and the same error
        super().__init__(errno.EACCES, "not a public address")
        self.address = address


def is_public(address: str) -> bool:
    """Whether an IP address, as text, is one of the public internet's. An IPv4 address within is what counts.

    >>> is_public("1.1.1.1"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False)
    """
    try:
        ip: Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        within = _v4_within(ip)
        if within is None:
            return ip in _GLOBAL_V6 and not any(ip in net for net in _SPECIAL_V6)
        ip = within
    return not any(ip in net for net in _SPECIAL_V4)


def is_address(host: str) -> bool:
    """Whether a URL's host is an IP address and no name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _v4_within(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a mapped, 6to4 or NAT64 address leads to."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def public_socket(addr_info: tuple[Any, ...]) -> socket.socket:
    """A socket for what `getaddrinfo` gave. Raises RefusedAddressError where that is not public."""
    family, kind, protocol, _, address = addr_info
    if not is_public(str(address[0])):
        raise RefusedAddressError(str(address[0]))
    return socket.socket(family=family, type=kind, proto=protocol)
