from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot import secrets, settings


class TestVisitorSecret:
    def test_is_made_once_and_kept_for_its_owner_only(self, tmp_path: Path) -> None:
        """The next start signs with the same key; nobody else on the machine can read it."""
        given = settings.read({"KOOPWIJZER_DATA": str(tmp_path)})
        first, second = secrets.visitor_secret(given), secrets.visitor_secret(given)

        assert first == second
        assert len(first) >= 32
        assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600

    def test_an_empty_file_is_no_secret(self, tmp_path: Path) -> None:
        """Nothing is ever signed with an empty key."""
        (tmp_path / "secret-key").touch()
        given = settings.read({"KOOPWIJZER_DATA": str(tmp_path)})

        with pytest.raises(secrets.SecretUnreadable, match="Remove it"):
            secrets.visitor_secret(given)

    def test_the_setting_goes_first(self, tmp_path: Path) -> None:
        """A key of the shop's own is used as it is, and nothing is written."""
        given = settings.read({"KOOPWIJZER_DATA": str(tmp_path), "SECRET_KEY": "ours"})

        assert (secrets.visitor_secret(given), list(tmp_path.iterdir())) == ("ours", [])

    def test_production_does_not_start_without_one(self, tmp_path: Path) -> None:
        """The error names the setting and says what to put in it."""
        given = settings.read({"KOOPWIJZER_DATA": str(tmp_path), "KOOPWIJZER_ENV": "production"})

        with pytest.raises(secrets.SecretNeeded, match=r"SECRET_KEY is empty.*32 random"):
            secrets.visitor_secret(given)


class TestWorkerName:
    def test_no_two_workers_share_a_name(self) -> None:
        """Leases are told apart by it."""
        assert len({secrets.worker_name() for _ in range(50)}) == 50
