"""The shop's terms in messages: each says only what the shop's own file states, or that it is not known here."""

from __future__ import annotations

from datetime import date

from actions.pending import OFFER_HUMAN
from actions.reply import Reply, Say
from bot.language.care import says
from bot.selection.format import price
from bot.shop.dates import day_text, moment, weekdays_text
from bot.shop.ports import Category, Product
from bot.shop.terms import COUNTRIES, Terms
from bot.shop.wording import listed, word, words

UNKNOWN = "utter_terms_unknown"
HOME = "NL"
"""The country where nobody asks whether there is delivery."""


def told(*says: Say | None) -> Reply:
    """A reply of what is known; when nothing is, that is said and a person offered."""
    known = tuple(say for say in says if say)
    return Reply(known) if known else Reply((Say(UNKNOWN),), pending=OFFER_HUMAN)


def delivery(terms: Terms, language: str) -> Say | None:
    """Cost, free from when, and how soon."""
    known = terms.delivery
    if known is None:
        return None
    fields = {"cost": price(known.cost, language), "cut_off": known.cut_off}
    if known.free_from is None or not known.cost:
        return Say("utter_delivery_free" if not known.cost else "utter_delivery_cost", fields)
    return Say("utter_delivery", {**fields, "free_from": price(known.free_from, language)})


def arrival(terms: Terms, product: Product | None, now_ms: int, language: str) -> Say | None:
    """The day on which an order of now comes, of a product when one is meant; a sold out one comes on no day."""
    known = terms.delivery
    if known is None:
        return None
    if product and not product.in_stock:
        return Say("utter_sold_out", {"title": product.title(language)})
    now = moment(now_ms)
    told_day = day_text(known.arrives(now), language, today=now.date())
    fields = {"day": told_day, "cut_off": known.cut_off, "days": weekdays_text(known.delivery_days, language)}
    if product is None:
        return Say("utter_arrival", fields)
    return Say("utter_arrival_of", {**fields, "title": product.title(language)})


def cost_of(terms: Terms, product: Product, language: str) -> Say | None:
    """What the delivery of one product costs."""
    known = terms.delivery
    if known is None:
        return None
    cost = known.cost_of(product.price)
    title = {"title": product.title(language)}
    return Say("utter_cost_of", {**title, "cost": price(cost, language)}) if cost else Say("utter_cost_of_none", title)


def countries(terms: Terms, language: str) -> Say | None:
    """Where the shop delivers."""
    known = terms.delivery
    if known is None or not known.countries:
        return None
    return Say("utter_countries", {"countries": words("country", known.countries, language)})


def delivers_to(terms: Terms, text: str, language: str) -> Say | None:
    """Whether the shop delivers in the country that a message names, or names a place in; None when it names none."""
    known = terms.delivery
    asked = next((code for code in COUNTRIES if code != HOME and says(f"place_{code}", text)), "")
    if known is None or not known.countries or not asked:
        return None
    response = "utter_delivers_to" if asked in known.countries else "utter_delivers_not_to"
    fields = {"country": word("country", asked, language), "countries": words("country", known.countries, language)}
    return Say(response, fields)


def pickup(terms: Terms) -> Say | None:
    """Where and when an order can be picked up."""
    known = terms.pickup
    return Say("utter_pickup", {"place": known.at, "kept": str(known.kept_days)}) if known else None


def payment(terms: Terms, language: str, *, only: bool = False) -> Say | None:
    """How can be paid; with `only` also that no other way is known."""
    said = "utter_payment_only" if only else "utter_payment"
    return Say(said, {"methods": words("payment", terms.payment, language)}) if terms.payment else None


def refund(terms: Terms) -> Say | None:
    """How soon the money of a return is back."""
    known = terms.withdrawal
    return Say("utter_refund_days", {"refund_days": str(known.refund_days)}) if known else None


def returns(terms: Terms, language: str) -> tuple[Say, ...]:
    """How long and at whose cost something can be sent back, and what cannot."""
    known = terms.withdrawal
    if known is None:
        return ()
    pays = word("pays", "shop" if known.shop_pays else "shopper", language)
    rules = Say("utter_returns", {"days": str(known.days), "refund_days": str(known.refund_days), "pays": pays})
    excluded = listed(known.exclusions.get(language, ()), language)
    return (rules, Say("utter_returns_except", {"excluded": excluded})) if excluded else (rules,)


def about_returns(terms: Terms, text: str, language: str) -> Say | None:
    """What a question about sending back is answered with: the money, what may not go back, or the rules."""
    rules = returns(terms, language)
    if says("refund", text) and not says("cost", text):
        return refund(terms)
    return rules[-1] if says("opened", text) and rules else next(iter(rules), None)


def guarantee(terms: Terms, category: Category | None, language: str) -> Say | None:
    """How long the shop puts a defect right, for a kind of product when one is meant."""
    known = terms.warranty
    if known is None:
        return None
    years = known.years(category.key) if category else None
    if category is None or years is None:
        return Say("utter_guarantee", {"months": str(known.burden_months)})
    name = category.labels[language].lower()
    return Say("utter_guarantee_of", {"category": name, "years": str(years), "months": str(known.burden_months)})


def privacy(terms: Terms) -> Say | None:
    """What is kept, and for how long."""
    known = terms.privacy
    days = {"days": str(known.conversation_days), "transcript": str(known.transcript_days)} if known else None
    return Say("utter_privacy", days) if days else None


def take_back(terms: Terms, category: Category | None, language: str) -> Say | None:
    """That the old one goes along when a new one of its kind is bought."""
    electric = category and any(category.attribute(key) for key in terms.take_back.facts)
    if category is None or electric:
        return Say("utter_take_back") if terms.take_back.categories else None
    if category.key not in terms.take_back.categories:
        return None
    return Say("utter_take_back_of", {"category": category.labels[language].lower()})


def last_day(terms: Terms, received: date) -> date | None:
    """The last day to send back what was received on a day; None when the shop does not say."""
    return terms.withdrawal.last_day(received) if terms.withdrawal else None
