from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.dependencies import END, START, UNTOLD, Packages, dependency_page
from bot.documentation import DEPENDENCY_PAGE, dependencies

LEFT_OUT = {
    "absl-py", "aio-pika", "aiogram", "apscheduler", "boto3", "botocore", "cachecontrol", "coloredlogs", "dask",
    "fbmessenger", "google-auth", "matplotlib", "pymongo", "python-engineio", "python-socketio", "rocketchat-api",
    "sanic", "sanic-cors", "sanic-jwt", "sanic-routing", "sentry-sdk", "skops", "slack-sdk", "tensorflow", "twilio",
    "ujson", "webexteamssdk", "websockets",
}  # fmt: skip
"""What Rasa declares and this project does without; bot/worker/rasa_lean.py stands in."""

LOCK = """
[[package]]
name = "koopwijzer"
version = "0.1.0"
dependencies = [{ name = "web" }]
[package.dev-dependencies]
bot = [{ name = "rasa" }, { name = "rasa-sdk" }]
[[package]]
name = "web"
version = "2.0"
dependencies = [{ name = "shared" }]
wheels = [{ url = "x", upload-time = "2026-01-02T03:04:05Z" }]
[[package]]
name = "rasa"
version = "3.6.21"
dependencies = [{ name = "shared" }, { name = "ruamel-yaml" }]
sdist = { url = "x", upload-time = "2025-01-14T03:04:05Z" }
[[package]]
name = "rasa-sdk"
version = "3.6.2"
[[package]]
name = "shared"
version = "1"
[[package]]
name = "ruamel-yaml"
version = "1"
dependencies = [{ name = "brought" }]
[[package]]
name = "brought"
version = "1"
[[package]]
name = "brought"
version = "2"
"""
PROJECT = """
  "web>=2", # serves; MIT
  "rasa==3.6.21", # talks; Apache-2.0, old
  "ruamel.yaml", # reads; MIT
"""


@pytest.fixture(scope="module")
def locked(root: Path) -> Packages:
    """What uv.lock holds."""
    return Packages(tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))["package"])


class TestLock:
    def test_servers_channels_and_clouds_are_gone(self, locked: Packages) -> None:
        """What is only imported for what we never run is not installed."""
        assert LEFT_OUT & set(locked.versions) == set()


class TestPage:
    def test_it_is_what_the_lock_says(self) -> None:
        """Versions, dates and the packages that there are; `./run fix` writes them."""
        assert DEPENDENCY_PAGE.read_text(encoding="utf-8") == dependencies()

    def test_every_package_has_its_reason(self) -> None:
        """Nothing is installed without somebody saying why."""
        assert UNTOLD not in DEPENDENCY_PAGE.read_text(encoding="utf-8")

    def test_what_rasa_asks_for_is_in_it(self, locked: Packages) -> None:
        """Each requirement of Rasa that stayed has a row."""
        rows = set(re.findall(r"^\| ([\w.-]+) \|", DEPENDENCY_PAGE.read_text(encoding="utf-8"), re.MULTILINE))

        assert (locked.needs("rasa") | locked.needs("rasa-sdk")) - rows == set()


class TestDependencyPage:
    def test_rows_tell_version_date_asker_and_reason(self) -> None:
        """Reasons come from the project; the rest from the lock."""
        page = dependency_page(f"Top\n{START}{END}\nEnd\n", LOCK, PROJECT)

        assert page.startswith(f"Top\n{START}| Package |")
        assert page.endswith(f"{END}\nEnd\n")
        assert "| web | 2.0 | 2026-01-02 | all | serves | MIT |\n" in page
        assert "| rasa | 3.6.21 | 2025-01-14 | bot | talks | Apache-2.0, old |\n" in page
        assert "| ruamel-yaml | 1 | ? | Rasa | reads | MIT |\n" in page

    def test_what_comes_with_rasa_alone_is_told(self) -> None:
        """A package that only a package of Rasa asks for has a row, in all its versions."""
        page = dependency_page(f"{START}{END}", LOCK, PROJECT)

        assert f"| brought | 1, 2 | ?, ? | ruamel-yaml | {UNTOLD} | {UNTOLD} |\n" in page

    def test_reasons_written_by_hand_stay(self) -> None:
        """What the project does not name keeps the reason that stands on the page."""
        page = dependency_page(f"{START}{END}", LOCK, PROJECT)
        by_hand = page.replace(f"ruamel-yaml | {UNTOLD} | {UNTOLD}", "ruamel-yaml | its parser | MIT")

        assert "its parser | MIT" in by_hand
        assert dependency_page(by_hand, LOCK, PROJECT) == by_hand

    def test_a_package_that_left_leaves_the_page(self) -> None:
        """The table holds nothing that the lock does not."""
        page = dependency_page(f"{START}| gone | 1 | 2020-01-01 | all | was of use | MIT |\n{END}", LOCK, PROJECT)

        assert "gone" not in page
