"""What is expected of the products that a dialogue shows: their kind, number and facts, and which of them is meant."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Product = Mapping[str, Any]
Turns = Sequence[Mapping[str, Any]]
"""The turns up to the one that is judged, as `./run play` writes them."""

PLACES = ("cheapest", "dearest", "last")
REFERENCE = f'{{"turn": number from 1, "place": number from 1 or one of {", ".join(PLACES)}}}'
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "le": operator.le,
    "ge": operator.ge,
    "lt": operator.lt,
    "gt": operator.gt,
    "eq": operator.eq,
    "ne": operator.ne,
    "in": lambda value, wanted: value in wanted,
}
WHICH = ("all", "first", "any")
SHOWN = (
    '{"category": text, "least": number, "most": number, "all" or "first" or "any": '
    f"{{attribute: {{one of {', '.join(COMPARE)}: value or {REFERENCE}}}}}}}"
)


class NotShown(Exception):
    """A reference to a product that was never on show."""

    def __init__(self, reference: Mapping[str, Any], shown: int) -> None:
        """Say which place was meant and how many there were."""
        super().__init__(f"turn {reference['turn']} showed {shown} products, {reference['place']} is none of them")


def is_reference(value: Any) -> bool:
    """Whether it points to a product of a turn."""
    if not isinstance(value, dict) or value.keys() != {"turn", "place"}:
        return False
    return _counts(value["turn"]) and (_counts(value["place"]) or value["place"] in PLACES)


def is_shown(value: Any) -> bool:
    """Whether it is an expectation of what is shown, as `SHOWN` has it."""
    if not isinstance(value, dict) or not value or not value.keys() <= {"category", "least", "most", *WHICH}:
        return False
    numbers = all(value[name] == 0 or _counts(value[name]) for name in ("least", "most") if name in value)
    return numbers and all(_are_limits(value[name]) for name in WHICH if name in value)


def missed_products(wanted: Mapping[str, Any], turns: Turns) -> str:
    """What was shown in the last turn instead; empty when it is what was wanted."""
    shown: Sequence[Product] = turns[-1]["shown"]
    try:
        met = _number_fits(wanted, len(shown)) and _kind_fits(wanted, shown) and _facts_fit(wanted, shown, turns)
    except NotShown as error:
        return str(error)
    return "" if met else _told(wanted, shown)


def missed_references(references: Sequence[Mapping[str, Any]], turns: Turns, text: str) -> str:
    """Which product was meant and what was shown instead; empty when every one is named or shown.

    One alone has to come first: that it stands somewhere among others says nothing.
    """
    shown: Sequence[Product] = turns[-1]["shown"]
    looked_at = [product["id"] for product in (shown if len(references) > 1 else shown[:1])]
    try:
        meant = [_product(reference, turns) for reference in references]
    except NotShown as error:
        return str(error)
    missed = [one["id"] for one in meant if one["id"] not in looked_at and not _named(one, text)]
    return f"not about {', '.join(missed)}: shows {', '.join(looked_at) or 'nothing'}; {text}" if missed else ""


def _counts(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _are_limits(value: Any) -> bool:
    if not isinstance(value, dict) or not value:
        return False
    limits = [limit for limit in value.values() if isinstance(limit, dict) and limit]
    if len(limits) < len(value) or any(not limit.keys() <= COMPARE.keys() for limit in limits):
        return False
    wanted = [(op, one) for limit in limits for op, one in limit.items()]
    return all(is_reference(one) or isinstance(one, list if op == "in" else str | int | float) for op, one in wanted)


def _number_fits(wanted: Mapping[str, Any], shown: int) -> bool:
    return int(wanted.get("least", 0)) <= shown <= int(wanted.get("most", shown))


def _kind_fits(wanted: Mapping[str, Any], shown: Sequence[Product]) -> bool:
    return "category" not in wanted or all(product["category"] == wanted["category"] for product in shown)


def _facts_fit(wanted: Mapping[str, Any], shown: Sequence[Product], turns: Turns) -> bool:
    for which in WHICH:
        limits = wanted.get(which, {})
        fitting = [_within(limits, product, turns) for product in (shown[:1] if which == "first" else shown)]
        # Where nothing is shown, nothing fits.
        if limits and not (any(fitting) if which == "any" else fitting and all(fitting)):
            return False
    return True


def _within(limits: Mapping[str, Mapping[str, Any]], product: Product, turns: Turns) -> bool:
    return all(
        product.get(attribute) is not None and COMPARE[op](product[attribute], _value(limit, attribute, turns))
        for attribute, wanted in limits.items()
        for op, limit in wanted.items()
    )


def _value(limit: Any, attribute: str, turns: Turns) -> Any:
    return _product(limit, turns).get(attribute) if isinstance(limit, dict) else limit


def _product(reference: Mapping[str, Any], turns: Turns) -> Product:
    number, place = reference["turn"], reference["place"]
    shown: Sequence[Product] = turns[number - 1]["shown"] if number <= len(turns) else ()
    if not shown or (isinstance(place, int) and place > len(shown)):
        raise NotShown(reference, len(shown))
    if place in ("cheapest", "dearest"):
        return (min if place == "cheapest" else max)(shown, key=operator.itemgetter("price"))
    return shown[-1] if place == "last" else shown[place - 1]


def _named(product: Product, text: str) -> bool:
    return any(re.search(rf"\b{re.escape(title)}\b", text) for title in product["title"].values())


def _told(wanted: Mapping[str, Any], shown: Sequence[Product]) -> str:
    attributes = dict.fromkeys(attribute for which in WHICH for attribute in wanted.get(which, {}))
    told = (f"{p['id']} ({', '.join(f'{name} {p.get(name)}' for name in attributes)})" for p in shown)
    return f"shows {', '.join(told) or 'nothing'}"
