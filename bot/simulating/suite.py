"""Every category at once, beside the goals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bot.simulating.running import AHEAD, FORM_SQL, ORACLE, POLICIES, Plan, Run, report
from bot.simulating.showing import HEAD, rows_of
from bot.simulating.stock import Stock

FORM = "form"
LEADS: Mapping[str, Mapping[str, float]] = {
    FORM_SQL: {"3": 0.15, "5": 0.25, "8": 0.35},
    FORM: {"3": 0.09, "5": 0.12, "8": 0.14},
}
"""By how much `adaptive` is to lead on average."""
LOWEST = -0.02
"""Of the lower bound of any lead in any category."""
FROM_ORACLE = 0.25
"""How far behind the oracle it may be after 5 questions, on average."""
NEEDS = 0.80
"""Share of shoppers with needs who are to see a product that will do within 5 turns, on average."""
CALIBRATION = 0.05
"""How far what it claims may be from what is observed, on average."""
EXACT = ("target", "lay")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal and how it stands."""

    name: str
    value: float
    limit: float
    at_least: bool = True

    @property
    def met(self) -> bool:
        """Whether it is reached."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def visits_in(stocks: Sequence[Stock], plan: Plan) -> int:
    """How many visits the suite takes."""
    exact, needs = _plans(plan)
    return len(stocks) * plan.shoppers * (len(exact.policies) + len(needs.policies))


def judged(stocks: Sequence[Stock], plan: Plan, step: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Reports by category for the plan's persona and for `needs`, and the goals with how they stand."""
    exact, needs = _plans(plan)
    done = {s.category.key: report(Run(s, exact).visits(step), plan.manner.seed) for s in stocks}
    with_needs = {s.category.key: report(Run(s, needs).visits(step), plan.manner.seed) for s in stocks}
    goals = [*_lead_goals(done), *_other_goals(done, with_needs)]
    return {
        "persona": exact.manner.persona,
        "categories": done,
        "needs": with_needs,
        "goals": [{"goal": g.name, "value": round(g.value, 4), "limit": g.limit, "met": g.met} for g in goals],
        "met": all(g.met for g in goals),
    }


def tables(done: Mapping[str, Any]) -> list[tuple[str, Sequence[str], list[tuple[str, ...]]]]:
    """Title, head and rows of each table that shows what `judged` gave."""
    made: list[tuple[str, Sequence[str], list[tuple[str, ...]]]] = []
    for persona, reports in ((done["persona"], done["categories"]), ("needs", done["needs"])):
        rows = [(key, *row) for key, told in reports.items() for row in rows_of(told["policies"])]
        made.append((f"persona {persona}", ("category", *HEAD), rows))
    goals: list[tuple[str, ...]] = [
        (g["goal"], f"{g['value']:.3f}", f"{g['limit']:.2f}", "met" if g["met"] else "MISSED") for g in done["goals"]
    ]
    made.append(("Goals", ("goal", "is", "limit", ""), goals))
    return made


def _plans(plan: Plan) -> tuple[Plan, Plan]:
    """For shoppers with one product in mind, and for those with needs."""
    exact = plan if plan.manner.persona in EXACT else replace(plan, manner=replace(plan.manner, persona="target"))
    with_needs = replace(plan, manner=replace(plan.manner, persona="needs"), policies=(AHEAD,))
    return replace(exact, policies=POLICIES), with_needs


def _lead_goals(done: Mapping[str, Any]) -> list[Goal]:
    goals = []
    for other, wanted in LEADS.items():
        for after, limit in wanted.items():
            means = [told["lead"][other][after]["mean"] for told in done.values()]
            goals.append(Goal(f"{AHEAD} − {other} after {after}, mean", float(np.mean(means)), limit))
        lows = [(told["lead"][other][after]["low"], key) for key, told in done.items() for after in wanted]
        goals.append(Goal(f"{AHEAD} − {other}, lower bound of the worst ({min(lows)[1]})", min(lows)[0], LOWEST))
    return goals


def _other_goals(done: Mapping[str, Any], needs: Mapping[str, Any]) -> list[Goal]:
    own = [told["policies"][AHEAD] for told in done.values()]
    behind = [-told["lead"][ORACLE]["5"]["mean"] for told in done.values()]
    claims = [abs(figures["claimed"] - figures["observed"]) for figures in own]
    met = [told["policies"][AHEAD] for told in needs.values()]
    broken = sum(figures["violations"] for figures in (*own, *met))
    return [
        Goal(f"{ORACLE} − {AHEAD} after 5, mean", float(np.mean(behind)), FROM_ORACLE, at_least=False),
        Goal("claimed − observed, mean distance", float(np.mean(claims)), CALIBRATION, at_least=False),
        Goal("needs after 5, mean", float(np.mean([figures["success"]["5"] for figures in met])), NEEDS),
        Goal("musts broken in silence", broken, 0, at_least=False),
    ]
