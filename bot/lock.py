"""What pyproject.toml asks, what uv.lock says and what is installed: do the three agree?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

Requirement = tuple[str, frozenset[str]]
"""Canonical name of a package and its version specifiers, in no order."""


def unlocked(root: Path) -> list[str]:
    """Packages whose requirement in pyproject.toml differs from what uv.lock was made for, by name."""
    project = _read(root / "pyproject.toml")
    extras = project["project"].get("optional-dependencies", {}).values()
    asked = _asked(project, groups=("bot", "dev")) | {_requirement(line) for lines in extras for line in lines}
    return sorted({name for name, _ in asked ^ _locked(_read(root / "uv.lock"))})


def not_installed(root: Path) -> list[str]:
    """Packages the bot asks for that are absent, or present in a version that uv.lock does not name."""
    versions: dict[str, set[str]] = {}
    for package in _read(root / "uv.lock")["package"]:
        versions.setdefault(package["name"], set()).add(package.get("version", ""))
    asked = _asked(_read(root / "pyproject.toml"), groups=("bot",))
    return sorted(name for name, _ in asked if _installed(name) not in versions.get(name, set()))


def _asked(project: dict[str, Any], *, groups: Iterable[str]) -> set[Requirement]:
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += project["dependency-groups"][group]
    return {_requirement(line) for line in lines}


def _requirement(line: str) -> Requirement:
    name, *rest = re.split(r"(?=[\s\[<>=!~;])", line, maxsplit=1)
    specifiers = re.sub(r"\[.*?\]", "", "".join(rest)).split(";")[0]
    return re.sub(r"[-_.]+", "-", name).lower(), _specifiers(specifiers)


def _locked(lock: dict[str, Any]) -> set[Requirement]:
    own = next(p for p in lock["package"] if p.get("source") == {"virtual": "."})["metadata"]
    entries = [*own["requires-dist"], *(entry for group in own["requires-dev"].values() for entry in group)]
    return {(entry["name"], _specifiers(entry.get("specifier", ""))) for entry in entries}


def _specifiers(text: str) -> frozenset[str]:
    return frozenset(filter(None, re.sub(r"\s", "", text).split(",")))


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
