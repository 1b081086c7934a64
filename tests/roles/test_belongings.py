"""What the assistant may speak of beside the products: the demo shop's own only while that shop sells."""

from __future__ import annotations

from bot.roles.belongings import FOLDER, Belongings, belongings
from bot.settings import read
from bot.shop.importing import Source

DEMO = Source("demo: laptop", 44, 0, "")
OWN = Source("https://shop.example/feed.xml", 300, 0, "")


class TestBelongings:
    def test_the_demo_shop_has_orders_terms_and_a_basket(self) -> None:
        """Nothing was set, and its products are there."""
        known = belongings(read({}), [DEMO, OWN])

        assert known == Belongings(FOLDER / "orders.yml", FOLDER / "terms.yml", "/basket?add={id}")
        assert known.orders_file.is_file()  # type: ignore[union-attr]  # it is set, as was just asserted
        assert known.terms_file.is_file()  # type: ignore[union-attr]  # the same

    def test_a_shop_of_ones_own_speaks_of_no_terms_that_are_not_its_own(self) -> None:
        """With its own feed as the whole catalogue the demo's promises are gone."""
        assert belongings(read({}), [OWN]) == Belongings(None, None, "")

    def test_what_is_set_holds_for_any_catalogue(self) -> None:
        """Also an empty value: it was meant."""
        link = "https://shop.example/?add={id}"
        chosen = read({"TERMS_FILE": "data/shop/terms.yml", "ORDERS_FILE": "", "CART_URL": link})

        assert belongings(chosen, [DEMO]) == Belongings(None, FOLDER / "terms.yml", link)
        assert belongings(chosen, [OWN]) == Belongings(None, FOLDER / "terms.yml", link)
