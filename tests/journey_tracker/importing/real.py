"""The example shop of retentioneering, where it lies beside the project."""

from __future__ import annotations

import shutil
from pathlib import Path

_ROOT = Path(__file__).parents[3]
DATA = _ROOT.parent / "shared" / "data" / "ecom-journeys" / "ecom.csv.gz"
MAPPING = Path(__file__).parent / "data" / "ecom.yml"


def packed_copy(folder: Path) -> Path:
    """A copy, so that a report of bad rows would stand in `folder`."""
    return Path(shutil.copy(DATA, folder / DATA.name))
