"""Where a request comes from, as a name to count by: no address is kept, and only our own proxies are believed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import structlog
from aiohttp import web

from bot.setting_kinds import Network

Address = IPv4Address | IPv6Address
HOUSEHOLD_BITS = 64
"""What one customer of a provider gets of IPv6: within it a visitor can take any address."""
NOBODY = "unknown"
logger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Addresses:
    """Names the addresses of requests, the same at every gateway with this secret."""

    secret: str
    proxies: tuple[Network, ...] = ()
    _warned: bool = False

    def of(self, request: web.BaseRequest) -> str:
        """The name of the address a request comes from: 24 characters, of no use without the secret."""
        peer = _address(request.remote or "")
        forwarded = request.headers.getall("X-Forwarded-For", [])
        self._warn(peer, forwarded)
        client = self._client(peer, ",".join(forwarded).split(","))
        return hmac.new(self.secret.encode(), f"address {_counted(client)}".encode(), hashlib.sha256).hexdigest()[:24]

    def _client(self, peer: Address | None, forwarded: Iterable[str]) -> Address | None:
        """The right-most hop that is no proxy of ours: what stands left of it anyone can write."""
        client = peer
        for hop in _hops(forwarded):
            if client is None or not self._trusted(client):
                break
            client = hop
        return client

    def _trusted(self, address: Address) -> bool:
        return any(address in network for network in self.proxies)

    def _warn(self, peer: Address | None, forwarded: list[str]) -> None:
        """Tell once that a proxy of the shop itself seems not to be listed: all its shoppers count as one."""
        if self._warned or not forwarded or peer is None or not peer.is_private or self._trusted(peer):
            return
        self._warned = True
        logger.warning("proxy_not_trusted", setting="TRUSTED_PROXIES")


def _hops(forwarded: Iterable[str]) -> Iterator[Address]:
    """The hops from the right, up to the first that is no address."""
    for given in reversed(list(forwarded)):
        address = _address(given)
        if address is None:
            return
        yield address


def _address(given: str) -> Address | None:
    """An address, with or without a port; None when it is none."""
    text = given.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _counted(address: Address | None) -> str:
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address), HOUSEHOLD_BITS), strict=False))
    return str(address or NOBODY)
