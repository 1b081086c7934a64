"""What a choice or a proof teaches the journey: told by an action beside its answer, and never shown to the shopper.

The worker adds the conversation and the message, and sends each as the event of the same name
(`journey_tracker.events`): once for a turn, however often that is made. Keys, ids and amounts only, nothing personal.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

Answered = Literal["option", "other", "waved", "passed"]
"""With an option, in words of their own, "maakt niet uit", or about something else."""


@dataclass(frozen=True, slots=True)
class NeedTold:
    """What brought the shopper; told when it is first known and when it changes."""

    event: ClassVar[str] = "koopwijzer.need_told.v1"
    kind: Literal["latent", "explicit", "impulse"]
    """Looking round; a wish that was stated; something seen and wanted at once."""
    category: str = ""
    """Key; empty while none is known."""
    needs: tuple[str, ...] = ()
    """Keys of what it is for: `school`."""


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question that helps to choose was put."""

    event: ClassVar[str] = "koopwijzer.question_asked.v1"
    category: str
    about: str
    """Key of the attribute, or `need`."""
    gain: float
    """Bits that its answer was expected to bring, at most 64."""
    claimed: float
    """Expected share that the wanted product was among those shown beside it, 0..1."""
    options: int
    """How many answers were offered, "maakt niet uit" not among them."""


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The open question got its answer, or will not get one."""

    event: ClassVar[str] = "koopwijzer.question_answered.v1"
    category: str
    about: str
    how: Answered


@dataclass(frozen=True, slots=True)
class ProductChosen:
    """The shopper chose, and this spoke for it."""

    event: ClassVar[str] = "koopwijzer.product_chosen.v1"
    category: str
    product: str
    """Id."""
    price_cents: int
    """In euro cents, VAT included."""
    reasons: tuple[str, ...] = ()
    """Keys of the attributes whose wishes it meets, those that count most first."""
    missed: tuple[str, ...] = ()
    """Keys of the attributes whose wishes it does not meet."""
    rank: int = 0
    """Its place among the products shown, from 1; 0 when it was not among them."""
    cheaper_was_enough: bool = False
    """Whether a cheaper one did all that was wished."""


@dataclass(frozen=True, slots=True)
class ProductsLost:
    """Products were turned down, or there were none to show."""

    event: ClassVar[str] = "koopwijzer.products_lost.v1"
    category: str
    reason: str
    """Key of the attribute that spoke against them (`price`, `weight` ...), or one of `LOST`."""
    products: tuple[str, ...] = ()
    """Ids; none when nothing could be shown."""


@dataclass(frozen=True, slots=True)
class OrderProven:
    """The shopper proved that an order is theirs, so this chat is of whoever placed it."""

    event: ClassVar[str] = "koopwijzer.identified.v1"
    order: str
    """Its number."""


LOST = ("taste", "none_fits", "out_of_stock", "not_sold", "unsaid")
"""Reasons that are no attribute: of taste, nothing meets the wishes, sold out, no such category, and not told."""
Happened = NeedTold | QuestionAsked | QuestionAnswered | ProductChosen | ProductsLost | OrderProven


def told(happened: Happened) -> dict[str, Any]:
    """The same in plain types, for the worker."""
    return {"event": happened.event, **asdict(happened)}
