from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.gateway import keys
from bot.shop.feed import read_feed
from bot.shop.memory import MemoryCatalogue
from tests.browser.looking import violations
from tests.gateway.running import RunningGateway, running_gateway

pytestmark = pytest.mark.browser
DEMO = Path(__file__).parents[2] / "data" / "shop"
FILTERED = "/c/laptop?colour.is=zwart&price.max=900&sort=price_up"
NOTHING = "/c/laptop?price.max=100&weight.max=1"
PRODUCT = "/p/noordik-pluim-14"
PAGES = [
    "/",
    "/c/fiets",
    FILTERED,
    NOTHING,
    "/c/laptop?price.max=veel",
    "/c/laptop#filters",
    PRODUCT,
    "/basket",
    "/p/x",
]
STICKS_OUT = "document.documentElement.scrollWidth - innerWidth"
TOO_SMALL = """() => [...document.querySelectorAll("main a, main button, main select, main summary, header a")]
  .filter(one => one.checkVisibility() && !one.closest("p, li, h2, h3") )
  .filter(one => one.getBoundingClientRect().height < 44)
  .map(one => one.textContent.trim())"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """The demo shop with all its products; nobody answers in its chat but an echo."""
    with running_gateway(tmp_path_factory.mktemp("shop")) as gateway:
        catalogue = gateway.app[keys.CATALOGUE]
        assert isinstance(catalogue, MemoryCatalogue)
        for file in sorted((DEMO / "products").glob("*.csv")):
            catalogue.replace(read_feed(file, schema_folder=DEMO / "schema"))
        yield gateway


@pytest.fixture
def shopper(page: Page, shop: RunningGateway) -> Page:
    """A tab with one laptop in the basket."""
    page.goto(shop.url + PRODUCT)
    page.get_by_role("button", name="In winkelmand").click()
    expect(page.get_by_role("heading", name="Winkelmand")).to_be_visible()
    return page


@pytest.fixture
def without_script(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which no script runs."""
    opened = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


class TestEveryPage:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_has_no_violations(self, shopper: Page, shop: RunningGateway, scheme: Literal["light", "dark"]) -> None:
        """Axe finds nothing, in a light and in a dark room."""
        shopper.emulate_media(color_scheme=scheme)

        for path in PAGES:
            shopper.goto(shop.url + path)
            shopper.locator("koopwijzer-chat .launcher").wait_for()
            assert (path, violations(shopper)) == (path, [])

    def test_fits_a_phone(self, shopper: Page, shop: RunningGateway) -> None:
        """Nothing sticks out at 390 pixels, what is pressed is as large as a thumb, and there is one main heading."""
        shopper.set_viewport_size({"width": 390, "height": 844})

        for path in PAGES:
            shopper.goto(shop.url + path)
            assert (path, shopper.evaluate(TOO_SMALL)) == (path, [])
            assert (path, shopper.evaluate(STICKS_OUT), shopper.locator("h1").count()) == (path, 0, 1)


class TestBuying:
    def test_works_without_scripts(self, without_script: BrowserContext, shop: RunningGateway) -> None:
        """From front page over filters to a basket with a total."""
        page = without_script.new_page()
        page.goto(shop.url)
        page.get_by_role("navigation", name="Soorten producten").get_by_role("link", name="Laptop").click()
        before = page.locator(".total").inner_text()
        page.locator("[name='brand.is']").first.check()
        page.get_by_label("Tot en met").first.fill("900")
        page.get_by_role("button", name="Toon producten").click()

        assert page.locator(".total").inner_text() != before
        expect(page.get_by_role("list", name="Gekozen filters").get_by_role("listitem")).to_have_count(3)

        page.locator(".product a").first.click()
        page.get_by_role("button", name="In winkelmand").click()
        page.get_by_role("spinbutton", name="Aantal").fill("2")
        page.get_by_role("button", name="Wijzig het aantal").click()
        expect(page.locator(".count")).to_have_text("2")
        expect(page.locator(".honest")).to_contain_text("niets bestellen")

    def test_can_be_done_with_the_keyboard(self, page: Page, shop: RunningGateway) -> None:
        """The first stop skips to the content; a product is one stop, and Enter adds it."""
        page.goto(shop.url + PRODUCT)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Direct naar de inhoud")).to_be_focused()

        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="In winkelmand")).to_be_focused()

        page.keyboard.press("Enter")
        expect(page.locator(".count")).to_have_text("1")

    def test_filters_of_a_phone_open_and_close_without_a_script(
        self, without_script: BrowserContext, shop: RunningGateway
    ) -> None:
        """They wait behind a link, so that products come first."""
        page = without_script.new_page()
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{shop.url}/c/laptop")
        form = page.get_by_role("button", name="Toon producten")
        expect(form).to_be_hidden()

        page.get_by_role("link", name="Filters").click()
        expect(form).to_be_visible()

        page.get_by_role("link", name="Sluiten").click()
        expect(form).to_be_hidden()


class TestPictures:
    def test_every_product_on_the_front_is_drawn(self, page: Page, shop: RunningGateway) -> None:
        """Each picture loads, and they are not all the same."""
        page.goto(shop.url)
        pictures = page.locator("main img")
        for picture in pictures.all():
            picture.scroll_into_view_if_needed()
        page.wait_for_function("[...document.querySelectorAll('main img')].every(one => one.complete)")

        assert pictures.count() >= 24
        assert page.evaluate("[...document.querySelectorAll('main img')].every(one => one.naturalWidth > 0)")
        assert page.locator("main img").first.get_attribute("src") != page.locator("main img").last.get_attribute("src")
