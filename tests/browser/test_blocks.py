from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.conversation.ports import Role
from tests.browser import bodies
from tests.browser.bodies import tell
from tests.browser.chat import Chat
from tests.browser.line import Line
from tests.gateway.running import RunningGateway

pytestmark = pytest.mark.browser


@pytest.fixture
def chat(page: Page, floor: RunningGateway, line: Line) -> Chat:
    """The chat, over a line that can be cut, after a first exchange."""
    assert line.routes == []
    opened = Chat(page)
    opened.visit(floor.url)
    opened.say("hallo")
    return opened


class TestTable:
    def test_it_is_a_table_with_the_wishes_first(self, chat: Chat, floor: RunningGateway) -> None:
        """Heads name product and fact, wishes come first, and what fits is said in words."""
        tell(floor, chat, bodies.TABLE)

        table = chat.panel.get_by_role("table", name="Vergelijking van producten")
        assert table.get_by_role("columnheader").count() == 3
        heads = [head.replace("\n", " ").lower() for head in table.get_by_role("rowheader").all_inner_texts()]
        assert heads == ["gewicht jouw wens", "scherm", "accuduur"]
        cells = table.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
        assert cells == ["1,1 kg\n(past bij je wens)", "1,9 kg\n(past niet bij je wens)", "onbekend"]

    def test_who_wins_a_row_is_said_in_words(self, chat: Chat, floor: RunningGateway) -> None:
        """Beside its value, for who sees it and who does not."""
        tell(floor, chat, bodies.TABLE)

        table = chat.panel.get_by_role("table", name="Vergelijking van producten")
        cells = table.get_by_role("row").nth(2).get_by_role("cell").all_inner_texts()
        assert cells == ["14 inch", "15,6 inch\nbeste van deze", "13 inch"]

    def test_on_a_phone_it_scrolls_in_itself_by_key(self, chat: Chat, floor: RunningGateway) -> None:
        """Three columns are wider than 390 px: the table takes the focus and moves, the page does not."""
        chat.page.set_viewport_size({"width": 390, "height": 844})
        tell(floor, chat, bodies.TABLE)
        box = chat.panel.get_by_role("group", name="Vergelijking van producten")

        box.focus()
        chat.page.keyboard.press("ArrowRight")
        chat.page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())

        assert chat.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0


class TestCards:
    def test_a_card_leads_to_the_basket_by_name(self, chat: Chat, floor: RunningGateway) -> None:
        """The link says which product, and goes where the shop said."""
        tell(floor, chat, bodies.CARDS)

        link = chat.panel.get_by_role("link", name="In winkelmand Sluis Pro 15")
        assert (link.get_attribute("href") or "").endswith("/basket?add=p1")

    def test_marks_are_told_only_where_they_are_known(self, chat: Chat, floor: RunningGateway) -> None:
        """Rating and energy label have words of their own, and nothing stands there without them."""
        known, *_ = bodies.CARDS["cards"]
        bare = {name: value for name, value in known.items() if name not in ("rating", "energy", "cart_url")}
        tell(floor, chat, {"text": "", "cards": [known, bare]})

        cards = chat.panel.locator(".card")
        assert cards.nth(0).locator(".marks").text_content() == "4,3 van 5 sterrenEnergielabel B"
        assert cards.nth(1).locator(".marks, .button").count() == 0

    def test_a_picture_that_cannot_be_had_leaves_no_hole(self, chat: Chat, floor: RunningGateway) -> None:
        """A dead address in a feed, or one that the shop's policy blocks, shows as no picture at all."""
        tell(floor, chat, bodies.CARDS)

        expect(chat.panel.locator(".card img")).to_have_count(0)

    def test_on_a_phone_a_link_uncovers_its_page(self, chat: Chat, floor: RunningGateway) -> None:
        """The sheet does not lie over the page that the shopper chose to see."""
        chat.page.set_viewport_size({"width": 390, "height": 844})
        tell(floor, chat, bodies.CARDS)

        chat.panel.get_by_role("link", name="Meander 14", exact=True).click()
        chat.page.wait_for_url("**/p/p0")
        chat.page.goto(floor.url)

        expect(chat.launcher).to_be_visible()
        expect(chat.panel).to_have_count(0)


