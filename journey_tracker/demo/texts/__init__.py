"""The texts of the demo: what is sold, what happens, what is said; read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def read(name: str) -> Any:
    """The content of `<name>.yml`; FileNotFoundError when there is none."""
    return yaml.safe_load(files(__package__).joinpath(f"{name}.yml").read_text("utf-8"))
