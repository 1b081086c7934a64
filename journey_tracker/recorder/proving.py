"""Which order a stay of a chat is about: the one that was proven in the conversation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from journey_tracker.journey.calendar import DAY_MS
from journey_tracker.journey.model import JourneyModel
from journey_tracker.journey.people import Link
from journey_tracker.journey.touchpoint import PhaseStay, Touchpoint


def proven(model: JourneyModel, contacts: Iterable[Touchpoint], links: Iterable[Link]) -> list[Touchpoint]:
    """The same contacts, each stay with the order that it is about; `links` are all those of their conversations.

    The order that was proven last counts, also for what was asked in the same contact before the proof, and for who
    comes back to the chat within `repeat_days`. Whoever turns to buying is no longer about an order that was placed;
    back in a phase behind the purchase they are.
    """
    proofs: defaultdict[str, list[Link]] = defaultdict(list)
    for link in sorted(links):
        if link.proof:
            proofs[link.alias].append(link)
    return [_told(model, contact, proofs.get(contact.alias, ())) for contact in contacts]


def _told(model: JourneyModel, contact: Touchpoint, proofs: Sequence[Link]) -> Touchpoint:
    orders = [_order(model, contact, stay, proofs) if proofs else "" for stay in contact.stays]
    if orders == [stay.about for stay in contact.stays]:
        return contact
    stays = tuple(replace(stay, about=order) for stay, order in zip(contact.stays, orders, strict=True))
    return replace(contact, stays=stays)


def _order(model: JourneyModel, contact: Touchpoint, stay: PhaseStay, proofs: Sequence[Link]) -> str:
    since = contact.first_ms - model.repeat_days * DAY_MS
    known = [link for link in proofs if since <= link.at_ms <= contact.last_ms]
    proof = next((link for link in reversed(known) if link.at_ms <= stay.last_ms), next(iter(known), None))
    if proof is None or _buys(model, stay):
        return ""
    begin, end = sorted((proof.at_ms, stay.first_ms))
    turned = any(_buys(model, other) and begin < other.first_ms <= end for other in contact.stays)
    return "" if turned and stay.phase not in model.after_purchase else proof.proof


def _buys(model: JourneyModel, stay: PhaseStay) -> bool:
    """Whether it is in a phase up to the purchase: that is about no order yet."""
    if stay.phase is None or model.phase(stay.phase).transversal:
        return False
    return stay.phase not in model.after_purchase