class TestChips:
    def test_a_choice_may_be_pressed_or_typed_and_then_is_gone(self, chat: Chat, floor: RunningGateway) -> None:
        """Old choices cannot be pressed by mistake; typing one does as well."""
        tell(floor, chat, bodies.CARDS)
        chips = chat.panel.get_by_role("toolbar").get_by_role("button")
        assert chips.all_inner_texts() == ["Goedkoper", "Lichter", "Vergelijk ze"]

        chat.say("Lichter")

        expect(chips).to_have_count(0)
        assert chat.texts()[-2:] == ["Lichter", "re Lichter"]


class TestOrder:
    def test_the_present_step_is_marked(self, chat: Chat, floor: RunningGateway) -> None:
        """Number, state and steps in order, with the one that goes on now marked for everybody."""
        tell(floor, chat, bodies.ORDER)

        order = chat.panel.get_by_role("article").filter(has_text="Bestelling 1042")
        steps = order.get_by_role("list", name="Hoe ver je bestelling is").get_by_role("listitem")
        assert steps.count() == 4
        assert order.locator("[aria-current=step]").inner_text().split() == ["Onderweg", "vandaag"]
        assert order.get_by_role("link", name="Volg je bestelling").is_visible()


class TestPerson:
    def test_who_speaks_is_named_and_the_assistant_keeps_quiet(
        self, chat: Chat, floor: RunningGateway, line: Line
    ) -> None:
        """While Sanne has the conversation no dots appear, whatever turn is under way; after her they do again."""
        chat.panel.get_by_role("button", name="Spreek een medewerker").focus()
        tell(floor, chat, bodies.JOINED, Role.SYSTEM)
        expect(chat.box).to_be_focused()
        tell(floor, chat, bodies.FROM_SANNE, Role.AGENT)
        expect(chat.panel.locator(".intro")).to_contain_text("Je praat nu met Sanne")
        expect(chat.panel.get_by_role("button", name="Spreek een medewerker")).to_be_hidden()
        assert (chat.messages.last.text_content() or "").startswith("Medewerker Sanne zei:")

        line.swallowed = {"done"}
        chat.say("ben je er nog?")
        expect(chat.panel.locator(".typing")).to_be_hidden()
        tell(floor, chat, bodies.LEFT, Role.SYSTEM)

        expect(chat.panel.locator(".typing")).to_be_visible()
        expect(chat.panel.get_by_role("button", name="Spreek een medewerker")).to_be_visible()

    def test_it_is_still_so_after_a_reload(self, chat: Chat, floor: RunningGateway) -> None:
        """What the history says of who came counts again."""
        tell(floor, chat, bodies.JOINED, Role.SYSTEM)
        chat.page.reload()

        expect(chat.panel.locator(".intro")).to_contain_text("Je praat nu met Sanne")


class TestLanguage:
    def test_what_was_said_stays_as_it_was(self, chat: Chat, floor: RunningGateway) -> None:
        """Texts of the assistant keep their language; what the widget says of them follows the shopper."""
        for body in (bodies.CARDS, bodies.TABLE, bodies.ORDER):
            tell(floor, chat, body)
        before = chat.texts()
        chat.panel.get_by_role("button", name="English").click()

        expect(chat.panel.get_by_role("table", name="Comparison of products")).to_be_visible()
        expect(chat.panel.get_by_role("heading", name="Order 1042")).to_be_visible()
        assert chat.texts() == before
        expect(chat.panel.get_by_text("De bezorger is onderweg")).to_be_visible()


class TestReload:
    def test_every_block_is_there_again(self, chat: Chat, floor: RunningGateway) -> None:
        """Cards, table and order come back as they were, once."""
        for body in (bodies.CARDS, bodies.TABLE, bodies.ORDER):
            tell(floor, chat, body)
        before = chat.panel.locator(".messages").inner_text()
        chat.page.reload()
        expect(chat.messages).to_have_count(5)

        assert chat.panel.locator(".messages").inner_text() == before
