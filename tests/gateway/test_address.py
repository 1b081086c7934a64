from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict
from structlog.testing import capture_logs

from bot import settings
from bot.gateway.address import Addresses
from bot.setting_kinds import InvalidSetting

OURS = (ip_network("10.0.0.0/8"), ip_network("2001:db8:ffff::/48"))


def named(peer: str | None, *forwarded: str, proxies: Any = OURS, key: str = "s") -> str:
    """The name of a request's address."""
    headers = CIMultiDict([("X-Forwarded-For", line) for line in forwarded])
    request = make_mocked_request("GET", "/", headers).clone(remote=peer or "")
    return Addresses(key, proxies).of(request)


class TestName:
    def test_says_nothing_of_the_address(self) -> None:
        """It is short, the same each time, another for another address and for another secret."""
        name = named("203.0.113.7")

        assert (len(name), "203" in name, named("203.0.113.7")) == (24, False, name)
        assert name not in (named("203.0.113.8"), named("203.0.113.7", key="t"))

    def test_a_household_counts_as_one(self) -> None:
        """Of IPv6 a customer gets a /64, and can take any address within it."""
        assert named("2001:db8:1:2::1") == named("2001:db8:1:2:ffff::9")
        assert named("2001:db8:1:2::1") != named("2001:db8:1:3::1")

    def test_one_address_in_two_spellings_is_one(self) -> None:
        """A server that listens on IPv6 sees IPv4 addresses as mapped ones."""
        assert named("::ffff:203.0.113.7") == named("203.0.113.7")

    @pytest.mark.parametrize("peer", [None, "", "nonsense"])
    def test_no_address_is_an_address_too(self, peer: str | None) -> None:
        """Whoever has none is counted with the others that have none."""
        assert named(peer) == named(None)


class TestProxies:
    @pytest.mark.parametrize(
        ("forwarded", "client"),
        [
            (("203.0.113.7",), "203.0.113.7"),
            (("198.51.100.1, 203.0.113.7",), "203.0.113.7"),
            (("198.51.100.1", "203.0.113.7, 10.2.2.2"), "203.0.113.7"),
            (("203.0.113.7:4711",), "203.0.113.7"),
            (("[2001:db8:1:2::1]:443",), "2001:db8:1:2::1"),
            (("2001:db8:1:2::1, 2001:db8:ffff::5",), "2001:db8:1:2::1"),
            (("10.3.3.3, 10.2.2.2",), "10.3.3.3"),
            (("203.0.113.7, nonsense",), "10.1.1.1"),
            ((), "10.1.1.1"),
        ],
    )
    def test_the_right_most_hop_that_is_not_ours_is_the_client(self, forwarded: tuple[str, ...], client: str) -> None:
        """What stands further left anyone can have written."""
        assert named("10.1.1.1", *forwarded) == named(client)

    def test_who_is_not_listed_is_not_believed(self) -> None:
        """A shopper cannot take another address by sending a header."""
        assert named("203.0.113.7", "198.51.100.1") == named("203.0.113.7")

    def test_a_proxy_that_was_forgotten_is_told_once(self) -> None:
        """Otherwise all shoppers behind it would be one address, and nobody would know why; no address is logged."""
        addresses = Addresses("s")
        request = make_mocked_request("GET", "/", {"X-Forwarded-For": "203.0.113.7"}).clone(remote="172.17.0.1")
        with capture_logs() as logs:
            addresses.of(request)
            addresses.of(request)

        assert [line["event"] for line in logs] == ["proxy_not_trusted"]
        assert "172.17" not in str(logs)
        assert "203.0.113" not in str(logs)


class TestSetting:
    def test_proxies_are_addresses_and_networks(self) -> None:
        """As an operator has them from the configuration of the proxy."""
        given = settings.read({"TRUSTED_PROXIES": " 127.0.0.1 10.0.0.0/8  ::1 "}).trusted_proxies

        assert [str(network) for network in given] == ["127.0.0.1/32", "10.0.0.0/8", "::1/128"]

    @pytest.mark.parametrize("given", ["proxy.shop.test", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/8,127.0.0.1"])
    def test_anything_else_is_told(self, given: str) -> None:
        """A proxy that is not understood would make one shopper of all."""
        with pytest.raises(InvalidSetting, match="TRUSTED_PROXIES"):
            settings.read({"TRUSTED_PROXIES": given})
