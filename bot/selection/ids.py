"""The ids of many products in few bytes: their texts behind one another, where each ends, and an order to find by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import SupportsIndex, overload
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Ends = NDArray[np.uint32] | NDArray[np.uint64]
Order = NDArray[np.int32]
_MOST_SHORT = 2**32 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Ids(Sequence[str]):
    """A sequence of ids: about eight bytes each beside their own text. Made by `ids_of`."""

    text: Bytes
    """All ids in UTF-8, without anything between them."""
    ends: Ends
    """Where each id ends in `text`."""
    order: Order
    """Places of the ids by their CRC-32, lowest first."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.ends)

    @overload
    def __getitem__(self, at: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> str | list[str]:
        """The id at a place, or those of a slice."""
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        return self._bytes(range(len(self))[at]).decode()

    def __iter__(self) -> Iterator[str]:
        """Every id in order."""
        text, start = self.text.tobytes(), 0
        for end in self.ends.tolist():
            yield text[start:end].decode()
            start = end

    def __contains__(self, wanted: object) -> bool:
        """Whether an id is among them."""
        return isinstance(wanted, str) and self.place(wanted) is not None

    def place(self, wanted: str) -> int | None:
        """Place of an id, the first when it is there more than once; None when it is not there. O(log n)."""
        sought = wanted.encode()
        key = crc32(sought)
        at = bisect_left(self.order, key, key=lambda place: crc32(self._bytes(place)))
        while at < len(self) and crc32(found := self._bytes(self.order[at])) == key:
            if found == sought:
                return int(self.order[at])
            at += 1
        return None

    def _bytes(self, place: int) -> bytes:
        start = self.ends[place - 1] if place else 0
        return self.text[start : self.ends[place]].tobytes()


def ids_of(texts: Iterable[str]) -> Ids:
    """The ids in `texts`, read once."""
    written, ends, keys = bytearray(), [], []
    for text in texts:
        one = text.encode()
        written += one
        ends.append(len(written))
        keys.append(crc32(one))
    stops: Ends = np.array(ends, dtype=np.uint32) if len(written) <= _MOST_SHORT else np.array(ends, dtype=np.uint64)
    order = np.argsort(np.array(keys, dtype=np.uint32), kind="stable").astype(np.int32)
    return Ids(np.frombuffer(bytes(written), dtype=np.uint8), stops, order)
