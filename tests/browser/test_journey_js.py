"""journey.js on a shop's own page: what it tells, what it stores, and that it does neither without consent."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

import journey_tracker.door
from journey_tracker import open_store
from journey_tracker.privacy import Refs
from tests.browser import chromium
from tests.browser.chat import Chat
from tests.browser.conftest import FLAGS
from tests.browser.looking import violations
from tests.gateway.running import RunningGateway, running_gateway
from tests.journey_tracker.door.asking import stored
from tests.journey_tracker.door.tokens import SECRET, token

pytestmark = pytest.mark.browser
ORIGIN = "http://shop.test"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
PAGE = """<!doctype html><html lang="nl"><head><title>Winkel</title>{head}</head><body><h1>Winkel</h1>
<input type="hidden" data-koopwijzer-visitor>
<script src="{gateway}/journey/v1/journey.js" async data-site="shop" {attributes}></script>{more}</body></html>"""
GRANTED = 'data-consent="granted"'
KEPT = "JSON.parse(localStorage.getItem('koopwijzer.journey'))"
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("blocked", "SecurityError"); }})"""
LOADED = "window.koopwijzerJourney && !Array.isArray(koopwijzerJourney)"
WIDGET = '<script src="{gateway}/widget/launcher.js" async></script>'


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The journey's database."""
    return f"sqlite:///{tmp_path_factory.mktemp('journey') / 'journey.db'}"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory, url: str) -> Iterator[RunningGateway]:
    """A gateway with the doors open to the shop's pages."""
    store = open_store(url, refs=Refs(b"k" * 32))
    with running_gateway(tmp_path_factory.mktemp("floor")) as running:
        running.stop()
        running.given |= {"ALLOWED_ORIGINS": ORIGIN, "JOURNEY_SECRET": SECRET, "JOURNEY_ADDRESS_EVENTS": "0"}
        running.journey = store
        running.start()
        yield running
    store.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium that does not say that it is driven, not even as a page is left; once a file."""
    with sync_playwright() as playwright:
        args = [*FLAGS, f"--user-agent={CHROME}"]
        opened = playwright.chromium.launch(executable_path=chromium.find(), args=args)
        yield opened
        opened.close()


class Shop:
    """A shop with our script on its pages, and what the tracker was told of this visit."""

    def __init__(self, page: Page, gateway: RunningGateway, url: str) -> None:
        self.page, self._gateway, self._url = page, gateway, url
        self._before = len(stored(url))
        self.sent: list[dict[str, Any]] = []
        page.on("request", self._see)

    def open(self, path: str = "/", attributes: str = GRANTED, *, head: str = "", more: str = "", **given: str) -> None:
        """Go to a page of the shop."""
        body = PAGE.format(gateway=self._gateway.url, attributes=attributes, head=head, more=more)
        headers = {"Content-Security-Policy": given.pop("policy", "")}
        self.page.unroute(f"{ORIGIN}/**")
        self.page.route(
            f"{ORIGIN}/**", lambda route: route.fulfill(body=body, content_type="text/html", headers=headers)
        )
        self.page.goto(f"{ORIGIN}{path}", **given)  # type: ignore[arg-type]  # a referrer
        self.page.wait_for_function(LOADED)

    def call(self, name: str, *given: object) -> None:
        """Call a function of the script."""
        self.page.evaluate("([name, given]) => koopwijzerJourney[name](...given)", [name, given])

    def told(self, count: int) -> list[dict[str, Any]]:
        """The events of this visit, once so many were stored; a second later there are no more."""
        self._until(lambda: len(self._news()) >= count)
        self.page.wait_for_timeout(400)
        assert len(self._news()) == count
        return self._news()

    def kinds(self, count: int) -> list[str]:
        """The short names of what was told."""
        return [one["type"].split(".")[1] for one in self.told(count)]

    def _news(self) -> list[dict[str, Any]]:
        return stored(self._url)[self._before :]

    def _until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 15
        while not holds() and time.monotonic() < deadline:
            self.page.wait_for_timeout(50)

    def _see(self, request: Any) -> None:
        if request.url.endswith("/journey/v1/page"):
            self.sent.append(json.loads(request.post_data or "{}"))


@pytest.fixture
def shop(page: Page, gateway: RunningGateway, url: str) -> Shop:
    """A shop that nobody visited yet."""
    return Shop(page, gateway, url)


class TestConsent:
    @pytest.mark.parametrize("attributes", ["", 'data-consent="denied"'])
    def test_without_it_nothing_is_sent_and_nothing_stored(self, shop: Shop, attributes: str) -> None:
        """No request, no key, no cookie, whatever the page tells the script."""
        shop.open(attributes=attributes)
        shop.call("product", {"product": "laptop-7"})
        shop.page.wait_for_timeout(500)

        assert shop.sent == []
        assert shop.page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
        assert shop.page.evaluate("koopwijzerJourney.visitor()") == ""

    def test_given_later_what_happened_on_this_page_is_told(self, shop: Shop) -> None:
        """In order, at the times at which it happened."""
        shop.open(attributes="")
        shop.call("product", {"product": "laptop-7"})
        shop.call("consent", True)

        page, product = shop.told(2)
        assert (page["data"]["page"], product["data"]["product"]) == ("", "laptop-7")
        assert page["time"] <= product["time"]

    def test_withdrawn_everything_is_removed(self, shop: Shop) -> None:
        """The visitor is forgotten here, and whoever says yes again is another."""
        shop.open()
        shop.told(1)
        visitor = shop.page.evaluate("koopwijzerJourney.visitor()")
        shop.call("consent", False)
        shop.call("product", {"product": "laptop-7"})

        assert shop.page.evaluate("localStorage.length") == 0
        shop.call("consent", True)
        assert shop.page.evaluate("koopwijzerJourney.visitor()") not in ("", visitor)
        assert shop.kinds(1) == ["page_viewed"]

    def test_withdrawn_in_one_tab_counts_in_all(self, shop: Shop, context: BrowserContext) -> None:
        """The other tab does not write the visitor back."""
        shop.open()
        shop.told(1)
        other = context.new_page()
        other.route(f"{ORIGIN}/**", lambda route: route.fulfill(body="<title>leeg</title>", content_type="text/html"))
        other.goto(ORIGIN)
        other.evaluate("localStorage.clear()")
        shop.page.wait_for_function("koopwijzerJourney.visitor() === ''")
        shop.call("product", {"product": "laptop-7"})

        assert shop.kinds(1) == ["page_viewed"]
        assert shop.page.evaluate("localStorage.length") == 0

    def test_calls_before_the_script_is_there_are_kept(self, shop: Shop) -> None:
        """The shop's own code need not wait for it."""
        asked = "<script>koopwijzerJourney = [['consent', true], ['product', {product: 'fiets-3'}]]</script>"
        shop.open(attributes="", head=asked)

        assert shop.kinds(2) == ["page_viewed", "product_viewed"]


