"""How often one address may try a password."""

from __future__ import annotations

from collections import deque
from ipaddress import IPv6Address, ip_address, ip_network

from bot.handoff.clock import Clock, epoch_ms

WINDOW_MS = 60_000


class Attempts:
    """A sliding window per address; a whole IPv6 /64 counts as one, since one customer owns it."""

    def __init__(self, *, limit: int = 5, clock: Clock = epoch_ms) -> None:
        """Allow `limit` attempts a minute."""
        self._limit = limit
        self._clock = clock
        self._tried: dict[str, deque[int]] = {}

    def count(self, address: str) -> int:
        """Count one attempt and give 0, or count nothing and give the seconds to wait."""
        now = self._clock()
        self._drop_older_than(now - WINDOW_MS)
        tried = self._tried.setdefault(_network(address), deque())
        if len(tried) >= self._limit:
            return (tried[0] + WINDOW_MS - now) // 1000 + 1
        tried.append(now)
        return 0

    def forget(self, address: str) -> None:
        """Start again: this address knew the password."""
        self._tried.pop(_network(address), None)

    def _drop_older_than(self, oldest: int) -> None:
        for address, tried in list(self._tried.items()):
            while tried and tried[0] <= oldest:
                tried.popleft()
            if not tried:
                del self._tried[address]


def _network(address: str) -> str:
    try:
        ip = ip_address(address)
    except ValueError:  # a Unix socket or a name: counted as it is
        return address
    return str(ip_network((ip, 64), strict=False)) if isinstance(ip, IPv6Address) else str(ip)
