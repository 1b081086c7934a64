"""What belongs to no phase: greeting, yes and no, and what was not understood."""

from __future__ import annotations

from actions.base import Reply, SalesAction, Say, Shopper

OFFER_HUMAN = "offer_human"
CALLBACK_FORM = "callback_form"
TIMES_BEFORE_A_PERSON = 2


class Greet(SalesAction):
    """The shopper is welcomed in the shop's name."""

    action_name = "action_greet"

    async def sell(self, shopper: Shopper) -> Reply:  # noqa: ARG002  # a greeting is for everybody
        """Greet."""
        return Reply((Say("utter_greet", {"shop_name": self.services.shop_name}),))


class Thank(SalesAction):
    """Thanks are answered, and the conversation stays open."""

    action_name = "action_thank"

    async def sell(self, shopper: Shopper) -> Reply:  # noqa: ARG002  # thanks are for everybody
        """Answer thanks."""
        return Reply((Say("utter_thank"),))


class Affirm(SalesAction):
    """A bare yes answers what was asked last."""

    action_name = "action_affirm"

    async def sell(self, shopper: Shopper) -> Reply:
        """Do what was offered."""
        if shopper.pending == OFFER_HUMAN:
            return Reply(followup=CALLBACK_FORM)
        return Reply((Say("utter_nothing_pending"),))


class Deny(SalesAction):
    """A bare no declines what was asked last."""

    action_name = "action_deny"

    async def sell(self, shopper: Shopper) -> Reply:
        """Leave what was offered."""
        if shopper.pending == OFFER_HUMAN:
            return Reply((Say("utter_try_again"),))
        return Reply((Say("utter_nothing_pending"),))


class NotUnderstood(SalesAction):
    """The first time the bot asks to say it differently; the second time it offers a person."""

    action_name = "action_not_understood"

    async def sell(self, shopper: Shopper) -> Reply:
        """Ask again, or offer a person."""
        if shopper.loop == CALLBACK_FORM:
            return Reply((Say("utter_callback_contact_invalid"),))
        return missed(shopper, "utter_not_understood")


def missed(shopper: Shopper, response: str) -> Reply:
    """The reply to what cannot be answered: `response` the first time, a person when it happens twice in a row."""
    times = shopper.misunderstood + 1
    if times < TIMES_BEFORE_A_PERSON:
        return Reply((Say(response),), misunderstood=times, pending=shopper.pending)
    return Reply((Say("utter_offer_human"),), misunderstood=times, pending=OFFER_HUMAN)


class OutOfScope(SalesAction):
    """What is not the shop's business is said to be so, once; the second time in a row it offers a person."""

    action_name = "action_out_of_scope"

    async def sell(self, shopper: Shopper) -> Reply:
        """Say what the bot is for, or offer a person."""
        return missed(shopper, "utter_out_of_scope")
