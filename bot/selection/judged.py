"""What a product is judged by when it is told how well it fits: all that was said, and what the needs come down to."""

from __future__ import annotations

from bot.selection.needs import need_wishes
from bot.selection.state import Constraint, State
from bot.shop.ports import Better, Category


def judged_by(category: Category, state: State) -> tuple[Constraint, ...]:
    """The shopper's wishes in their order, behind them those of the needs that were told; the first of equals.

    Of what was wished oneself a need asks no more: 8 kg is no miss for who said at least 8 kg.

    Of an answer ("€ 500 tot € 700") only the side counts that can disappoint: cheaper than that is no miss.
    """
    found: dict[tuple[object, ...], Constraint] = {}
    own = {c.attribute for c in state.constraints if c.value is not None}
    needed = (c for c in need_wishes(category, state.needs) if c.attribute not in own)
    for wish in (*state.constraints, *needed):
        if not _only_better(category, wish):
            found.setdefault((wish.attribute, wish.op, wish.value), wish)
    return tuple(found.values())


def _only_better(category: Category, wish: Constraint) -> bool:
    attribute = category.attribute(wish.attribute)
    if attribute is None or wish.source != "answer":
        return False
    return (attribute.better, wish.op) in ((Better.LOWER, "ge"), (Better.HIGHER, "le"))