class TestVisit:
    def test_it_keeps_how_the_visitor_came(self, shop: Shop) -> None:
        """The campaign of the first page goes with every contact of the visit; a mail was clicked."""
        shop.open("/?utm_campaign=Lente&utm_medium=Email")
        shop.told(2)
        shop.open("/p/laptop-7", f'{GRANTED} data-product="laptop-7" data-price-cents="64900" data-category="laptop"')
        events = shop.told(4)

        assert [one["type"].split(".")[1] for one in events] == [
            "mail_clicked",
            "page_viewed",
            "page_viewed",
            "product_viewed",
        ]
        assert {(one["data"]["campaign"], one["data"]["medium"]) for one in events} == {("Lente", "email")}
        assert len({(one["data"]["visitor"], one["data"]["session"]) for one in events}) == 1
        assert (events[3]["data"]["price_cents"], events[3]["data"]["category"]) == (64900, "laptop")

    @pytest.mark.parametrize(
        ("referrer", "medium"),
        [
            ("https://www.google.nl/", "organic"),
            ("https://l.facebook.com/", "social"),
            ("https://blog.example/", "referral"),
            ("", "direct"),
        ],
    )
    def test_without_a_campaign_the_referrer_tells(self, shop: Shop, referrer: str, medium: str) -> None:
        """Search, social, another site, or none."""
        shop.open(**({"referer": referrer} if referrer else {}))

        assert shop.told(1)[0]["data"]["medium"] == medium

    def test_half_an_hour_without_a_contact_ends_it(self, shop: Shop) -> None:
        """The visitor is the same, the visit is another, and the old campaign is over."""
        shop.open("/?utm_medium=cpc")
        shop.told(1)
        shop.page.evaluate(
            f"localStorage.setItem('koopwijzer.journey', JSON.stringify({{...{KEPT}, last: Date.now() - 1800001}}))"
        )
        shop.open("/")
        first, second = shop.told(2)

        assert first["data"]["visitor"] == second["data"]["visitor"]
        assert first["data"]["session"] != second["data"]["session"]
        assert (first["data"]["medium"], second["data"]["medium"]) == ("cpc", "direct")

    def test_a_browser_that_blocks_storage_is_a_visitor_for_one_page(self, shop: Shop) -> None:
        """It is told, and nothing breaks."""
        shop.page.add_init_script(NO_STORAGE)
        shop.open()

        assert shop.kinds(1) == ["page_viewed"]

    def test_the_visitor_goes_along_with_a_form(self, shop: Shop) -> None:
        """So the shop's server can say whose order it is."""
        shop.open()
        shop.told(1)

        filled = shop.page.locator("[data-koopwijzer-visitor]").input_value()
        assert filled == shop.page.evaluate("koopwijzerJourney.visitor()") != ""


