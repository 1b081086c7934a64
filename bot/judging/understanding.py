"""The trained pipeline by itself: as the worker understands a message, without a conversation."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from bot.components import supplies
from bot.judging.evaluating import Understand
from bot.language.clean import clean
from bot.settings import Settings
from bot.shop.ports import Catalogue
from bot.supplying import supplies as supplies_of
from bot.supplying import warm

ROOT = Path(__file__).parents[2]


class NoActions(Exception):
    """An action was called while nothing but understanding was asked for."""


async def understanding(settings: Settings, catalogue: Catalogue, model: Path) -> Understand:
    """What understands a text with `model` and the words of `catalogue`; raises `ModelUnusable`."""
    # Here, not above: Rasa takes seconds to import, and its stand-ins come first.
    from bot.worker import agent, rasa_lean

    rasa_lean.install()
    from bot.worker.understanding import understood

    made = supplies_of(settings, catalogue)
    supplies.use(made)
    loaded = agent.load(model, execute=_no_actions, config=ROOT / "config.yml")
    cleaned = partial(clean, max_chars=settings.max_chars)

    async def understand(text: str) -> dict[str, Any]:
        said = cleaned(text)
        warm(made, said)
        return await understood(loaded, said)

    await understand("hallo")  # lexicons are read at the first message
    return understand


async def _no_actions(_call: object) -> Any:
    raise NoActions
