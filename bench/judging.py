"""The decisions that are timed: conversations of a budget and some answers, with the catalogue they are about."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bench.laptops import category, laptops
from bot.selection.columns import Columns, columns
from bot.selection.engine import Engine
from bot.selection.state import Constraint, State

BUDGETS = (500.0, 700.0, 900.0, 1200.0)
ANSWERS = 4
CONVERSATIONS = 10
SEED = 7
OPTIONS = 7
"""Answers by which the peers part a number."""
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Case:
    """A catalogue of one size, and the moments at which is decided."""

    view: Columns
    engine: Engine
    states: Sequence[State]


def case(size: int) -> Case:
    """The first `size` laptops, and every moment of some conversations."""
    view = columns(laptops(size), category())
    engine = Engine(view, category())
    return Case(view, engine, list(_moments(engine)))


def times(do: Callable[[Given], object], given: Sequence[Given]) -> list[float]:
    """Milliseconds of each, after one that does not count."""
    do(given[0])
    taken = []
    for one in given:
        start = time.perf_counter()
        do(one)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def queries() -> list[str]:
    """What is searched for: names, kinds, compounds and misspellings."""
    draw = random.Random(SEED)  # noqa: S311  # the same words each time, no secret
    brands, series = [f"merk{n:02}" for n in range(24)], ["pluim", "valk", "berk", "kiezel", "zwaluw"]
    rest = ["zwarte laptop voor school", "lichte laptop", "gaminglaptop", "zwrat laptop oled", "laptop 15,6 inch blauw"]
    return [f"{draw.choice(brands)} {draw.choice(series)} {draw.randrange(997)}" for _ in range(30)] + 6 * rest


def write_for_peers(folder: Path, given: Case, texts: Sequence[str]) -> None:
    """The columns, and what was asked, as `bench/peers/selection/deciding.py` reads them."""
    view = given.view
    answers = {f"answer_{key}": _parted(column) for key, column in view.numbers.items()}
    codes = {f"answer_{key}": column for key, column in view.codes.items()}
    columns_of: dict[str, Any] = {**view.numbers, **answers, **codes, "base": view.base}
    np.savez(folder / "columns.npz", **columns_of)
    decisions = [_asked(view, state) for state in given.states]
    (folder / "asked.json").write_text(json.dumps({"decisions": decisions, "queries": queries()}), encoding="utf-8")
    (folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")


def _moments(engine: Engine) -> Iterator[State]:
    draw = random.Random(SEED)  # noqa: S311  # the same answers each time, no secret
    for number in range(CONVERSATIONS):
        budget = Constraint("price", "le", BUDGETS[number % len(BUDGETS)], True, "price_max", 1)
        state = State(category="laptop", constraints=(budget,))
        for _ in range(ANSWERS):
            yield state
            if (question := engine.decide(state).question) is None:
                break
            state = engine.answer(state, question, draw.randrange(len(question.options)))


def _parted(column: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Numbers as numbered answers, about as many products in each; the unknown are 0."""
    known = column[~np.isnan(column)]
    bounds = np.unique(np.quantile(known, np.linspace(0, 1, OPTIONS + 1)[1:-1]))
    return np.where(np.isnan(column), 0, 1 + np.digitize(column, bounds)).astype(np.uint8)


def _asked(view: Columns, state: State) -> Mapping[str, Any]:
    spans = {hard: [list(_span(view, c)) for c in state.constraints if c.hard is hard] for hard in (True, False)}
    free = [key for key in (*view.numbers, *view.codes) if key not in state.asked]
    return {"musts": spans[True], "wishes": spans[False], "questions": [f"answer_{key}" for key in free]}


def _span(view: Columns, wish: Constraint) -> tuple[str, float, float]:
    """A wish as a column between two numbers."""
    if wish.attribute in view.codes:
        wanted = wish.value if isinstance(wish.value, tuple) else (str(wish.value),)
        code = 1 + view.values[wish.attribute].index(wanted[0])
        return f"answer_{wish.attribute}", code, code
    value = float(wish.value) if isinstance(wish.value, int | float) else 0.0
    low, high = {"le": (-1e9, value), "ge": (value, 1e9)}.get(wish.op, (value, value))
    return wish.attribute, low, high
