from __future__ import annotations

import pytest

from journey_tracker.door.signed import BadToken, claims
from tests.journey_tracker.door.tokens import SECRET, token

NOW = 1_800_000_000.0


class TestClaims:
    def test_what_the_shop_signed_is_believed(self) -> None:
        """A token of any library for JSON Web Tokens, with HS256."""
        assert claims(token(sub="klant-7"), SECRET, NOW)["sub"] == "klant-7"

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            (token("another secret that is long enough too", sub="k"), "not signed"),
            (token(algorithm="none", sub="k"), "algorithm"),
            (token(sub="k").rpartition(".")[0] + ".", "not signed"),
            (token(sub="k", expires_s=NOW), "expired"),
            ("", "no JSON Web Token"),
            ("a.b", "not signed|no JSON|base64"),
            ("a" * 9000 + ".b.c", "at most"),
            ("é.é.é", "signed|base64"),
        ],
    )
    def test_nothing_else_is(self, given: str, said: str) -> None:
        """Another's signature, none at all, too late, or no token."""
        with pytest.raises(BadToken, match=said):
            claims(given, SECRET, NOW)

    def test_a_token_must_expire(self) -> None:
        """One that could be found later and used would be a key to a customer."""
        with pytest.raises(BadToken, match="exp"):
            claims(token(sub="k", expires_s=True), SECRET, NOW)

    def test_without_a_secret_nobody_can_sign(self) -> None:
        """An empty secret is no secret that anybody can use."""
        with pytest.raises(BadToken, match="JOURNEY_SECRET"):
            claims(token("", sub="k"), "", NOW)
