from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.shop.feed import read_feed
from bot.shop.ports import Category
from bot.shop.records import category_of, category_text, product_of, product_text

SHOP = Path(__file__).parents[2] / "data" / "shop"
NEW = ("buckets", "answerable", "tolerance", "explained", "same_as")


@pytest.fixture(scope="module")
def laptops() -> Category:
    """A category with all that a schema file can say."""
    return read_feed(SHOP / "products" / "laptop.csv", schema_folder=SHOP / "schema").categories[0]


class TestCategory:
    def test_comes_back_as_it_was(self, laptops: Category) -> None:
        """Needs, questions and what goes with it included."""
        assert category_of(category_text(laptops)) == laptops

    def test_of_an_older_text_is_read_with_nothing_said(self, laptops: Category) -> None:
        """A catalogue of last month needs no import."""
        entry = json.loads(category_text(laptops))
        for key in ("needs", "questions", "accessories"):
            del entry[key]
        entry["attributes"] = [{k: v for k, v in a.items() if k not in NEW} for a in entry["attributes"]]
        read = category_of(json.dumps(entry))

        assert (read.needs, read.questions, read.accessories) == ((), (), ())
        assert {a.buckets for a in read.attributes} == {()}


class TestProduct:
    def test_comes_back_as_it_was(self) -> None:
        """Its parent included; an older text has none."""
        product = read_feed(SHOP / "products" / "laptop.csv").products[0]
        entry = json.loads(product_text(product))
        del entry["parent"]

        assert product_of(product_text(product)) == product
        assert product_of(json.dumps(entry)).parent == ""
