"""The ports of the orders: what was bought, how far it is, and how often somebody guessed at it.

The shape follows the order of the Agentic Commerce Protocol: lines with three quantities, fulfilments with events,
adjustments. Times are epoch milliseconds UTC, money is euro with VAT.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Status(StrEnum):
    """How far an order is as a whole."""

    PLACED = "placed"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    DELAYED = "delayed"
    CANCELLED = "cancelled"
    RETURNED = "returned"
    PARTLY_DELIVERED = "partly_delivered"


class Step(StrEnum):
    """What can happen to a fulfilment."""

    PLACED = "placed"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    READY_FOR_PICKUP = "ready_for_pickup"
    PICKED_UP = "picked_up"
    CANCELLED = "cancelled"
    RETURNED = "returned"


RECEIVED = frozenset({Step.DELIVERED, Step.PICKED_UP})
"""Steps after which the shopper has it."""


class Method(StrEnum):
    """How a fulfilment reaches the shopper."""

    DELIVERY = "delivery"
    PICKUP = "pickup"


class AdjustmentKind(StrEnum):
    """Why an order is no longer what was ordered."""

    CANCELLED = "cancelled"
    SOLD_OUT = "sold_out"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Pieces of a line: as ordered, as it is now (after what was taken off), and as received."""

    ordered: int
    current: int
    fulfilled: int


@dataclass(frozen=True, slots=True)
class Line:
    """One product of an order."""

    product: str
    """Id in the catalogue, which may no longer have it."""
    title: str
    """As it was sold."""
    price: float
    """Of one piece."""
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a fulfilment."""

    step: Step
    at_ms: int


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """A parcel, or what waits at a pick-up point."""

    method: Method
    products: tuple[str, ...]
    events: tuple[Event, ...]
    """In order of time."""
    carrier: str = ""
    track_url: str = ""
    pickup_at: str = ""
    """Name of the pick-up point."""
    expected_ms: int | None = None
    """Some moment of the day on which it comes; None when nobody knows."""
    promised_ms: int | None = None
    """The day that was promised first, when it became another."""

    def received_ms(self) -> int | None:
        """When the shopper got it; None as long as that is not known."""
        return next((e.at_ms for e in self.events if e.step in RECEIVED), None)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What was taken off, and what was paid back for it."""

    kind: AdjustmentKind
    at_ms: int
    products: tuple[str, ...]
    refund: float


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the shop knows it."""

    number: str
    status: Status
    ordered_ms: int
    lines: tuple[Line, ...]
    fulfilments: tuple[Fulfilment, ...]
    adjustments: tuple[Adjustment, ...] = ()

    def received_ms(self) -> int | None:
        """When the last of it was received; None while anything is still to come or that moment is not known."""
        moments = [f.received_ms() for f in self.fulfilments]
        known = [m for m in moments if m is not None]
        return max(known) if known and len(known) == len(moments) else None

    def lines_of(self, fulfilment: Fulfilment) -> tuple[Line, ...]:
        """The lines that come with `fulfilment`."""
        return tuple(line for line in self.lines if line.product in fulfilment.products)


class Orders(Protocol):
    """Read side of the orders. All methods raise `bot.shop.ports.ShopUnavailable`."""

    async def with_proof(self, number: str, postcode: str) -> Order | None:
        """The order of this number that goes to this postcode; None for an unknown number and a wrong postcode alike.

        Both take the same work, so that nobody can tell them apart. Number and postcode as the shopper typed them.
        """

    async def proven(self, number: str) -> Order | None:
        """The order of a number that was proven before in this conversation; None when it is gone."""


class Attempts(Protocol):
    """Counts who guesses, over all workers and conversations. All methods raise `bot.shop.ports.ShopUnavailable`."""

    async def take(self, key: str, subjects: Collection[str], *, at_ms: int) -> bool:
        """Count one attempt for each subject, at once; False, and nothing counted, when one has none left.

        `key` is the id of the shopper's message: one that was seen before is allowed and not counted again.
        """

    async def give_back(self, key: str) -> None:
        """Forget the attempt of a message: it was right."""

    async def disconnect(self) -> None:
        """Let go of the store; it is unusable afterwards."""
