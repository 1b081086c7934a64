"""Chance that is the same for every policy: drawn by shopper and subject, never by who asks or when."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np


@dataclass(frozen=True, slots=True)
class Chance:
    """The luck of one shopper."""

    seed: int
    shopper: int

    def about(self, subject: str) -> np.random.Generator:
        """A fresh stream for one subject: asked twice, it gives the same numbers twice."""
        return np.random.default_rng((self.seed, self.shopper, crc32(subject.encode())))
