from __future__ import annotations

import json

import pytest

from tests.simulating.golden import CATEGORIES, FILE, PERSONAS, table

EXACT = ("success", "questions", "violations", "observed")


class TestGoldenRun:
    @pytest.mark.parametrize("persona", PERSONAS)
    @pytest.mark.parametrize("category", CATEGORIES)
    def test_nothing_changed_that_nobody_meant(self, category: str, persona: str) -> None:
        """The demo shop's figures are those that were committed; the module `golden` says how to renew them."""
        committed = json.loads(FILE.read_text(encoding="utf-8"))["tables"][f"{category} {persona}"]
        now = table(category, persona)

        for policy, figures in committed.items():
            assert {k: now[policy][k] for k in EXACT} == {k: figures[k] for k in EXACT}, policy
            assert now[policy]["claimed"] == pytest.approx(figures["claimed"], abs=1e-3), policy
