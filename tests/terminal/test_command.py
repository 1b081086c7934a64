"""`./run chat` as people call it, with the trained model."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.application import ROOT, answers, end, environment, free_port, lend_model, wait_until_ready
from tests.log_lines import events

pytestmark = [pytest.mark.model, pytest.mark.server, pytest.mark.timeout(240)]
SECRET = "xyzzygeheim"


def chat(folder: Path, public: int, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Talk by a pipe, with the settings of a shop on these data and this port."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "chat", *arguments],
        cwd=ROOT,
        env=environment(folder, public, free_port()),
        input=typed,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A shop that runs and logs all it can: its folder and its port."""
    folder, public = tmp_path_factory.mktemp("shop"), free_port()
    lend_model(folder)
    with (folder / "log.txt").open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "up"],
            cwd=ROOT,
            env=environment(folder, public, free_port()) | {"LOG_LEVEL": "debug"},
            stdout=subprocess.DEVNULL,
            stderr=out,
        )
    try:
        wait_until_ready(process, f"http://127.0.0.1:{public}/readyz", folder / "log.txt")
        yield folder, public
    finally:
        end(process)


class TestARunningShop:
    def test_it_is_talked_with(self, shop: tuple[Path, int]) -> None:
        """Products, their price, and answers to choose from, as plain lines."""
        done = chat(*shop, "ik zoek een lichte laptop onder de 700 euro\n/stop\n")

        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n  - ") == 3
        assert "€" in done.stdout

    def test_in_english_too(self, shop: tuple[Path, int]) -> None:
        """The greeting and the bot speak the language that was asked for."""
        done = chat(*shop, "hello\n", "--language", "en")

        assert done.stdout.startswith("You are talking to a computer")
        assert "\nAssistant: " in done.stdout

    def test_its_data_are_not_opened_twice(self, shop: tuple[Path, int]) -> None:
        """A shop on the same data that is not found at its address: one says so, and nothing is harmed."""
        folder, public = shop
        done = chat(folder, free_port(), "hoi\n")

        assert done.returncode == 1
        assert "chat: the shop did not start; it said" in done.stderr
        assert "Traceback" not in done.stderr
        assert answers(f"http://127.0.0.1:{public}/readyz")

    def test_its_log_can_be_followed_and_not_be_read(self, shop: tuple[Path, int]) -> None:
        """Every line is an event, a turn names its message, and at `debug` too no word of the shopper is there."""
        folder, public = shop
        chat(folder, public, f"hallo {SECRET}\nbel me op 0612345678 over {SECRET}\n")
        log = (folder / "log.txt").read_text(encoding="utf-8")

        assert SECRET not in log
        assert "612345678" not in log
        assert [line["message"] for line in events(log) if line["event"] == "turn"]


class TestNoShop:
    def test_one_is_started_for_the_occasion_and_stopped(self, tmp_path: Path) -> None:
        """Straight after the set-up there is somebody to talk with, and nothing is left running."""
        lend_model(tmp_path)
        done = chat(tmp_path, free_port(), "hoi\n")
        again = chat(tmp_path, free_port(), "hoi\n")

        assert (done.returncode, again.returncode) == (0, 0), done.stderr + again.stderr
        assert "\nAssistent: " in done.stdout
        assert (tmp_path / "chat.log").stat().st_mode & 0o077 == 0

    def test_another_address_without_a_shop_is_one_line(self, tmp_path: Path) -> None:
        """Nothing is started for an address that was given."""
        done = chat(tmp_path, free_port(), "hoi\n", "--url", f"http://127.0.0.1:{free_port()}")

        assert done.returncode == 1
        assert done.stderr.startswith("chat: no chat at http://127.0.0.1:")
        assert done.stderr.count("\n") == 1
