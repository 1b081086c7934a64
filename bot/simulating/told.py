"""What shoppers say unasked: one or two things, as they would type them."""

from __future__ import annotations

from math import ceil, floor, log10

from bot.selection.state import Constraint
from bot.shop.ports import Attribute, Better, Category, Kind, Product
from bot.simulating.chance import Chance
from bot.simulating.lay import read_lay

AT_MOST = 2
ROOM = 0.5
"""How far on the safe side of the product a stated bound may be, as a share; a budget half as far."""
UNSAID = frozenset({"rating", "reviews"})
"""What nobody begins with."""


def volunteered(product: Product, category: Category, chance: Chance) -> tuple[Constraint, ...]:
    """One or two wishes that the product meets, sooner on what people know to speak of.

    A stated bound or value is a must, as the assistant takes what is typed.
    """
    draw = chance.about("volunteers")
    known = [a for a in category.attributes if _can_be_said(a, product)]
    if not known:
        return ()
    shares = [read_lay().share(a.key, category) for a in known]
    count = min(1 + int(draw.random() * AT_MOST), len(known))
    places = draw.choice(len(known), size=count, replace=False, p=[s / sum(shares) for s in shares])
    room = ROOM * float(draw.random())
    return tuple(_wish(known[int(i)], product, room) for i in places)


def human(amount: float, *, up: bool = True) -> float:
    """The amount rounded up, or down, as people name one: two figures, the second a 0 or a 5."""
    step = 5 * 10.0 ** (floor(log10(amount)) - 1)
    return round((ceil if up else floor)(round(amount / step, 6)) * step, 9)


def _can_be_said(attribute: Attribute, product: Product) -> bool:
    fact = product.fact(attribute.key)
    return attribute.kind is not Kind.TEXT and attribute.key not in UNSAID and fact is not None and fact is not False


def _values(attribute: Attribute, value: str, room: float) -> tuple[str, ...]:
    """The value, and for half of the people one of the most frequent beside it: "zwart of grijs"."""
    other = attribute.values[int(8 * room) % 2 :][:1] if room > ROOM / 2 else ()
    return tuple(dict.fromkeys((value, *other)))


def _wish(attribute: Attribute, product: Product, room: float) -> Constraint:
    fact = product.fact(attribute.key)
    if attribute.key == "price":
        return Constraint("price", "le", human(product.price * (1 + room / 2)), True, "price_max", 1)
    if attribute.kind is Kind.CATEGORY:
        source = "brand" if attribute.key == "brand" else "value"
        return Constraint(attribute.key, "in", _values(attribute, str(fact), room), True, source, 1)
    if attribute.kind is Kind.YES_NO:
        return Constraint(attribute.key, "eq", True, True, "attribute", 1)
    number = float(fact)  # type: ignore[arg-type]  # `_can_be_said` left facts only, and this one is a number
    if attribute.better is Better.TASTE or number <= 0:
        return Constraint(attribute.key, "about", number, True, "measure", 1)
    if attribute.better is Better.LOWER:
        return Constraint(attribute.key, "le", human(number * (1 + room)), True, "measure", 1)
    return Constraint(attribute.key, "ge", human(number / (1 + room), up=False), True, "measure", 1)
