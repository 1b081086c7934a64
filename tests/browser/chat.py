"""The chat as a shopper sees it, for tests that read like a visit."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class Product:
    """A card in the chat."""

    title: str
    price: float
    """Euro."""
    fitting: frozenset[str]
    """Labels, in lower case, of the facts that carry a tick."""


@dataclass(frozen=True, slots=True)
class Chat:
    """The widget on a page; Playwright looks through its shadow root by itself."""

    page: Page

    @property
    def panel(self) -> Locator:
        """The open chat."""
        return self.page.get_by_role("dialog")

    @property
    def box(self) -> Locator:
        """Where the shopper types."""
        return self.panel.locator("textarea")

    @property
    def notice(self) -> Locator:
        """The line that says what is wrong."""
        return self.panel.locator(".notice")

    @property
    def messages(self) -> Locator:
        """Everything said so far."""
        return self.panel.locator(".messages > li")

    @property
    def answers(self) -> Locator:
        """What the assistant said."""
        return self.panel.locator(".messages > li.bot")

    @property
    def focused(self) -> Locator:
        """The element that has the focus."""
        return self.page.locator("koopwijzer-chat :focus")

    @property
    def launcher(self) -> Locator:
        """The button that opens the chat."""
        return self.page.locator("koopwijzer-chat .launcher")

    @property
    def conversation(self) -> str:
        """The id the log has it under, once the tab knows."""
        kept: str = self.page.evaluate("JSON.parse(sessionStorage.getItem('koopwijzer.conversation'))")
        return kept

    def visit(self, address: str) -> None:
        """Go to a page and open the chat."""
        self.page.goto(address)
        self.launcher.click()
        expect(self.box).to_be_focused()

    def say(self, text: str) -> None:
        """Type and send, and wait until the turn is over."""
        before = self.answers.count()
        self.send(text)
        self.wait_for_answer(before)

    def send(self, text: str) -> None:
        """Type and send."""
        self.box.fill(text)
        self.box.press("Enter")

    def wait_for_answer(self, before: int) -> None:
        """Wait until there are more answers than `before` and the assistant is no longer at work."""
        expect(self.answers.nth(before)).to_be_visible(timeout=20_000)
        expect(self.panel.locator(".typing")).to_be_hidden(timeout=20_000)

    def texts(self) -> list[str]:
        """The words of every message, in order."""
        return self.messages.locator(".text").all_inner_texts()

    def newest_products(self) -> list[Product]:
        """The cards of the last answer that has any."""
        shown = self.answers.filter(has=self.page.locator(".card")).last
        return [product(card) for card in shown.locator(".card").all()]


def product(card: Locator) -> Product:
    """Read a card as a shopper does."""
    ticked = card.locator(".facts > div", has=card.page.locator(".icon-fits"))
    return Product(
        title=card.locator("h3").inner_text(),
        price=euro(card.locator(".price").inner_text()),
        fitting=frozenset(label.lower() for label in ticked.locator("dt").all_inner_texts()),
    )


def euro(text: str) -> float:
    """`€ 1.249,00` as 1249.0."""
    return float(text.replace("€", "").replace(".", "").replace(",", ".").strip())
