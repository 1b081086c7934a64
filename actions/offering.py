"""Offering: how products are found and shown, and how it is said what there is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from actions.base import Reply, SalesAction, Say
from actions.shelf import Shelf
from actions.shopper import ASK_BUDGET, Shopper
from bot.language.kinds import category_of_values
from bot.language.requests import answered_amount, unknown_values
from bot.selection import format as formatted
from bot.selection.cards import card, spoken
from bot.selection.household import household, needs
from bot.selection.reasons import fits
from bot.selection.shortlist import Shortlist
from bot.selection.state import Constraint, Op, State
from bot.selection.wishes import ends_of, price_wishes, wishes
from bot.shop.ports import Attribute, Better, Category, Product

OPEN = "utter_shortlist_open"
"""Shows products before any wish is known, and asks what they may cost."""
BEYOND = 1.5
"""How far past the least and the most that is sold a number may still be a wish."""
NAMED = 7
"""Categories that are named when the bot says what there is."""


class Offering(SalesAction):
    """What the actions that show products share: finding them, showing them, and saying what there is not."""

    @property
    def shelf(self) -> Shelf:
        """The shop's products, ranked on request."""
        return self.services.shelf

    def offer(
        self, shopper: Shopper, category: Category, state: State, response: str = "", said: dict[str, Any] | None = None
    ) -> Reply:
        """Show the three that fit best, and say honestly how well they do.

        `response` replaces what is said when everything fits; `said` are its fields.
        """
        found, state = self._found(category, state)
        missed = _missed(found, category, state, shopper.language)
        verdict = _verdict(found, state, missed)
        fields = {"category": category.labels[shopper.language].lower(), "missed": missed, **(said or {})}
        fields["wishes"] = wished(category, state, shopper.language)
        chips = to_let_go(found.missed, category, shopper.language)
        plainly = verdict in ("utter_shortlist", "utter_shortlist_one", OPEN)
        return self.show(shopper, category, state, found, (response if plainly else "") or verdict, fields, chips)

    def show(
        self, shopper: Shopper, category: Category, state: State, found: Shortlist, response: str,
        said: dict[str, Any], chips: tuple[dict[str, str], ...] = (),
    ) -> Reply:  # fmt: skip
        """Cards of a shortlist under a response, and what was wished but cannot be found."""
        cards = tuple(card(p, category, state, shopper.language) for p in found.products)
        shown = replace(state, shown=tuple(p.id for p in found.products), focus=None, topic=None)
        says = (Say(response, said, cards=cards, chips=chips), *self.unknown_wishes(shopper, category))
        return Reply(says, selection=shown, pending=ASK_BUDGET if response == OPEN else "")

    def unknown_wishes(self, shopper: Shopper, category: Category) -> tuple[Say, ...]:
        """What was wished and recognised, but does not occur in this category: said, not passed over."""
        measured = any(c.source == "measure" for c in wishes(shopper.entities, category))
        foreign = [
            words
            for e in shopper.entities
            if _is_foreign(e, category)
            and household(words := shopper.text[e.start : e.end]) is None
            # "ik weeg 110 kilo": the number was understood, so its word is no wish that was passed over.
            and not (measured and e.kind == "attribute")
        ]
        said = dict.fromkeys((*foreign, *unknown_values(shopper.text, shopper.entities)))
        return (Say("utter_wish_unknown", {"wish": ", ".join(said)}),) if said else ()

    def ask_category(self, shopper: Shopper) -> Reply:
        """Ask what kind of product is meant, with what there is; what it may cost is remembered."""
        names, chips = self._assortment(shopper)
        kept = shopper.selection if shopper.selection.category else State(constraints=price_wishes(shopper.entities))
        return Reply((Say("utter_ask_category", {"categories": names}, chips=chips),), selection=kept)

    def begin_anew(self, shopper: Shopper) -> Reply:
        """Forget all that was said, and ask what kind of product it will be."""
        names, chips = self._assortment(shopper)
        said = Say("utter_restart", {"categories": names}, chips=chips)
        return Reply((said,), selection=shopper.selection.restart())

    def not_sold(self, shopper: Shopper, thing: str) -> Reply:
        """Say that nothing called `thing` is known here, and what there is."""
        names, chips = self._assortment(shopper)
        return Reply((Say("utter_not_sold", {"thing": thing, "categories": names}, chips=chips),))

    def advise(self, shopper: Shopper, category: Category) -> Reply:
        """Say which of the products on show came out best, and show it."""
        best = self.shelf.shown(shopper.selection)[0]
        shown = card(best, category, shopper.selection, shopper.language)
        said = Say("utter_advice", {"title": best.title(shopper.language)}, cards=(shown,))
        return Reply((said,), selection=replace(shopper.selection, focus=best.id))

    def category_for(self, shopper: Shopper) -> Category | None:
        """The category that is named, else that of a value only it has ("bovenlader"), else the one talked about.

        That is the category of the choice so far, of the product in focus, or of the page.
        """
        named, focus = shopper.entity("category"), self.services.catalogue.product(shopper.selection.focus or "")
        known = (shopper.selection.category, focus.category if focus else None, shopper.page.get("category"))
        meant = category_of_values(shopper.entities, next(filter(None, known), None))
        keys = (str(named.value) if named else meant, *known)
        return next((c for key in keys if key and (c := self.shelf.category(key))), None)

    def begun(self, shopper: Shopper, category: Category) -> State:
        """A new choice in `category`; what was said of the price before any category was known still holds."""
        kept = shopper.selection.category in (None, category.key)
        known = shopper.selection.constraints if kept else ()
        said = (*wishes(shopper.entities, category), *household_wishes(shopper, category))
        return State(category=category.key, constraints=known).with_wishes(said or bare_amount(shopper, category))

    def _found(self, category: Category, state: State) -> tuple[Shortlist, State]:
        """The shortlist; what was set aside comes back before it is said that nothing fits."""
        found = self.shelf.shortlist(category, state)
        if state.rejected and not found.fits_all:
            anew = replace(state, rejected=())
            again = self.shelf.shortlist(category, anew)
            return (again, anew) if again.fits_all else (found, state)
        return found, state

    def _assortment(self, shopper: Shopper) -> tuple[str, tuple[dict[str, str], ...]]:
        labels = (c.labels[shopper.language].lower() for c in self.services.catalogue.categories())
        names = list(dict.fromkeys(labels))[:NAMED]
        return ", ".join(names), tuple({"title": name, "payload": name} for name in names)


