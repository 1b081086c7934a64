"""The golden run: `python -m tests.simulating.golden` writes it anew, after a change that was meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.simulating.figures import figures
from bot.simulating.running import Plan, Run
from bot.simulating.slips import Manner
from bot.simulating.stock import stock_called, stocks_of

FILE = Path(__file__).with_name("golden.json")
SHOP = Path(__file__).parents[2] / "data" / "shop"
CATEGORIES = ("laptop", "koptelefoon")
PERSONAS = ("target", "needs")
SHOPPERS, SEED = 75, 7
KEPT = ("success", "questions", "violations", "claimed", "observed")


def table(category: str, persona: str) -> dict[str, Any]:
    """The figures of each policy but the times, which are the machine's."""
    stock = stock_called(category, stocks_of(SHOP / "products", SHOP / "schema"))
    visits = Run(stock, Plan(Manner(persona, seed=SEED), SHOPPERS)).visits()  # type: ignore[arg-type]  # a persona
    told = {policy: figures(some) for policy, some in visits.items()}
    return {policy: {name: by[name] for name in KEPT} for policy, by in told.items()}


def main() -> None:
    """Write the file."""
    tables = {f"{c} {p}": table(c, p) for c in CATEGORIES for p in PERSONAS}
    FILE.write_text(
        json.dumps({"shoppers": SHOPPERS, "seed": SEED, "tables": tables}, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
