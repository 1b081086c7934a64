"""The demo shop in memory, and a shopper who talks to one action after another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from actions.base import SalesAction, Services, colleagues
from actions.details import ProductDetail
from actions.reading import meant_for_question
from actions.reply import Reply
from actions.second import action_of
from actions.selection import FindProducts, RefineChoice
from actions.shopper import Shopper, with_answered_amount
from actions.transaction import ChooseProduct
from actions.wiring import ACTIONS
from bot.handoff.memory import MemoryHandoffQueue, MemoryHandoffs
from bot.language.recognise import recognise
from bot.language.terms import Vocabulary
from bot.selection.glossary import read_glossary
from bot.selection.mood import read_mood
from bot.selection.state import State
from bot.shop.feed import read_feed
from bot.shop.memory import MemoryCatalogue
from bot.shop.ports import Product

DEMO = Path(__file__).parent.parent.parent / "data" / "shop"


@pytest.fixture(scope="session")
def catalogue() -> MemoryCatalogue:
    """The demo products."""
    demo = MemoryCatalogue()
    for file in sorted((DEMO / "products").glob("*.csv")):
        demo.replace(read_feed(file, schema_folder=DEMO / "schema"))
    return demo


@pytest.fixture(scope="session")
def vocabulary(catalogue: MemoryCatalogue) -> Vocabulary:
    """The demo shop's words."""
    categories = catalogue.categories()
    return Vocabulary.build(categories, [p for c in categories for p in catalogue.products(c.key)])


@dataclass
class Talk:
    """A conversation with the actions: what was recognised goes in, what is remembered is kept."""

    services: Services
    vocabulary: Vocabulary
    language: str = "nl"
    selection: State = field(default_factory=State)
    pending: str = ""
    misunderstood: int = 0
    page: dict[str, Any] = field(default_factory=dict)
    loop: str = ""
    before: str = ""
    answered: frozenset[str] = frozenset()
    """Names of the responses to the message before, for what is only meant after one of them."""
    slots: dict[str, Any] = field(default_factory=dict)

    def shopper(self, text: str) -> Shopper:
        """The shopper as an action sees it."""
        return Shopper(
            text=text,
            text_before=self.before,
            intent="",
            entities=with_answered_amount(text, tuple(recognise(text, self.vocabulary)), self.pending),
            language=self.language,
            selection=self.selection,
            pending=self.pending,
            misunderstood=self.misunderstood,
            loop=self.loop,
            page=self.page,
            conversation="c",
            key="c:1",
            answered=self.answered,
            slots=self.slots,
        )

    async def say(self, text: str, action: type[SalesAction]) -> Reply:
        """Say something that leads to `action`."""
        shopper = self.shopper(text)
        name = meant_for_question(shopper, self.services.shelf) or action.action_name
        reply = await colleagues(ACTIONS, self.services)[name].answer(shopper)
        self.slots.update(reply.slots)
        self.selection = reply.selection or self.selection
        self.pending, self.misunderstood, self.before = reply.pending, reply.misunderstood, text
        return reply

    async def reply(self, text: str, intent: str, **known: Any) -> Reply:
        """What the bot makes of a whole turn, whoever answers it; `known` else of the shopper."""
        shopper = replace(self.shopper(text), intent=intent, **known)
        reply = await colleagues(ACTIONS, self.services)[action_of(intent)].replied(shopper)
        self.selection = reply.selection or self.selection
        self.pending, self.misunderstood, self.before = reply.pending, reply.misunderstood, text
        self.answered = frozenset(say.response for say in reply.says)
        self.slots.update(reply.slots)
        return reply

    async def need(self, text: str) -> Reply:
        """State a need."""
        return await self.say(text, FindProducts)

    async def refine(self, text: str) -> Reply:
        """Change the choice."""
        return await self.say(text, RefineChoice)

    async def ask(self, text: str) -> Reply:
        """Ask a fact."""
        return await self.say(text, ProductDetail)

    async def choose(self, text: str) -> Reply:
        """Choose a product."""
        return await self.say(text, ChooseProduct)

    def shown(self) -> list[Product]:
        """The products of the last cards."""
        return [p for i in self.selection.shown if (p := self.services.catalogue.product(i))]


@pytest.fixture
def talk(catalogue: MemoryCatalogue, vocabulary: Vocabulary) -> Talk:
    """A new conversation in the demo shop."""
    glossary = read_glossary(DEMO / "glossary")
    mood = read_mood(DEMO.parent / "mood.yml")
    services = Services(catalogue, MemoryHandoffs(), "De demo", MemoryHandoffQueue(), glossary=glossary, mood=mood)
    return Talk(services, vocabulary)