def bare_amount(shopper: Shopper, category: Category) -> tuple[Constraint, ...]:
    """The wish in a bare number: about what was just explained or asked, else about the price; nothing else fits it."""
    if household(shopper.text) or len(amounts := answered_amount(shopper.text, shopper.entities)) != 1:
        return ()
    number = float(cast(float, amounts[0].value))
    for key in (shopper.selection.topic or "", "price"):
        attribute = category.attribute(key)
        if attribute and attribute.quantiles and _is_of(attribute, number):
            op: Op = "ge" if attribute.better is Better.HIGHER else "le"
            return (Constraint(key, op, number, True, "amount", 0),)
    return ()


def _is_of(attribute: Attribute, number: float) -> bool:
    """Whether a number may be a wish about the attribute: somewhere between its least and its most, with room."""
    return attribute.quantiles[0] / BEYOND <= number <= attribute.quantiles[-1] * BEYOND


def household_wishes(shopper: Shopper, category: Category) -> tuple[Constraint, ...]:
    """What the household that the message tells of asks of products of `category`."""
    lives = household(shopper.text)
    return needs(lives, category) if lives else ()


def household_said(shopper: Shopper, category: Category) -> tuple[str, dict[str, Any]]:
    """The response that says which household was gone by, and its fields; both empty when none was."""
    lives = household(shopper.text)
    if lives is None or not needs(lives, category):
        return "", {}
    return "utter_household", {"household": lives.told(shopper.language)}


def not_shown(shown: Sequence[Product], language: str) -> Reply:
    """Say that there are not that many, and which there are."""
    return Reply((Say("utter_not_shown", {"titles": ", ".join(p.title(language) for p in shown)}),))


def wished(category: Category, state: State, language: str) -> str:
    """The wishes that were taken into account, in words."""
    said: list[str] = []
    for key in dict.fromkeys(c.attribute for c in state.constraints):
        if attribute := category.attribute(key):
            about = [c for c in state.constraints if c.attribute == key]
            about = [c for c in about if c.value is None] or about
            said += _of_both_ends(key, about, category, state, language) or formatted.wishes(attribute, about, language)
    return ", ".join(dict.fromkeys(said))


def _of_both_ends(
    key: str, about: Sequence[Constraint], category: Category, state: State, language: str
) -> tuple[str, ...]:
    """Of a number that both ends of a range have to do with ("170 cm") only the number itself."""
    given = {c.value for c in state.constraints if c.attribute in ends_of(key, category)}
    attribute, value = category.attribute(key), about[0].value
    if attribute is None or len(given) != 1 or not isinstance(value, float):
        return ()
    return (formatted.value(attribute, value, language),)


def _is_foreign(entity: Any, category: Category) -> bool:
    if entity.negated or entity.kind not in ("wish", "value", "attribute", "measure"):
        return False
    # "mijn oude is 7 jaar oud" wishes nothing; "minstens 60 nm" does.
    if entity.kind == "measure" and entity.value["about"] is not None:
        return False
    if entity.kind == "attribute":
        return category.key not in {owner for owner, _ in entity.value["attributes"]}
    # "ik slaap slecht" is about the night, not about what is rated badly.
    if entity.kind == "wish" and entity.value["concept"] == "rating":
        return False
    return not wishes([entity], category)


def to_let_go(keys: Sequence[str], category: Category, language: str) -> tuple[dict[str, str], ...]:
    """Chips with the wishes on `keys`, each to be let go of with one press or by typing the same."""
    said = (formatted.let_go(spoken(category, key, language), language) for key in keys)
    return tuple({"title": text, "payload": text} for text in said)


def _verdict(found: Shortlist, state: State, missed: str) -> str:
    if not found.fits_all:
        return "utter_nothing_fits"
    if missed:
        return "utter_shortlist_partly"
    if not state.constraints:
        return OPEN
    alone = len(found.products) == 1 and not state.rejected
    return "utter_shortlist_one" if alone else "utter_shortlist"


def _missed(found: Shortlist, category: Category, state: State, language: str) -> str:
    """Labels of the wishes that a shown product does not meet, or is not known to, as a list in words."""
    keys = dict.fromkeys(
        c.attribute
        for c in state.constraints
        for p in found.products
        if c.value is not None and fits(p, c, unit_of(category, c.attribute)) is not True
    )
    return ", ".join(spoken(category, key, language) for key in keys)


def unit_of(category: Category, key: str) -> str:
    """Unit of the attribute `key`, empty when it has none."""
    attribute = category.attribute(key)
    return attribute.unit if attribute else ""
