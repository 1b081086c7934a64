"""Through the chat: needs the trained model and a Valkey server."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.application import environment, free_port, lend_model

pytestmark = [pytest.mark.model, pytest.mark.server]


class TestChat:
    def test_the_bot_itself_is_measured(self, root: Path, tmp_path: Path) -> None:
        """Typed text and pressed chips lead most shoppers to what they want, and no must is broken in silence."""
        lend_model(tmp_path)
        command = [sys.executable, "-m", "bot", "simulate", "--via", "chat", "--category", "laptop", "--shoppers", "6"]
        done = subprocess.run(
            [*command, "--json"],
            cwd=root,
            env=environment(tmp_path, free_port(), free_port()),
            capture_output=True,
            text=True,
            check=True,
        )
        figures = json.loads(done.stdout)["policies"]["adaptive"]

        assert figures["success"]["5"] >= 0.5
        assert figures["questions"] > 0
        assert figures["violations"] == 0
