from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.conversation import binary
from bot.conversation.binary import OLDEST, ServerMissing, server_binary, server_version


def program(folder: Path, told: str) -> Path:
    """A stand-in for a server program, which only tells a version."""
    path = folder / "valkey-server"
    path.write_text(f"#!/bin/sh\necho '{told}'\n")
    path.chmod(0o755)
    return path


class TestServerBinary:
    @pytest.mark.server
    def test_finds_a_program_that_is_new_enough(self) -> None:
        """On PATH or in the wheel, there is one that can be run."""
        assert server_version(server_binary()) >= OLDEST

    def test_prefers_the_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What the machine's owner installed comes first."""
        own = program(tmp_path, "Valkey server v=8.0.1 sha=00000000:0")
        monkeypatch.setenv("PATH", str(tmp_path))

        assert server_binary() == own

    @pytest.mark.server
    def test_passes_over_an_old_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server without the commands that are needed is left alone, and the wheel's is taken."""
        old = program(tmp_path, "Redis server v=5.0.14 sha=00000000:0")
        monkeypatch.setenv("PATH", str(tmp_path))

        assert server_binary() != old

    def test_says_what_was_found_and_what_to_do(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without a usable program the message names the old one and the ways out."""
        old = program(tmp_path, "Redis server v=5.0.14 sha=00000000:0")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(binary, "WHEEL", "no_such_wheel")

        with pytest.raises(ServerMissing, match=rf"6\.2 or later \(found: {old}\).*Install .*REDIS_URL"):
            server_binary()


class TestServerVersion:
    @pytest.mark.parametrize(
        ("told", "version"),
        [("Valkey server v=9.1.2 sha=0:1 malloc=libc", (9, 1, 2)), ("Redis server v=7.0.15", (7, 0, 15)), ("hi", ())],
    )
    def test_reads_what_the_program_tells(self, tmp_path: Path, told: str, version: tuple[int, ...]) -> None:
        """As numbers, so that 10 comes after 9."""
        assert server_version(program(tmp_path, told)) == version

    def test_a_program_that_cannot_run_has_none(self, tmp_path: Path) -> None:
        """A missing file is no version."""
        assert shutil.which("no-such-server") is None
        assert server_version(tmp_path / "no-such-server") == ()
