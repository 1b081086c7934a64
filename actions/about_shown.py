"""What a message says of the products on show, read with the choice so far: the ground of every refinement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.laying_aside import budget_before
from actions.offering import Offering
from actions.remarks import objection, said_of, superlative
from actions.shopper import Shopper
from actions.told import about_topic, bare_amount, household_wishes
from actions.wording import to_let_go
from bot.language.entities import Entity
from bot.selection.answering import needs_said
from bot.selection.attributes import direction, for_concept
from bot.selection.phrases import is_taken_back
from bot.selection.state import Constraint, State
from bot.selection.wishes import is_critique, wishes
from bot.shop.ports import Attribute, Better, Category, Kind

PRICE = "price"
REMARK = 3
"""Words in the longest message that only remarks on what is on show: "pff duur"."""
REFUSABLE = ("value", "brand", "attribute")


@dataclass(frozen=True, slots=True)
class AboutShown:
    """One message about the products on show."""

    action: Offering
    shopper: Shopper
    category: Category

    def new_wishes(self) -> tuple[Constraint, ...]:
        """What the message wishes of these products."""
        meant, of_topic = about_topic(self.shopper, self.category)
        amount = bare_amount(self.shopper, self.category)
        # "2500 ofzo" is as good as "2500".
        said = [e for e in self.wished_entities() if e not in meant and not (amount and e.kind == "price_around")]
        new = (*of_topic, *wishes(said, self.category), *household_wishes(self.shopper, self.category))
        return (*new, *budget_before(self.shopper)) or amount

    def with_new(self, new: Sequence[Constraint], state: State) -> State:
        """The choice with what is wished now; another amount moves the bound there was: "dan 500" after "tot 400"."""
        bounds = [c for c in state.constraints if c.attribute == PRICE and c.op in ("le", "ge")]
        moved = [c for c in new if c.attribute == PRICE and (c.op == "about" or c.source == "amount")]
        if not moved or len(moved) < sum(c.attribute == PRICE for c in new):
            return state.with_wishes(new)
        if len(bounds) == 1:
            new = [replace(c, op=bounds[0].op, hard=True) if c in moved else c for c in new]
        return state.without(PRICE).with_wishes(new)

    def critiques(self) -> list[Entity]:
        """What the message finds fault with, or wants more of."""
        text = self.shopper.text
        remark = len(text.split()) <= REMARK and not needs_said(text, self.category)
        said = (
            objection(e, self.category) if remark and not _is_of_a_noun(text, e) else e for e in self.shopper.entities
        )
        return [e for e in said if is_critique(e)]

    def wished_entities(self) -> list[Entity]:
        """What is asked for, "de goedkoopste" included: here it is a wish and not one of the shown products."""
        objected = {e.start for e in self.critiques()}
        asked = [superlative(e) for e in self.shopper.entities if e.start not in objected]
        return [self._refused(e) for e in asked if e.kind != "product_ref"]

    def _refused(self, entity: Entity) -> Entity:
        back = entity.kind in REFUSABLE and is_taken_back(self.shopper.text, entity.start)
        return replace(entity, negated=True) if back else entity

    def named(self, *, features: bool = False) -> list[Attribute]:
        """Attributes of this category that are named; those that are by themselves a wish only with `features`."""
        pairs = [p for e in self.shopper.entities if e.kind == "attribute" for p in said_of(e)["attributes"]]
        found = (self.category.attribute(key) for owner, key in pairs if owner == self.category.key)
        return [a for a in found if a and (features or a.kind is not Kind.YES_NO)]

    def meant(self, wish: Entity) -> Attribute | None:
        """The attribute that a comparative is about."""
        return for_concept(str(said_of(wish)["concept"]), self.category)

    def toward(self, wish: Entity, attribute: Attribute) -> Better:
        """Which numbers a comparative asks for: "sneller" is fewer minutes."""
        return direction(attribute, str(said_of(wish)["concept"]), Better(str(said_of(wish)["better"])))

    def chips(self, state: State) -> tuple[dict[str, str], ...]:
        """Each must, to be let go of."""
        musts = dict.fromkeys(c.attribute for c in state.constraints if c.hard and c.source != "critique")
        return to_let_go(tuple(musts), self.category, self.shopper.language)


def _is_of_a_noun(text: str, wish: Entity) -> bool:
    """Whether an adjective is said of a noun behind it ("kleine badkamer"): then it is no remark on what is on show."""
    return text[wish.start : wish.end].lower().endswith("e") and text[wish.end : wish.end + 2].strip().isalpha()
