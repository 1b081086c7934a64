"""One fact of a product as an answer: what the shop states, and yes or no where a number or a value was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from actions.reply import Say
from actions.shopper import Shopper
from bot.language.entities import Entity
from bot.selection import format as formatted
from bot.selection.cards import label
from bot.selection.reasons import fits
from bot.selection.state import Constraint
from bot.selection.wishes import wishes
from bot.shop.ports import Attribute, Category, Kind, Product, Value

UNKNOWN = "utter_fact_unknown"
"""Says that the shop does not state it, and offers a person who can find out."""


def each(products: Sequence[Product], category: Category, asked: Attribute, language: str) -> Say:
    """What several products state of `asked`, a line each; that the shop does not know when none states it."""
    named = label(category, asked.key, language)
    if all(p.fact(asked.key) is None for p in products):
        return Say(UNKNOWN, {"title": products[0].title(language), "label": named.lower()})
    told = (f"{p.title(language)}: {formatted.value(asked, p.fact(asked.key), language)}" for p in products)
    return Say("utter_fact_each", {"label": capital(named), "values": "\n".join(told)})


def fact(shopper: Shopper, product: Product, category: Category, asked: Attribute) -> Say:
    """The answer to what is asked of `asked`."""
    language, stated = shopper.language, product.fact(asked.key)
    named = label(category, asked.key, language)
    title = product.title(language)
    if stated is None:
        return Say(UNKNOWN, {"title": title, "label": named.lower()})
    if isinstance(stated, bool):
        return Say("utter_fact_yes" if stated else "utter_fact_no", {"title": title, "label": named.lower()})
    said = {"title": title, "label": capital(named), "value": formatted.value(asked, stated, language)}
    return _judged(shopper, product, category, asked, said) or _beside_others(shopper, asked, stated, said)


def measured(shopper: Shopper, category: Category) -> str:
    """Key of the attribute that a number in the message is about ("minder dan 2 kg"), or empty."""
    about = (c.attribute for c in wishes(shopper.entities, category) if c.source == "measure")
    return next(about, "")


def capital(words: str) -> str:
    """`words` with a capital in front."""
    return words[:1].upper() + words[1:]


def _judged(
    shopper: Shopper, product: Product, category: Category, asked: Attribute, said: Mapping[str, str]
) -> Say | None:
    """Yes or no, when it is asked whether it is as a number, a value or the shop's own meaning of a word says."""
    wanted = next((c for c in wishes(_asked(shopper), category) if _is_clear(c, asked)), None)
    met = fits(product, wanted, asked.unit) if wanted else None
    if met is None:
        return None
    return Say("utter_fact_fits" if met else "utter_fact_misses", said)


def _asked(shopper: Shopper) -> list[Entity]:
    """What is asked; "niet te zwaar" asks as "zwaar" does not, so what is denied is left out."""
    return [e for e in shopper.entities if not e.negated]


def _is_clear(wanted: Constraint, asked: Attribute) -> bool:
    # Whether "55 cm" fits is not for us to say: a niche and a machine of about that size may or may not.
    if wanted.attribute != asked.key or wanted.value is None or wanted.op == "about":
        return False
    return wanted.source != "wish" or any(w.op == wanted.op for w in asked.words)


def _beside_others(shopper: Shopper, asked: Attribute, stated: Value, said: Mapping[str, str]) -> Say:
    """The fact; to an adjective ("is deze stil?") also where the middle of the range lies."""
    adjective = any(e.kind == "wish" and _is_positive(e) for e in shopper.entities)
    if not adjective or asked.kind is not Kind.NUMBER or not asked.quantiles or isinstance(stated, bool | str):
        return Say("utter_fact", said)
    middle = formatted.value(asked, asked.quantiles[len(asked.quantiles) // 2], shopper.language)
    return Say("utter_fact_beside", {**said, "middle": middle})


def _is_positive(wish: Entity) -> bool:
    return str(cast(Mapping[str, Any], wish.value)["degree"]) == "positive"
