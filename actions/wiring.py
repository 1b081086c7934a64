"""Which actions there are, and how an action call becomes an answer. Nothing is opened here: services come in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa_sdk.executor import ActionExecutor

from actions import (
    addressing,
    asking,
    bare_words,
    checkout,
    comparing,
    courtesy,
    customer_care,
    delivery,
    details,
    explanation,
    forms,
    general,
    in_between,
    inspiration,
    order_form,
    order_question,
    people,
    reasoning,
    requests,
    selection,
    shop_answers,
    small_talk,
    transaction,
)
from actions.base import SalesAction, Services, colleagues
from bot.handoff.ports import HandoffsUnavailable

ACTIONS: tuple[type[SalesAction], ...] = (
    courtesy.Greet,
    courtesy.Thank,
    courtesy.Goodbye,
    general.Affirm,
    general.Deny,
    general.NotUnderstood,
    general.OutOfScope,
    general.Abuse,
    small_talk.SmallTalk,
    addressing.AddressAs,
    shop_answers.ShopAnswer,
    inspiration.Inspire,
    explanation.Explain,
    selection.FindProducts,
    selection.RefineChoice,
    asking.AnswerQuestion,
    bare_words.BareWord,
    comparing.CompareProducts,
    details.ProductDetail,
    reasoning.RecommendationReason,
    transaction.ChooseProduct,
    transaction.AddToCart,
    checkout.DeliveryTerms,
    checkout.CheckoutHelp,
    delivery.OrderStatus,
    delivery.OrderReceived,
    delivery.DeliveryProblem,
    order_question.OrderQuestion,
    order_form.OrderFormFilled,
    customer_care.ChangeOrder,
    customer_care.ReturnRequest,
    customer_care.WarrantyRepair,
    customer_care.UsageHelp,
    customer_care.Complaint,
    customer_care.TellPrivacy,
    requests.ConfirmRequest,
    in_between.GiveFeedback,
    in_between.Repurchase,
    in_between.DisposeOld,
    people.RequestHuman,
    people.CallOffHuman,
    people.AnswerWaiting,
    people.RequestCallback,
)
Execute = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


def executor(services: Services) -> Execute:
    """A function that runs action calls of the rasa_sdk protocol; raises `OSError` when a store is away."""
    actions = ActionExecutor()
    for action in colleagues(ACTIONS, services).values():
        actions.register_action(action)
    for form_action in (forms.ValidateCallbackForm(), *order_form.actions()):
        actions.register_action(form_action)

    async def execute(call: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            return await actions.run(call)  # type: ignore[no-any-return]  # rasa_sdk has no types
        except HandoffsUnavailable as error:
            raise OSError(str(error)) from error

    return execute