class TestReading:
    def test_a_product_that_the_page_describes_is_read(self, shop: Shop) -> None:
        """schema.org/Product as JSON-LD, wherever it stands in the graph."""
        thing = {
            "@type": ["http://schema.org/Product"],
            "sku": "fiets-3",
            "offers": [{"@type": "Offer", "price": "1299.00"}],
        }
        described = json.dumps({"@graph": [{"@type": "WebPage"}, thing]})
        blocks = (f'<script type="application/ld+json">{text}</script>' for text in (described, "{broken"))
        shop.open(head="".join(blocks))
        data = shop.told(2)[1]["data"]

        assert (data["product"], data["price_cents"]) == ("fiets-3", 129900)

    def test_a_page_of_many_products_is_no_product(self, shop: Shop) -> None:
        """A list describes several."""
        block = json.dumps([{"@type": "Product", "sku": "a"}, {"@type": "Product", "sku": "b"}])
        shop.open(head=f'<script type="application/ld+json">{block}</script>')

        assert shop.kinds(1) == ["page_viewed"]

    def test_what_changed_in_the_basket_is_told(self, shop: Shop) -> None:
        """By attribute from page to page, by call within one; what lay there before the visit is no news."""
        shop.open(attributes=f'{GRANTED} data-basket="laptop-7:1"')
        shop.told(1)
        shop.open(attributes=f'{GRANTED} data-basket="laptop-7:2 muis-2"')
        shop.told(4)
        shop.call("basket", [{"product": "muis-2", "quantity": 1, "price_cents": 1999}])
        changed = [one["data"] for one in shop.told(5) if "basket" in one["type"]]

        assert [(data["product"], data["quantity"]) for data in changed] == [
            ("laptop-7", 2),
            ("muis-2", 1),
            ("laptop-7", 0),
        ]

    def test_checkout_order_customer_and_survey(self, shop: Shop) -> None:
        """All that a page can tell, by attribute and by call; what only the shop knows it signed."""
        order, customer = token(order="W-1", value_cents=64900), token(sub="klant-7")
        shop.open(attributes=f'{GRANTED} data-checkout="64900" data-order="{order}" data-customer="{customer}"')
        shop.call("survey", {"instrument": "nps", "score": 9, "phase": "transaction"})

        assert sorted(shop.kinds(5)) == [
            "checkout_started",
            "identified",
            "order_placed",
            "page_viewed",
            "survey_answered",
        ]

    def test_staff_are_marked(self, shop: Shop) -> None:
        """The shop's page knows who is logged in."""
        shop.open(attributes=f'{GRANTED} data-traffic="staff"')

        assert sorted(shop.kinds(2)) == ["page_viewed", "traffic_marked"]


