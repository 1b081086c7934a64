"""What a choice teaches, within a chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class NeedTold:
    """What brought the shopper became known, or changed.

    Event name: ``koopwijzer.need_told.v1``.
    """

    name: ClassVar[str] = "koopwijzer.need_told.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message that told it."""
    kind: str
    """``latent`` (looking round), ``explicit`` (a wish that was stated) or ``impulse`` (seen and wanted at once)."""
    category: str = ""
    """Key; empty while none is known."""
    needs: tuple[str, ...] = ()
    """Keys of what the product is for, such as ``school``."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """The bot put a question that helps to choose.

    Event name: ``koopwijzer.question_asked.v1``.
    """

    name: ClassVar[str] = "koopwijzer.question_asked.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message after which it was put."""
    category: str
    about: str
    """Key of the attribute, or ``need``."""
    gain: float
    """Bits that its answer was expected to bring, 0..64."""
    claimed: float
    """Expected share that the wanted product was among those shown beside it, 0..1."""
    options: int
    """How many answers were offered, "does not matter" not among them."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The open question got its answer, or will not get one.

    Event name: ``koopwijzer.question_answered.v1``.
    """

    name: ClassVar[str] = "koopwijzer.question_answered.v1"
    conversation: str
    seq: int
    """Seq of the shopper's message that answered it."""
    category: str
    about: str
    how: str
    """``option``, ``other`` (in words of their own), ``waved`` ("does not matter") or ``passed`` (something else)."""
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class ProductChosen:
    """The shopper chose a product, and this spoke for it.

    Event name: ``koopwijzer.product_chosen.v1``.
    """

    name: ClassVar[str] = "koopwijzer.product_chosen.v1"
    conversation: str
    seq: int
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
    channel: str = "webchat"


@dataclass(frozen=True, slots=True)
class ProductsLost:
    """Products were turned down, or there were none to show.

    Event name: ``koopwijzer.products_lost.v1``.
    """

    name: ClassVar[str] = "koopwijzer.products_lost.v1"
    conversation: str
    seq: int
    category: str
    reason: str
    """Key of the attribute that spoke against them, or ``taste``, ``none_fits``, ``out_of_stock``, ``not_sold``,
    ``unsaid``."""
    products: tuple[str, ...] = ()
    """Ids; none when nothing could be shown."""
    channel: str = "webchat"
