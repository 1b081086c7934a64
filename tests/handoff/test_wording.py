"""What a shopper who asks for a person wants exactly."""

from __future__ import annotations

import pytest

from bot.handoff.wording import calls_off, wants_callback


class TestWantsCallback:
    @pytest.mark.parametrize(
        "text",
        [
            "Liever teruggebeld",
            "bel me liever terug",
            "kunnen jullie me terugbellen?",
            "Kan iemand mij bellen",
            "mail me maar",
            "Call me back instead",
            "can I get a callback",
        ],
    )
    def test_hears_it_in_both_languages(self, text: str) -> None:
        """However it is put."""
        assert wants_callback(text)

    @pytest.mark.parametrize(
        "text", ["medewerker", "ik wil iemand spreken", "belachelijk", "een gewone bel", "talk to a person"]
    )
    def test_is_not_any_wish_for_a_person(self, text: str) -> None:
        """Who wants to talk now is not called later."""
        assert not wants_callback(text)


class TestCallsOff:
    @pytest.mark.parametrize(
        "text", ["laat maar", "een medewerker is niet meer nodig", "never mind", "I don't need anyone"]
    )
    def test_hears_that_nobody_is_wanted_any_more(self, text: str) -> None:
        """In both languages."""
        assert calls_off(text)

    @pytest.mark.parametrize("text", ["medewerker graag", "duurt het nog lang?", "is er iemand"])
    def test_is_not_impatience(self, text: str) -> None:
        """Who asks how long it takes still waits."""
        assert not calls_off(text)