class TestSending:
    def test_what_got_no_answer_is_sent_again_and_counts_once(self, shop: Shop) -> None:
        """The tracker was reached, but its answer was not: the same ids come again."""
        shop.page.clock.install()
        answers: list[str] = []

        def lose_first(route: Route) -> None:
            answers.append("answer")
            if len(answers) > 1:
                route.continue_()
            else:
                route.fetch()
                route.abort()

        shop.page.route("**/journey/v1/page", lose_first)
        shop.open()
        shop.page.clock.run_for(200)
        shop.page.wait_for_timeout(300)
        shop.call("product", {"product": "laptop-7"})
        shop.page.clock.run_for(10_000)

        assert shop.kinds(2) == ["page_viewed", "product_viewed"]
        ids = [[one["id"] for one in body["events"]] for body in shop.sent]
        assert ids[0][0] == ids[1][0]

    def test_what_happens_as_the_page_is_left_is_told(self, shop: Shop) -> None:
        """By beacon, as there is no time for an answer."""
        shop.open()
        shop.told(1)
        # By a link, as shoppers leave: what navigates by itself Playwright tries again on the next page.
        more = "koopwijzerJourney.product({product: 'laptop-7'})"
        shop.page.evaluate(
            f"() => {{ const link = Object.assign(document.createElement('a'), {{href: '/next', textContent: 'weg'}});"
            f"link.addEventListener('click', () => {more}); document.body.append(link); }}"
        )
        shop.page.get_by_text("weg").click()

        assert shop.kinds(3) == ["page_viewed", "product_viewed", "page_viewed"]

    def test_a_strict_policy_of_the_shop_suffices(self, shop: Shop, gateway: RunningGateway) -> None:
        """Script and connections from our origin, nothing else, nothing inline: not one complaint."""
        complaints: list[str] = []
        shop.page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        policy = f"default-src 'none'; script-src {gateway.url}; connect-src {gateway.url}"
        shop.open(policy=policy)

        assert shop.kinds(1) == ["page_viewed"]
        assert [said for said in complaints if "favicon" not in said] == []


class TestChat:
    def test_a_chat_and_the_browser_it_is_in_are_joined(self, shop: Shop, gateway: RunningGateway) -> None:
        """Once, by the chat's own token, when it is opened."""
        shop.open(more=WIDGET.format(gateway=gateway.url))
        shop.told(1)
        chat = Chat(shop.page)
        chat.launcher.click()
        chat.say("hallo")
        page, joined = shop.told(2)

        assert joined["type"] == "koopwijzer.identified.v1"
        assert joined["data"]["conversation"] == chat.conversation
        assert joined["data"]["visitor"] == page["data"]["visitor"]


class TestDemoShop:
    def test_it_asks_and_only_then_measures(self, page: Page, gateway: RunningGateway, url: str) -> None:
        """A button in the foot, which is remembered while it is pressed."""
        shop = Shop(page, gateway, url)
        page.goto(gateway.url)
        button = page.locator(".measuring button")
        page.wait_for_timeout(300)
        assert shop.sent == []
        button.click()
        shop.told(1)
        page.reload()
        (first, _) = shop.told(2)

        assert first["data"]["page"] == "home"
        assert button.get_attribute("aria-pressed") == "true"
        assert violations(page) == []
        button.click()
        assert page.evaluate("localStorage.length") == 0


class TestWeight:
    def test_it_is_at_most_4_kb(self) -> None:
        """Gzipped, with nothing that a strict policy forbids."""
        source = Path(journey_tracker.door.__file__).with_name("journey.js").read_text(encoding="utf-8")

        assert len(gzip.compress(source.encode(), compresslevel=9)) <= 4096
        assert not re.search(r"innerHTML|document\.write|\beval\b|new Function|document\.cookie", source)
