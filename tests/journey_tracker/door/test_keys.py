from __future__ import annotations

import hashlib

import pytest

from journey_tracker.door.keys import BadKeys, Key, Keys

WEB, ERP = "w" * 40, "e" * 40


def found(keys: Keys, given: str) -> Key:
    """The key that was given, which there is."""
    key = keys.find(given)
    assert key is not None
    return key


class TestRead:
    def test_each_source_has_its_key(self) -> None:
        """A key opens the source that stands before it."""
        keys = Keys.read(f"/shop/web={WEB} /shop/erp={ERP}")

        assert found(keys, WEB).source == "/shop/web"
        assert found(keys, ERP).source == "/shop/erp"

    def test_a_key_may_be_given_as_its_hash(self) -> None:
        """Who wants no key in the settings writes its SHA-256."""
        keys = Keys.read(f"/shop=sha256:{hashlib.sha256(WEB.encode()).hexdigest()}")

        assert keys.find(WEB) is not None
        assert keys.find(hashlib.sha256(WEB.encode()).hexdigest()) is None

    def test_two_keys_of_one_source_work_at_once(self) -> None:
        """So a new key can be brought out before the old one goes."""
        keys = Keys.read(f"/shop={WEB} /shop={ERP}")

        assert keys.find(WEB) is not None
        assert keys.find(ERP) is not None

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ("justakey", "names no source"),
            (f"shop={WEB}", "names no source"),
            ("/shop=tooshort9", "32 random characters"),
            ("/shop=sha256:" + "a" * 40, "64 hexadecimals"),
            (f"/bot={WEB}", "/bot or /site"),
            (f"/site/shop={WEB}", "/bot or /site"),
        ],
    )
    def test_what_cannot_be_a_key_is_refused_without_quoting_it(self, given: str, said: str) -> None:
        """The reason says what is allowed, and no secret."""
        with pytest.raises(BadKeys, match=said) as refused:
            Keys.read(given)

        assert (given.partition("=")[2] or given) not in str(refused.value)


class TestFind:
    @pytest.mark.parametrize("guess", ["", "w", WEB[:-1], WEB + "w", "\udcff", "é" * 40])
    def test_another_key_opens_nothing(self, guess: str) -> None:
        """Whatever was sent in its place."""
        assert Keys.read(f"/shop={WEB}").find(guess) is None


class TestCovers:
    def test_a_key_covers_what_is_below_its_source(self) -> None:
        """A path is below another by whole names, not by letters."""
        key = found(Keys.read(f"/shop/web={WEB}"), WEB)

        assert key.covers("/shop/web")
        assert key.covers("/shop/web/nl")
        assert not key.covers("/shop/website")
        assert not key.covers("/shop")
