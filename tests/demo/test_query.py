from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.query import IN_STOCK, Filter, Op, Question, Sort, number, read
from bot.shop.ports import Attribute, Category, Kind

CATEGORY = Category(
    "laptop",
    {"nl": "laptop", "en": "laptop"},
    {},
    (
        Attribute("price", Kind.NUMBER, "EUR"),
        Attribute("weight", Kind.NUMBER, "kg"),
        Attribute("wireless", Kind.YES_NO),
        Attribute("colour", Kind.CATEGORY, values=("zwart", "wit")),
        Attribute("page", Kind.CATEGORY, values=("links",)),
        Attribute("story", Kind.TEXT),
    ),
)


def asked(*parameters: tuple[str, str]) -> Question:
    """The question in these parameters."""
    return read(parameters, CATEGORY)


class TestRead:
    def test_values_of_one_attribute_add_up(self) -> None:
        """Two colours ticked mean either of them."""
        question = asked(("colour.is", "zwart"), ("colour.is", "wit"), ("wireless.is", "yes"))

        assert question.filters == (
            Filter("colour", Op.IS, ("zwart", "wit")),
            Filter("wireless", Op.IS, (True,)),
        )

    def test_bounds_take_a_comma_or_a_point(self) -> None:
        """Both "1,5" and "1.5" are the same weight, in every language of the page."""
        assert asked(("weight.max", "1,5")) == asked(("weight.max", "1.5"))

    def test_what_was_left_empty_asks_nothing(self) -> None:
        """A form sends its empty fields too."""
        assert asked(("price.min", ""), ("price.max", " "), ("sort", "")) == Question()

    def test_stock_order_and_page_have_their_own_names(self) -> None:
        """A feed's column called "page" is not the page."""
        question = asked(("stock", "yes"), ("sort", "price_up"), ("page", "3"), ("page.is", "links"))

        assert question.filters == (IN_STOCK, Filter("page", Op.IS, ("links",)))
        assert (question.sort, question.page, question.misunderstood) == (Sort.PRICE_UP, 3, ())

    @pytest.mark.parametrize(
        ("name", "given"),
        [
            ("price.max", "duur"),
            ("price.max", "1.299"),
            ("price.max", "1e9"),
            ("price.max", "nan"),
            ("colour.max", "3"),
            ("colour", "zwart"),
            ("taste.is", "zoet"),
            ("story.is", "lang"),
            ("wireless.is", "soms"),
            ("stock", "no"),
            ("sort", "name"),
            ("page", "0"),
            ("page", "-1"),
            ("page", "²"),
        ],
    )
    def test_what_means_nothing_is_named_and_does_not_count(self, name: str, given: str) -> None:
        """Nothing is guessed, and nothing is dropped in silence."""
        assert asked((name, given)) == Question(misunderstood=(f"{name}={given}",))

    def test_a_second_bound_does_not_replace_the_first(self) -> None:
        """Of two caps neither can be meant more than the other; the later one is named."""
        question = asked(("price.max", "500"), ("price.max", "900"))

        assert question.filters == (Filter("price", Op.MAX, (500.0,)),)
        assert question.misunderstood == ("price.max=900",)

    @pytest.mark.parametrize("name", ["lang", "utm_source", "gclid"])
    def test_what_advertisements_add_is_no_question(self, name: str) -> None:
        """A link in a campaign shows the plain list."""
        assert asked((name, "en")) == Question()

    @given(st.lists(st.tuples(st.text(), st.text())))
    def test_anything_can_be_read(self, parameters: list[tuple[str, str]]) -> None:
        """Whatever stands in an address, there is a question, and its own address gives it again."""
        question = read(parameters, CATEGORY)

        assert read(question.parameters(), CATEGORY).filters == question.filters


class TestParameters:
    def test_an_address_gives_the_question_again(self) -> None:
        """What is asked survives its way through a link."""
        question = asked(
            ("colour.is", "wit"), ("weight.min", "0,25"), ("stock", "yes"), ("sort", "price_down"), ("page", "2")
        )

        assert read(question.parameters(), CATEGORY) == question

    def test_leaving_a_filter_out_starts_at_the_first_page(self) -> None:
        """Another list has other pages."""
        question = asked(("colour.is", "wit"), ("stock", "yes"), ("page", "2"))

        assert question.without(IN_STOCK).parameters() == [("colour.is", "wit")]


class TestNumber:
    @pytest.mark.parametrize(("given", "found"), [("12", 12.0), (" 0,5", 0.5), ("-20", -20.0), ("3.14", 3.14)])
    def test_reads_what_people_type(self, given: str, found: float) -> None:
        """Comma and point are both decimal marks."""
        assert number(given) == found

    @pytest.mark.parametrize("given", ["1.299", "1,299", "€ 5", "1 000", "", "9" * 40, "٣"])
    def test_never_guesses(self, given: str) -> None:
        """For instance "1.299" is a thousand to one and a bit more than one to another."""
        assert number(given) is None
