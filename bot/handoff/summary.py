"""What a colleague must know before answering: facts from the conversation, no text that was made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Summary:
    """The conversation in facts. Texts that a shopper also sees are given by language, `nl` and `en`."""

    category: Mapping[str, str] = field(default_factory=dict)
    """What kind of product it is about."""
    wishes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was wished, in words, as on the cards."""
    shown: tuple[str, ...] = ()
    """Titles of the products shown last."""
    chosen: str = ""
    basket: tuple[str, ...] = ()
    """Titles of what lies in the basket, with their number."""
    page: str = ""
    """Title of the product on the page, else its address."""
    order_number: str = ""
    intents: tuple[str, ...] = ()
    """Names of the last intents, the oldest first: what was wanted."""
    misunderstood: int = 0
    """Messages in a row that were not understood."""
    last_words: str = ""
    """What the shopper said last, as typed."""
