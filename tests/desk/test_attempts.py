"""How often one address may try."""

from __future__ import annotations

import pytest

from bot.desk.attempts import Attempts
from tests.handoff.examples import Clock


class TestAttempts:
    def test_five_a_minute_then_a_wait_that_is_told(self) -> None:
        """The sixth has to wait until the first is a minute old."""
        clock = Clock()
        attempts = Attempts(clock=clock)

        first_five = [attempts.count("192.0.2.1") for _ in range(5)]
        clock.now += 20_000
        wait_s = attempts.count("192.0.2.1")
        clock.now += wait_s * 1000

        assert first_five == [0] * 5
        assert wait_s == 41
        assert attempts.count("192.0.2.1") == 0

    def test_others_are_not_kept_waiting(self) -> None:
        """One guesser does not lock out the shop."""
        attempts = Attempts(limit=1)
        attempts.count("192.0.2.1")

        assert attempts.count("192.0.2.2") == 0

    def test_right_password_wipes_the_slate(self) -> None:
        """Whoever knows the password may log in as often as needed."""
        attempts = Attempts(limit=1)
        attempts.count("192.0.2.1")
        attempts.forget("192.0.2.1")

        assert attempts.count("192.0.2.1") == 0

    @pytest.mark.parametrize("address", ["", "unix:/run/desk.sock"])
    def test_an_address_that_is_none_is_counted_too(self, address: str) -> None:
        """No address is no way round the limit."""
        attempts = Attempts(limit=1)
        attempts.count(address)

        assert attempts.count(address) > 0

    def test_one_ipv6_customer_is_one_address(self) -> None:
        """A /64 has more addresses than anyone can count."""
        attempts = Attempts(limit=1)
        attempts.count("2001:db8::1")

        assert attempts.count("2001:db8::ffff") > 0
        assert attempts.count("2001:db8:0:1::1") == 0
