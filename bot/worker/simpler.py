"""What Rasa uses of three packages, in a few lines each, so that the packages need not be installed."""

from __future__ import annotations

import importlib.util
import secrets
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from bot.worker.shortcuts import run_graph


def resource_filename(module: str, resource: str) -> str:
    """Where a file beside a module stands: what Rasa asks of `pkg_resources`."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"No module named {module!r}", name=module)
    return str(Path(spec.origin).parent / resource)


def random_name() -> str:
    """A word for the end of a model's name: what Rasa asks of `randomname`."""
    return secrets.token_hex(3)


WORKING: Mapping[str, Mapping[str, Any]] = {
    "dask": {"get": run_graph},
    "pkg_resources": {"get_distribution": distribution, "resource_filename": resource_filename},
    "randomname": {"get_name": random_name},
}
"""Each module with the names that work."""
