"""Passwords of staff."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import settings
from bot.desk.password import InvalidPasswordHash, check_hash, hash_password, kept_hash, new_password, verify
from bot.secrets import SecretNeeded


class TestPassword:
    def test_only_the_right_one_opens(self) -> None:
        """The hash of a new password knows that password and no other."""
        password = new_password()
        hashed = hash_password(password)

        assert verify(hashed, password)
        assert not verify(hashed, password + "x")
        assert not verify(hashed, "")

    def test_new_one_can_be_read_aloud(self) -> None:
        """Four groups of four, without characters that look alike, never twice the same."""
        passwords = {new_password() for _ in range(100)}

        assert len(passwords) == 100
        assert all(re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}", p) for p in passwords)

    @pytest.mark.parametrize("wrong", ["", "geheim", "=19=65536,t=3,p=4", "$2b$12$abcdefghijklmnopqrstuv"])
    def test_what_is_no_hash_is_refused_at_the_start(self, wrong: str) -> None:
        """A hash that a shell mangled is found before anyone tries to log in, and is not repeated."""
        with pytest.raises(InvalidPasswordHash, match=r"\./run password") as refused:
            check_hash(wrong)

        assert not wrong or wrong not in str(refused.value)


class TestKeptHash:
    def test_is_that_of_the_settings(self, tmp_path: Path) -> None:
        """Who sets one gets no password of ours."""
        hashed = hash_password("geheim")
        given = settings.read({"KOOPWIJZER_DATA": str(tmp_path), "STAFF_PASSWORD_HASH": hashed})

        assert kept_hash(given) == hashed
        assert not (tmp_path / "staff-password").exists()

    def test_is_of_one_password_start_after_start(self, tmp_path: Path) -> None:
        """The password made at the first start stays readable in the data folder."""
        given = settings.read({"KOOPWIJZER_DATA": str(tmp_path)})
        hashes = [kept_hash(given), kept_hash(given)]
        password = (tmp_path / "staff-password").read_text(encoding="utf-8")

        assert all(verify(hashed, password) for hashed in hashes)

    def test_is_asked_for_in_production(self, tmp_path: Path) -> None:
        """A shop that sells for real chooses its own."""
        given = settings.read({"KOOPWIJZER_DATA": str(tmp_path), "KOOPWIJZER_ENV": "production"})

        with pytest.raises(SecretNeeded, match="STAFF_PASSWORD_HASH is empty"):
            kept_hash(given)
