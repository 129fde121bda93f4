"""Where on the network a host may be: public addresses only, unless somebody allows private ones.

A name is resolved once, every address it has is checked, and the checked address is the one that is connected to. A name that
answers otherwise a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Final

from outreach.errors import BadInput, PageUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    Resolve = Callable[[str, int], list[str]]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_NOWHERE: Final = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".onion")


def resolve(host: str, port: int) -> list[str]:
    """Return every address of a host, as the machine resolves it; raise OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(host: str, port: int, *, allow_private: bool, resolver: Resolve = resolve) -> tuple[str, ...]:
    """Return the addresses of a host; raise BadInput when any of them is not public, PageUnreachable when there is none."""
    name = host.rstrip(".").lower()
    if not allow_private and (name == "localhost" or name.endswith(_NOWHERE)):
        raise _private(host)
    try:
        found = resolver(host, port)
    except (OSError, UnicodeError):
        raise PageUnreachable(f"There is no address for {host}.", remedy="Check the name and the network connection.") from None
    addresses = tuple(text.partition("%")[0] for text in found)
    if not addresses:
        raise PageUnreachable(f"There is no address for {host}.", remedy="Check the name and the network connection.")
    if not allow_private and not all(is_public(text) for text in addresses):
        raise _private(host)
    return addresses


def is_public(text: str) -> bool:
    """Tell whether an address is one of the public internet: what it stands for inside IPv6 counts too."""
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    inner = _inner(address)
    if inner is not None:
        return is_public(str(inner))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for: mapped, 6to4, Teredo's client, NAT64, or IPv4-compatible."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or int(address) >> 32 == 0:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _private(host: str) -> BadInput:
    remedy = "If that is meant, allow private addresses with --allow-private."
    return BadInput(f"{host} is on this machine or in a private network, where pages are not fetched from.", remedy=remedy)
