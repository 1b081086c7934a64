"""Figures of labelled lines: accuracy and macro-F1, the pairs that are confused, precision and recall of entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

import numpy as np
from sklearn.metrics import accuracy_score, f1_score

Values = Sequence[str | float]
EURO_CENT = 0.005


def classes(gold: Sequence[str], said: Sequence[str]) -> dict[str, float] | None:
    """`accuracy` and `macro_f1` (over the labels that occur in `gold`), 0..1; None when nothing was labelled."""
    if not gold:
        return None
    macro = f1_score(gold, said, labels=sorted(set(gold)), average="macro", zero_division=0)
    return {"accuracy": round(float(accuracy_score(gold, said)), 4), "macro_f1": round(float(macro), 4)}


def confusions(gold: Sequence[str], said: Sequence[str], most: int = 20) -> list[dict[str, Any]]:
    """The pairs that are taken for one another most often: what it was, what it was taken for, how often."""
    wrong = Counter((g, s) for g, s in zip(gold, said, strict=True) if g != s)
    return [{"is": g, "taken_for": s, "n": n} for (g, s), n in wrong.most_common(most)]


def scope(gold: Sequence[str], refused: Sequence[bool], *, outside: str) -> dict[str, float | int | None]:
    """How well the assistant knows what is not its business; `refused`: it said so, or that it did not understand.

    `recall`: share refused of the lines labelled `outside`, `n` of them; `in_scope_refused`: share of all others.
    """
    out = [no for goal, no in zip(gold, refused, strict=True) if goal == outside]
    inside = [no for goal, no in zip(gold, refused, strict=True) if goal != outside]
    return {"recall": _share(sum(out), len(out)), "n": len(out), "in_scope_refused": _share(sum(inside), len(inside))}


def entities(
    gold: Sequence[Mapping[str, Values]], said: Sequence[Mapping[str, Values]]
) -> dict[str, dict[str, float | int | None]]:
    """By key `precision` and `recall`, 0..1, and `n`, how often it was labelled; a share of nothing is None."""
    keys = sorted({key for labels in (*gold, *said) for key in labels})
    return {key: _found(key, gold, said) for key in keys}


def milliseconds(seconds: Sequence[float], share: float) -> float | None:
    """The quantile `share` (0..1) of durations in seconds, as milliseconds; None without any."""
    return round(float(np.quantile(seconds, share)) * 1000, 2) if seconds else None


def _found(
    key: str, gold: Sequence[Mapping[str, Values]], said: Sequence[Mapping[str, Values]]
) -> dict[str, float | int | None]:
    pairs = [(list(g.get(key, ())), list(s.get(key, ()))) for g, s in zip(gold, said, strict=True)]
    labelled, given = sum(len(g) for g, _ in pairs), sum(len(s) for _, s in pairs)
    right = sum(_matches(g, s) for g, s in pairs)
    return {"precision": _share(right, given), "recall": _share(right, labelled), "n": labelled}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _matches(gold: list[str | float], said: list[str | float]) -> int:
    """How many of `gold` stand in `said`, each of which counts once."""
    left, right = list(said), 0
    for value in gold:
        match = next((other for other in left if _same(value, other)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right


def _same(one: str | float, other: str | float) -> bool:
    numbers = _number(one), _number(other)
    if numbers[0] is not None and numbers[1] is not None:
        return abs(numbers[0] - numbers[1]) < EURO_CENT
    return _words(one) == _words(other)


def _words(value: str | float) -> list[str]:
    return str(value).casefold().split()


def _number(value: str | float) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if isfinite(number) else None  # "Infinity" is a brand
