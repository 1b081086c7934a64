from __future__ import annotations

from dataclasses import replace

from bot.simulating.running import Plan
from bot.simulating.slips import Manner
from bot.simulating.suite import judged, tables, visits_in
from tests.simulating.lamps import CATEGORY, STOCK

OTHER = replace(STOCK, category=replace(CATEGORY, key="lantern"))
PLAN = Plan(Manner(seed=1), shoppers=10)


class TestJudged:
    def test_every_category_stands_beside_the_goals(self) -> None:
        """Means, the worst category by name, and whether each goal is met; a step for each visit."""
        steps: list[None] = []
        done = judged([STOCK, OTHER], PLAN, lambda: steps.append(None))

        assert set(done["categories"]) == set(done["needs"]) == {"lamp", "lantern"}
        assert len(steps) == visits_in([STOCK, OTHER], PLAN)
        assert done["met"] == all(goal["met"] for goal in done["goals"])
        assert {"needs after 5, mean", "musts broken in silence"} <= {goal["goal"] for goal in done["goals"]}

    def test_the_tables_tell_all_of_it(self) -> None:
        """One for each persona and one for the goals."""
        done = judged([STOCK], PLAN)
        titles = [title for title, _, _ in tables(done)]

        assert titles == ["persona target", "persona needs", "Goals"]
        assert len(tables(done)[2][2]) == len(done["goals"])
