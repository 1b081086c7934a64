"""Counts how often the same was seen, in bounded memory."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

BITS = 28
"""As power of two: 32 MB tell ten million events apart."""
_PLACES = 4


class Nth:
    """The how manieth of its equals each event is, from 0; the same for the same events in the same order.

    A Bloom filter (Bloom, 1970) tells what was never seen; only the rest, and the few that it mistakes for
    them, are counted by name. A mistake skips a number, which harms nobody: the next time it makes the same.
    """

    def __init__(self, bits: int = BITS) -> None:
        """Begin with nothing seen; `bits` is the size of the filter as a power of two, at most 32."""
        self._mask = (1 << bits) - 1
        self._seen = bytearray(1 << (bits - 3))
        self._again: Counter[bytes] = Counter()

    def of(self, event: str) -> int:
        """How often this, or what looks like it, came before."""
        digest = blake2b(event.encode(errors="surrogatepass"), digest_size=16).digest()
        if self._is_new(digest):
            return 0
        self._again[digest] += 1
        return self._again[digest]

    def _is_new(self, digest: bytes) -> bool:
        new = False
        for n in range(_PLACES):
            place = int.from_bytes(digest[4 * n : 4 * n + 4]) & self._mask
            byte, bit = place >> 3, 1 << (place & 7)
            if not self._seen[byte] & bit:
                self._seen[byte] |= bit
                new = True
        return new
