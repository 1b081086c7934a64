"""A run: the same shoppers, with the same luck, to every policy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bot.selection.asking.stopping import NEVER, Stops
from bot.selection.columns import columns
from bot.selection.engine import Engine
from bot.selection.state import Question, State
from bot.simulating.chance import Chance
from bot.simulating.engine_seller import EngineSeller
from bot.simulating.facts import Facts
from bot.simulating.figures import figures, leads
from bot.simulating.form_sql import FormSql, Table
from bot.simulating.needs import NeedsMaker
from bot.simulating.oracle import Oracle
from bot.simulating.ports import Salesperson, Shopper
from bot.simulating.slips import Manner
from bot.simulating.stock import Stock
from bot.simulating.target import TargetShopper, popularity, variants
from bot.simulating.visit import Visit, visit

FORM_SQL, ORACLE = "form_sql", "oracle"
POLICIES = (FORM_SQL, "form", "random", "entropy", "adaptive", ORACLE)
AHEAD = "adaptive"


@dataclass(frozen=True, slots=True)
class Plan:
    """Who comes, how many, and with what in mind."""

    manner: Manner = field(default_factory=Manner)
    shoppers: int = 1000
    policies: tuple[str, ...] = POLICIES
    uniform: bool = False
    """Whether every product is wanted as often; else the first ones of the catalogue sooner."""
    goes_on: bool = True
    """Whether questions go on after the engine's own stop; never for shoppers with needs."""


@dataclass(slots=True)
class Run:
    """A plan carried out on one category."""

    stock: Stock
    plan: Plan
    _engine: Engine = field(init=False)
    _dull: Engine = field(init=False)
    """The same, going on when the next question will hardly bring anything: what is no reason for a form to end."""
    _form: Engine = field(init=False)
    """Gives the next question of the form, and never stops by itself."""
    _table: Table = field(init=False)
    _forms: dict[tuple[str, ...], Question | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the products: once for the engine, once for the shoppers, once for SQL."""
        category, products = self.stock.category, self.stock.products
        view = columns(products, category)
        self._engine = Engine(
            view,
            category,
        )
        self._dull = Engine(view, category, stops=Stops(bits=0.0))
        self._form = Engine(view, category, stops=NEVER)
        self._table = Table(category, products)

    def visits(self, step: Callable[[], None] = lambda: None) -> dict[str, list[Visit]]:
        """Every shopper's visit to every policy; `step` is called after each."""
        came = shoppers(self.stock, self.plan)
        by_id = {p.id: p for p in self.stock.products}
        result: dict[str, list[Visit]] = {}
        for policy in self.plan.policies:
            result[policy] = []
            for number, shopper in enumerate(came):
                result[policy].append(visit(self.seller(policy, shopper, number), shopper, by_id))
                step()
        return result

    def seller(self, policy: str, shopper: Shopper, number: int) -> Salesperson:
        """Who serves the shopper of this number."""
        state = State(category=self.stock.category.key)
        if policy == FORM_SQL:
            return FormSql(self._table, self.stock.category, self._next_of_form)
        if policy == ORACLE:
            return Oracle(self._engine, state, shopper)
        engine = self._engine if policy == AHEAD else self._dull
        goes_on = self.plan.goes_on and self.plan.manner.persona != "needs"
        return EngineSeller(engine, state, policy, self.plan.manner.seed + number, goes_on)

    def _next_of_form(self, done: Sequence[str]) -> Question | None:
        """The engine's form on an empty state: its questions and answers, none of its judgement."""
        key = tuple(dict.fromkeys(done))
        if key not in self._forms:
            state = State(category=self.stock.category.key, asked=key)
            self._forms[key] = self._form.decide(state, policy="form").question
        return self._forms[key]


def shoppers(stock: Stock, plan: Plan) -> list[Shopper]:
    """Who comes: the same people for the same seed, however many of them come."""
    odds = np.cumsum(popularity(stock, uniform=plan.uniform))
    wanted = [
        int(np.searchsorted(odds, Chance(plan.manner.seed, i).about("wanted").random(), side="right"))
        for i in range(plan.shoppers)
    ]
    anchors = [stock.products[min(place, len(odds) - 1)] for place in wanted]
    chances = [Chance(plan.manner.seed, i) for i in range(plan.shoppers)]
    if plan.manner.persona == "needs":
        maker = NeedsMaker(stock.category, Facts(stock.products), plan.manner)
        return [maker.make(anchor, chance) for anchor, chance in zip(anchors, chances, strict=True)]
    families = {p.id: variants(p, stock.products) for p in {a.id: a for a in anchors}.values()}
    return [TargetShopper(a, families[a.id], stock, plan.manner, c) for a, c in zip(anchors, chances, strict=True)]


def report(visits: dict[str, list[Visit]], seed: int) -> dict[str, Any]:
    """Figures by policy, and by how much `adaptive` leads."""
    return {
        "policies": {name: figures(some) for name, some in visits.items()},
        "lead": leads(visits, AHEAD, seed),
    }
