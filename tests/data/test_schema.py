"""What the demo shop says of its categories: needs that its products can meet, and questions as a seller asks them."""

from __future__ import annotations

from functools import cache
from itertools import chain, pairwise
from pathlib import Path

import pytest

from bot.language.words import fold
from bot.shop.feed import read_feed
from bot.shop.ports import Category, Kind, Need, Preference, Product

SHOP = Path(__file__).parents[2] / "data" / "shop"
KEYS = sorted(file.stem for file in (SHOP / "schema").glob("*.yml"))
LANGUAGES = ("nl", "en")
LONGEST_QUESTION = 130
LONGEST_CHIP = 40
FEWEST_TO_CHOOSE_FROM = 3


@cache
def shop(key: str) -> tuple[Category, tuple[Product, ...]]:
    """A category of the demo shop, with its products."""
    feed = read_feed(SHOP / "products" / f"{key}.csv", schema_folder=SHOP / "schema")
    return feed.categories[0], tuple(feed.products)


def every_need() -> list[tuple[str, str]]:
    """Category and key of every need."""
    return [(key, need.key) for key in KEYS for need in shop(key)[0].needs]


def meets(product: Product, asked: Preference) -> bool:
    """Whether a product does what is asked, for sure."""
    value = product.fact(asked.attribute)
    if value is None:
        return False
    if isinstance(asked.value, tuple):
        return value in asked.value
    if asked.op == "eq":
        return value == asked.value
    return float(value) <= asked.value if asked.op == "le" else float(value) >= asked.value


def need_of(key: str, name: str) -> tuple[Need, list[Product]]:
    """A need with the products in stock that have all its minimums."""
    category, products = shop(key)
    need = next(n for n in category.needs if n.key == name)
    return need, [p for p in products if p.in_stock and all(meets(p, r) for r in need.require)]


class TestNeeds:
    @pytest.mark.parametrize("key", KEYS)
    def test_fit_in_one_question(self, key: str) -> None:
        """There is enough to choose from, and at most the seven answers that a question may offer."""
        assert 4 <= len(shop(key)[0].needs) <= 7

    @pytest.mark.parametrize(("key", "name"), every_need())
    def test_leave_products_to_choose_from(self, key: str, name: str) -> None:
        """The minimums can be met with what is in stock, and some product does all that is preferred as well."""
        need, able = need_of(key, name)

        assert len(able) >= FEWEST_TO_CHOOSE_FROM
        assert any(all(meets(p, wish) for wish in need.prefer) for p in able)

    @pytest.mark.parametrize(("key", "name"), every_need())
    def test_tell_products_apart(self, key: str, name: str) -> None:
        """A need that every product meets would say nothing."""
        need, _ = need_of(key, name)
        _, products = shop(key)

        assert not all(meets(p, asked) for p in products for asked in (*need.prefer, *need.require))

    @pytest.mark.parametrize("key", KEYS)
    def test_ask_of_attributes_that_the_products_have(self, key: str) -> None:
        """Nothing is asked that no product can answer, and no value that none has."""
        category, _ = shop(key)
        asked = [p for need in category.needs for p in (*need.prefer, *need.require)]
        named = [(category.attribute(p.attribute), p.value) for p in asked]

        assert all(attribute is not None for attribute, _ in named)
        assert all(set(v) <= set(a.values) for a, v in named if a and isinstance(v, tuple))

    @pytest.mark.parametrize("key", KEYS)
    def test_are_told_in_words_of_their_own(self, key: str) -> None:
        """No two needs of a category share a phrase, as they are matched: without capitals and accents."""
        for language in LANGUAGES:
            said = [fold(phrase) for need in shop(key)[0].needs for phrase in need.phrases[language]]

            assert len(set(said)) == len(said), sorted(p for p in set(said) if said.count(p) > 1)

    @pytest.mark.parametrize(("key", "name"), every_need())
    def test_have_phrases_enough_and_a_short_name(self, key: str, name: str) -> None:
        """Dutch first, and a name that fits a chip."""
        need, _ = need_of(key, name)

        assert len(need.phrases["nl"]) >= 7
        assert len(need.phrases["en"]) >= 5
        assert all(0 < len(need.labels[language]) <= LONGEST_CHIP for language in LANGUAGES)


