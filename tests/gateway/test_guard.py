from __future__ import annotations

import pytest

from bot.gateway import guard
from bot.gateway.guard import Visitors, origin_allowed


class TestVisitors:
    def test_a_token_leads_back_to_its_conversation(self) -> None:
        """The token is the only way to a conversation."""
        visitors = Visitors("secret")

        assert visitors.conversation(visitors.token("abc")) == "abc"

    @pytest.mark.parametrize(
        "spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda _: "", lambda t: t.replace(".", "!")]
    )
    def test_a_changed_token_leads_nowhere(self, spoil: object) -> None:
        """Not a character of it can be changed."""
        visitors = Visitors("secret")

        assert visitors.conversation(spoil(visitors.token("abc"))) is None  # type: ignore[operator]  # a lambda

    def test_a_token_of_another_server_leads_nowhere(self) -> None:
        """Tokens are signed with this shop's secret."""
        assert Visitors("ours").conversation(Visitors("theirs").token("abc")) is None

    def test_an_old_token_leads_nowhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It ends when the log would have forgotten the conversation."""
        visitors = Visitors("secret")
        token = visitors.token("abc")
        monkeypatch.setattr(guard, "TOKEN_SECONDS", -1)

        assert visitors.conversation(token) is None

    def test_conversations_cannot_be_guessed(self) -> None:
        """Each is new and has at least 128 random bits."""
        made = {Visitors("secret").new_conversation() for _ in range(100)}

        assert len(made) == 100
        assert min(map(len, made)) >= 22


class TestOrigin:
    @pytest.mark.parametrize(
        ("origin", "allowed"),
        [
            ("http://shop.test:8080", True),
            ("https://shop.test:8080", True),
            ("https://partner.test", True),
            ("https://evil.test", False),
            ("https://shop.test:8080.evil.test", False),
            ("null", False),
            (None, True),
        ],
    )
    def test_only_the_shops_own_pages_open_a_chat(self, origin: str | None, allowed: bool) -> None:
        """Its own address and the listed origins; programs without an origin hold nobody's token."""
        assert allowed is origin_allowed(origin, "shop.test:8080", ("https://partner.test",))
