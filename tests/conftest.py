"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.worker import rasa_lean

rasa_lean.install()  # before any test imports rasa_sdk or Rasa


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return Path(__file__).parent.parent
