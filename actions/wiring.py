"""Which actions there are, and how an action call becomes an answer. Nothing is opened here: services come in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa_sdk.executor import ActionExecutor

from actions import customer_care, delivery, details, forms, general, selection, transaction
from actions.base import SalesAction, Services, colleagues
from bot.handoff.ports import HandoffsUnavailable

ACTIONS: tuple[type[SalesAction], ...] = (
    general.Greet,
    general.Thank,
    general.Affirm,
    general.Deny,
    general.NotUnderstood,
    general.OutOfScope,
    selection.FindProducts,
    selection.RefineChoice,
    details.ProductDetail,
    transaction.ChooseProduct,
    delivery.OrderStatus,
    customer_care.RequestCallback,
)
Execute = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


def executor(services: Services) -> Execute:
    """A function that runs action calls of the rasa_sdk protocol; raises `OSError` when a store is away."""
    actions = ActionExecutor()
    for action in colleagues(ACTIONS, services).values():
        actions.register_action(action)
    actions.register_action(forms.ValidateCallbackForm())

    async def execute(call: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            return await actions.run(call)  # type: ignore[no-any-return]  # rasa_sdk has no types
        except HandoffsUnavailable as error:
            raise OSError(str(error)) from error

    return execute
