"""The socket file of the embedded server."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from bot.conversation.socket_file import LONGEST_PATH, Presence, client, look, path


class TestPath:
    def test_lies_in_the_folder(self) -> None:
        """Where there is room for its name."""
        assert path(Path("/srv/shop")) == Path("/srv/shop/valkey.sock")

    def test_of_a_deep_folder_is_short_and_its_own(self) -> None:
        """A system refuses long names of sockets; two folders never share one."""
        deep, other = (path(Path("/srv") / ("é" * 60) / name) for name in ("a", "b"))

        assert len(os.fsencode(deep)) <= LONGEST_PATH
        assert deep != other
        assert deep == path(Path("/srv") / ("é" * 60) / "a")


class TestLook:
    def test_without_a_file_shows_nobody(self, tmp_path: Path) -> None:
        """There is nothing to wait for."""
        with client(tmp_path / "valkey.sock") as through:
            assert look(through) is Presence.ABSENT

    def test_at_what_is_silent_shows_somebody_busy(self, tmp_path: Path) -> None:
        """Who takes the connection and does not answer is there all the same."""
        with socket.socket(socket.AF_UNIX) as silent, client(tmp_path / "s") as through:
            silent.bind(str(tmp_path / "s"))
            silent.listen()

            assert look(through) is Presence.BUSY
