"""Attributes that say the same: who answered one has answered the other."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.selection.columns import Columns

SAMPLE = 4096
SAME_SHARE = 0.8
"""From this share of an attribute's entropy that another tells of it, they say the same."""
LEVELS = 8


@dataclass(slots=True)
class Redundancy:
    """What each attribute of a view tells of another; found when asked, and kept."""

    view: Columns
    _levels: dict[str, NDArray[np.intp]] = field(default_factory=dict)
    _told: dict[tuple[str, str], bool] = field(default_factory=dict)

    def is_told_by(self, key: str, other: str) -> bool:
        """Whether who knows `other` knows `key`: more than .8 of its entropy, on a sample of the products."""
        if (key, other) not in self._told:
            self._told[key, other] = self._is_told_by(key, other)
        return self._told[key, other]

    def _is_told_by(self, key: str, other: str) -> bool:
        if not all(k in self.view.numbers or k in self.view.codes for k in (key, other)):
            return False
        mine, theirs = self._level(key), self._level(other)
        known = (mine >= 0) & (theirs >= 0)
        if np.count_nonzero(known) < len(mine) / 2 or not known.any():
            return False
        joint = np.bincount(mine[known] * (int(theirs.max()) + 1) + theirs[known])
        own, others = np.bincount(mine[known]), np.bincount(theirs[known])
        entropy = _entropy(own)
        return entropy > 0 and (entropy + _entropy(others) - _entropy(joint)) / entropy > SAME_SHARE

    def _level(self, key: str) -> NDArray[np.intp]:
        """A number's eighth, a value's code, on a sample of the products; -1 for unknown."""
        if key not in self._levels:
            stride = max(1, len(self.view.ids) // SAMPLE)
            codes = self.view.codes.get(key)
            column = None if codes is not None else self.view.numbers[key][::stride]
            self._levels[key] = _coded(codes[::stride]) if codes is not None else _parted(column)  # type: ignore[arg-type]
        return self._levels[key]


def _coded(codes: NDArray[np.unsignedinteger]) -> NDArray[np.intp]:
    return np.asarray(codes, dtype=np.intp) - 1


def _parted(column: NDArray[np.float32]) -> NDArray[np.intp]:
    known = np.sort(column[~np.isnan(column)])
    starts = np.unique(known[(np.arange(1, LEVELS) * len(known)) // LEVELS]) if len(known) else known
    return np.where(np.isnan(column), -1, np.searchsorted(starts, column, side="right"))


def _entropy(counts: NDArray[np.intp]) -> float:
    """Bits, with Miller and Madow's correction for a small sample (1955)."""
    filled = counts[counts > 0]
    shares = filled / filled.sum()
    return float(-(shares * np.log2(shares)).sum() + (len(filled) - 1) / (2 * filled.sum() * np.log(2)))
