"""What goes with a chosen product."""

from __future__ import annotations

from bot.selection.accessories import Offered, accessories
from bot.selection.columns import columns
from bot.shop.ports import Accessory, Attribute, Category, Kind, Product, Value
from tests.selection.laptops import CATEGORY, laptop

PRICE = Attribute("price", Kind.NUMBER, "EUR")
BAGS = Category("bag", {"nl": "tas"}, {}, (PRICE, Attribute("screen", Kind.NUMBER, "inch")))
MICE = Category("mouse", {"nl": "muis"}, {}, (PRICE, Attribute("colour", Kind.CATEGORY)))
CHOSEN = laptop("chosen", 500.0, screen=15.6, colour="zwart")


def thing(product_id: str, price: float = 20.0, *, in_stock: bool = True, **facts: Value) -> Product:
    """A product of whatever category."""
    return Product(product_id, "", {"nl": product_id}, price, facts, in_stock=in_stock)


def bags(*products: Product, same: tuple[str, ...] = ("screen",)) -> Offered:
    """Bags, by default of the laptop's own size."""
    return Offered(Accessory("bag", same), BAGS, columns(products, BAGS))


def mice(*products: Product, same: tuple[str, ...] = ()) -> Offered:
    """Mice."""
    return Offered(Accessory("mouse", same), MICE, columns(products, MICE))


class TestAccessories:
    """Few, fitting, and cheaper than the product."""

    def test_what_has_to_fit_fits(self) -> None:
        """A bag of another size, or of no stated size, is not offered."""
        kind = bags(thing("15", screen=15.6), thing("13", screen=13.0), thing("unknown"))

        assert accessories(CHOSEN, CATEGORY, [kind]) == ("15",)

    def test_values_have_to_be_the_same_too(self) -> None:
        """A black mouse to a black laptop."""
        assert accessories(
            CHOSEN, CATEGORY, [mice(thing("w", colour="wit"), thing("z", colour="zwart"), same=("colour",))]
        ) == ("z",)

    def test_what_the_product_does_not_state_nothing_fits(self) -> None:
        """Nobody knows which bag a laptop of unknown size needs."""
        assert accessories(laptop("bare", 500.0), CATEGORY, [bags(thing("15", screen=15.6))]) == ()
        assert accessories(CHOSEN, CATEGORY, [bags(thing("15", screen=15.6), same=("wings",))]) == ()

    def test_sold_out_free_and_dearer_ones_are_left_out(self) -> None:
        """Nobody buys a bag of 500 to a laptop of 500."""
        kind = mice(thing("gone", in_stock=False), thing("as dear", 500.0), thing("free", 0.0), thing("fine", 499.0))

        assert accessories(CHOSEN, CATEGORY, [kind]) == ("fine",)

    def test_each_kind_has_its_turn_and_three_is_the_most(self) -> None:
        """A bag and two mice rather than three mice."""
        many = mice(*(thing(f"m{n}") for n in range(5)))

        found = accessories(CHOSEN, CATEGORY, [many, bags(thing("15", screen=15.6))])

        assert len(found) == 3
        assert "15" in found

    def test_the_shop_that_sells_none_offers_none(self) -> None:
        """Nothing is made up; the category itself is no accessory of its own."""
        itself = Offered(Accessory("laptop"), CATEGORY, columns([laptop("other", 300.0)], CATEGORY))

        assert accessories(CHOSEN, CATEGORY, []) == ()
        assert accessories(CHOSEN, CATEGORY, [bags(), itself]) == ()
