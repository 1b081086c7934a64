from __future__ import annotations

from dataclasses import replace

import pytest

from bot.simulating.running import POLICIES, Plan, Run, report, shoppers
from bot.simulating.slips import Manner, Persona
from tests.simulating.lamps import STOCK

PLAN = Plan(Manner(seed=1), shoppers=20)


class TestShoppers:
    @pytest.mark.parametrize("persona", ["target", "lay", "needs"])
    def test_are_the_same_for_the_same_seed(self, persona: Persona) -> None:
        """And the first ones stay who they were when more come."""
        plan = replace(PLAN, manner=Manner(persona, seed=1))

        few = [(s.wanted, s.opening()) for s in shoppers(STOCK, plan)]
        many = [(s.wanted, s.opening()) for s in shoppers(STOCK, replace(plan, shoppers=40))]

        assert many[:20] == few


class TestRun:
    def test_every_policy_serves_every_shopper(self) -> None:
        """Twice the same gives twice the same, but for the time it takes."""
        first, again = (Run(STOCK, PLAN).visits() for _ in range(2))

        assert {policy: len(visits) for policy, visits in first.items()} == dict.fromkeys(POLICIES, 20)
        assert {p: [v.found for v in some] for p, some in first.items()} == {
            p: [v.found for v in some] for p, some in again.items()
        }

    def test_without_noise_the_oracle_finds_the_most(self) -> None:
        """Nobody who must guess does better on twelve lamps, give or take one shopper."""
        plan = replace(PLAN, manner=Manner(noise=0.0, dont_care=0.0, seed=1))
        told = report(Run(STOCK, plan).visits(), 1)["policies"]

        assert all(told["oracle"]["success"]["5"] >= told[p]["success"]["5"] - 0.05 for p in POLICIES)
        assert all(told[p]["violations"] == 0 for p in POLICIES)

    def test_a_policy_does_not_change_how_others_fare(self) -> None:
        """Alone or beside others: the same shoppers with the same luck."""
        alone = Run(STOCK, replace(PLAN, policies=("adaptive",))).visits()["adaptive"]
        beside = Run(STOCK, PLAN).visits()["adaptive"]

        assert [v.found for v in alone] == [v.found for v in beside]

    def test_only_after_its_own_stop_does_a_visit_stand_still(self) -> None:
        """Told to stop, it finds no more than it had found there; told to go on, it claims the same."""
        stopped = report(Run(STOCK, replace(PLAN, goes_on=False)).visits(), 1)["policies"]["adaptive"]
        going_on = report(Run(STOCK, PLAN).visits(), 1)["policies"]["adaptive"]

        assert stopped["success"]["8"] == stopped["success_at_stop"] == going_on["success_at_stop"]
        assert (stopped["claimed"], stopped["questions"]) == (going_on["claimed"], going_on["questions"])
