from __future__ import annotations

import subprocess
import sys

PURE = ["events", "journey", "ports", "recorder", "reports", "model_file"]
HEAVY = {"alembic", "aiohttp", "jinja2", "rasa", "rasa_sdk", "redis", "rich", "sqlalchemy", "sqlite3"}
SHOWING = ["cli", "intake", "web"]


def modules_after(program: str) -> set[str]:
    """Which top modules a fresh Python has after the program."""
    told = f"import sys; {program}; print(' '.join(m.split('.')[0] for m in sys.modules))"
    return set(subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split())


class TestImports:
    def test_bring_no_framework_until_a_store_is_opened(self) -> None:
        """Whoever writes events pays for nothing that keeps or shows them."""
        names = ", ".join(f"journey_tracker.{name}" for name in PURE)
        loaded = modules_after(f"import journey_tracker, {names}")

        assert "journey_tracker" in loaded
        assert HEAVY.isdisjoint(loaded)

    def test_bring_no_database_until_a_store_is_opened(self) -> None:
        """A command that only says what is wrong, and pages that are not asked for, start fast."""
        names = ", ".join(f"journey_tracker.{name}" for name in SHOWING)
        loaded = modules_after(f"import journey_tracker, {names}")

        assert "aiohttp" in loaded
        assert {"alembic", "sqlalchemy"}.isdisjoint(loaded)
