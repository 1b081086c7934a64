"""Passwords of staff."""

from __future__ import annotations

import re

import pytest

from bot.desk.password import InvalidPasswordHash, check_hash, hash_password, new_password, verify


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