class TestQuestions:
    @pytest.mark.parametrize("key", KEYS)
    def test_are_about_what_can_be_asked(self, key: str) -> None:
        """The need, and attributes of the category."""
        category, _ = shop(key)

        assert all(q.about == "need" or category.attribute(q.about) for q in category.questions)

    @pytest.mark.parametrize("key", KEYS)
    def test_say_something_of_every_attribute(self, key: str) -> None:
        """So that nobody is asked what the shop never thought of."""
        category, _ = shop(key)

        asked = {a.key for a in category.attributes if a.kind is not Kind.TEXT}
        assert asked <= {q.about for q in category.questions}

    @pytest.mark.parametrize("key", KEYS)
    def test_ask_the_use_before_the_rest(self, key: str) -> None:
        """A seller asks what it is for; of a mattress, the size of the bed comes before that. Then the budget."""
        priorities = {q.about: q.priority for q in shop(key)[0].questions}
        first = sorted(priorities, key=lambda about: -priorities[about])[:2]

        assert "need" in first
        assert priorities["price"] >= 1.3
        assert (priorities["rating"], priorities["reviews"]) == (0, 0)

    @pytest.mark.parametrize("key", KEYS)
    def test_are_said_in_both_languages(self, key: str) -> None:
        """Short enough for a chat, and ending as a question or a remark does; what is never asked needs no words."""
        asked = [q for q in shop(key)[0].questions if q.texts]
        texts = [q.texts[language] for q in asked for language in LANGUAGES]

        assert len(asked) >= 10
        assert all(0 < len(text) <= LONGEST_QUESTION and text[-1] in "?." for text in texts)


class TestAttributes:
    @pytest.mark.parametrize("key", KEYS)
    def test_are_parted_where_there_are_products(self, key: str) -> None:
        """Every bucket holds some, so that every answer leaves something to show."""
        category, products = shop(key)
        for attribute in (a for a in category.attributes if a.buckets):
            edges = (float("-inf"), *attribute.buckets, float("inf"))
            stated = [float(v) for p in products if (v := p.fact(attribute.key)) is not None]

            held = [sum(low <= v < high for v in stated) for low, high in pairwise(edges)]
            assert all(held), (attribute.key, held)
            assert len(held) <= 7

    @pytest.mark.parametrize("key", KEYS)
    def test_are_explained_in_half_a_sentence(self, key: str) -> None:
        """That goes on where another begins: no capital, no full stop, in both languages."""
        said = [a.explained for a in shop(key)[0].attributes if a.explained]
        texts = list(chain.from_iterable(e.values() for e in said))

        assert all(set(e) == set(LANGUAGES) for e in said)
        assert texts
        assert all(text[0].islower() and text[-1].isalnum() and len(text) <= 60 for text in texts)

    @pytest.mark.parametrize("key", KEYS)
    def test_are_answerable_where_the_shop_says_so(self, key: str) -> None:
        """Everybody knows their bed or their budget; hardly anybody a pump's pressure."""
        known = {a.key: a.answerable for a in shop(key)[0].attributes}

        assert known["price"] == 0.9
        assert sum(share is not None for share in known.values()) >= 8


class TestAccessories:
    @pytest.mark.parametrize("key", KEYS)
    def test_are_for_sale(self, key: str) -> None:
        """The shop offers beside a product only what it has."""
        for accessory in shop(key)[0].accessories:
            other, _ = shop(accessory.category)

            assert other.key != key
            assert all(other.attribute(same) for same in accessory.same)
