"""The table of packages in docs/dependencies.md, made from `uv.lock` and the reasons in `pyproject.toml`.

It holds what we ask for, what Rasa asks for, and what would be gone without Rasa.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

START, END = "<!-- made by ./run fix -->\n", "<!-- end of what ./run fix makes -->"
OURS = "koopwijzer"
RASA = ("rasa", "rasa-sdk")
UNTOLD = "(say why in pyproject.toml, or here)"

_HEAD = "| Package | Version | Released | For | Why | Licence |\n|---|---|---|---|---|---|\n"
_TOLD = re.compile(r'^\s*"([\w.-]+)[^"]*",?\s*# ([^;\n]+); (.+)$', re.MULTILINE)
_ROW = re.compile(r"^\| ([\w.-]+) \|(?: [^|]+ \|){3} ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def dependency_page(page: str, lock: str, project: str) -> str:
    """The page with its table made anew; reasons come from `project`, for what it does not name from `page`."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    reasons = {name: (why, licence) for name, why, licence in _ROW.findall(rest)}
    reasons |= {_normal(name): (why.strip(), licence) for name, why, licence in _TOLD.findall(project)}
    packages = Packages(tomllib.loads(lock)["package"])
    rows = (packages.row(name, asked, reasons.get(name)) for name, asked in sorted(packages.told().items()))
    return f"{before}{START}{_HEAD}{''.join(rows)}{END}{after}"


class Packages:
    """The packages of a lock and what asks for what. A package may stand there in a version per Python."""

    def __init__(self, listed: Iterable[Mapping[str, Any]]) -> None:
        """Take `[[package]]` of uv.lock."""
        self.versions: dict[str, list[Mapping[str, Any]]] = {}
        for package in listed:
            self.versions.setdefault(package["name"], []).append(package)

    def told(self) -> dict[str, str]:
        """Each package of the table, and who asks for it."""
        [ours] = self.versions[OURS]
        groups = {"all": ours["dependencies"], **ours["dev-dependencies"]}
        asked: dict[str, list[str]] = {}
        for group, needs in groups.items():
            for name in _names(needs):
                asked.setdefault(name, []).append(group)
        for name in {name for part in RASA for name in self.needs(part)}:
            asked.setdefault(name, []).append("Rasa")
        for name in self._only_for_rasa(asked) - set(asked):
            asked[name] = sorted(other for other in self.versions if name in self.needs(other))
        return {name: ", ".join(askers) for name, askers in asked.items()}

    def needs(self, name: str) -> set[str]:
        """What a package asks for, in any of its versions."""
        return {need for package in self.versions[name] for need in _names(package.get("dependencies", []))}

    def row(self, name: str, asked: str, reason: tuple[str, str] | None) -> str:
        """One line of the table."""
        why, licence = reason or (UNTOLD, UNTOLD)
        versions = ", ".join(package["version"] for package in self.versions[name])
        released = ", ".join(_released(package) for package in self.versions[name])
        return f"| {name} | {versions} | {released} | {asked} | {why} | {licence} |\n"

    def _only_for_rasa(self, asked: Mapping[str, list[str]]) -> set[str]:
        ours = {name for name, askers in asked.items() if askers != ["Rasa"]}
        return self._reached(ours) - self._reached(ours - set(RASA))

    def _reached(self, names: Iterable[str]) -> set[str]:
        reached, waiting = set(names), list(names)
        while waiting:
            new = self.needs(waiting.pop()) - reached
            reached |= new
            waiting += new
        return reached


def _names(needs: Iterable[Mapping[str, str]]) -> Iterable[str]:
    return dict.fromkeys(need["name"] for need in needs)


def _released(package: Mapping[str, Any]) -> str:
    files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
    return min((file["upload-time"][:10] for file in files), default="?")


def _normal(name: str) -> str:
    """A package's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()
