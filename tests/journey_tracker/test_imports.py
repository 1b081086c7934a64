from __future__ import annotations

import subprocess
import sys

PURE = ["events", "journey", "ports", "recorder", "reports", "model_file"]
HEAVY = {"alembic", "aiohttp", "jinja2", "rasa", "rasa_sdk", "redis", "rich", "sqlalchemy", "sqlite3"}


class TestImports:
    def test_bring_no_framework_until_a_store_is_opened(self) -> None:
        """Whoever writes events pays for nothing that keeps or shows them."""
        names = ", ".join(f"journey_tracker.{name}" for name in PURE)
        program = f"import sys, journey_tracker, {names}; print(' '.join(m.split('.')[0] for m in sys.modules))"

        loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

        assert "journey_tracker" in loaded.stdout.split()
        assert HEAVY.isdisjoint(loaded.stdout.split())
