"""Stand-ins for modules that are not installed: names that can be imported and refuse to be used.

A stand-in serves the names it was given and no others, so what is not foreseen fails at its import.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn


class LeftOut(Exception):
    """Something was used of which only the name is here."""

    def __init__(self, name: str, needs: str, instead: str) -> None:
        """Name it, what it needs, and what to do instead."""
        super().__init__(f"{name} needs {needs}, which this project leaves out. {instead}")


@dataclass(frozen=True, slots=True)
class Gap:
    """Modules that are left out together, for one reason."""

    needs: str
    """What they need, as the object of a sentence."""
    instead: str
    """What to do instead: a sentence."""
    modules: Mapping[str, tuple[str, ...]]
    """Each module with the names that others import from it."""

    def fill(self) -> None:
        """Put the stand-ins in `sys.modules`."""
        for module, names in self.modules.items():
            place(module, {name: self._refusing(name, module) for name in names})

    def _refusing(self, name: str, module: str) -> type:
        def refuse(*_: Any, **__: Any) -> NoReturn:
            raise LeftOut(name, self.needs, self.instead)

        # Rasa asks each of its channels for its name while it is imported.
        given = {"__init__": refuse, "create": refuse, "name": classmethod(lambda cls: cls.__name__)}
        return type(name, (), {**given, "__module__": module})


def place(module: str, names: Mapping[str, Any]) -> None:
    """Make `module` importable, with these names; its parents too when there are none."""
    stand_in = types.ModuleType(module)
    stand_in.__dict__.update(names)
    sys.modules[module] = stand_in
    parent, _, last = module.rpartition(".")
    if parent.startswith("rasa"):  # those parents are Rasa's own
        return
    if parent:
        if parent not in sys.modules:
            place(parent, {})
        setattr(sys.modules[parent], last, stand_in)
