"""The terms file: what it says comes out, and what is wrong with it is named."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.shop.dates import ZONE
from bot.shop.terms import Terms, read_terms
from bot.shop.yaml_reading import ShopFileInvalid

DEMO = Path(__file__).parents[2] / "data" / "shop" / "terms.yml"


@pytest.fixture
def terms() -> Terms:
    """The demo shop's terms."""
    return read_terms(DEMO)


def written(folder: Path, text: str) -> Path:
    """A terms file with `text` in it."""
    file = folder / "terms.yml"
    file.write_text(text, encoding="utf-8")
    return file


class TestDelivery:
    @pytest.mark.parametrize(("amount", "cost"), [(49.99, 4.95), (50.0, 0.0), (649.0, 0.0)])
    def test_is_free_from_an_amount(self, terms: Terms, amount: float, cost: float) -> None:
        """The amount itself counts."""
        assert terms.delivery is not None
        assert terms.delivery.cost_of(amount) == cost

    @pytest.mark.parametrize(
        ("ordered", "arrives"),
        [
            (datetime(2026, 11, 24, 21, 59, tzinfo=ZONE), date(2026, 11, 25)),
            (datetime(2026, 11, 24, 22, 0, tzinfo=ZONE), date(2026, 11, 26)),
            (datetime(2026, 11, 28, 9, 0, tzinfo=ZONE), date(2026, 11, 30)),  # Saturday counts as Sunday
            (datetime(2026, 12, 24, 12, 0, tzinfo=ZONE), date(2026, 12, 28)),  # Christmas, then a Sunday
        ],
    )
    def test_counts_cut_off_weekend_and_holidays(self, terms: Terms, ordered: datetime, arrives: date) -> None:
        """From the moment of order to the day at the door."""
        assert terms.delivery is not None
        assert terms.delivery.arrives(ordered) == arrives


class TestWithdrawal:
    def test_last_day_is_moved_past_the_weekend(self, terms: Terms) -> None:
        """Received on Saturday the 7th: Monday the 23rd."""
        assert terms.withdrawal is not None
        assert terms.withdrawal.last_day(date(2026, 11, 7)) == date(2026, 11, 23)


class TestReading:
    def test_what_is_absent_is_unknown(self, tmp_path: Path) -> None:
        """An empty file promises nothing."""
        assert read_terms(written(tmp_path, "")) == Terms()

    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("delivry: {}", "'delivry'"),
            ("withdrawal: {days: 7, refund_days: 14, return_costs: shop}", "withdrawal.days is 7"),
            ("withdrawal: {days: 14, refund_days: 30, return_costs: shop}", "withdrawal.refund_days is 30"),
            ("withdrawal: {days: 14, refund_days: 14, return_costs: nobody}", "withdrawal.return_costs is 'nobody'"),
            ("payment: [ideal, bitcoin]", "payment is ['ideal', 'bitcoin']"),
            ("delivery: {cost: -1}", "delivery.cost is -1"),
            ("delivery: {cost: 1, cut_off: laat, days: 1}", "delivery.cut_off is 'laat'"),
            ("delivery: [1]", "delivery is [1]"),
            ("pickup: {days: 1, kept_days: 7}", "pickup.at is None"),
            ("warranty: {burden_months: 6}", "warranty.burden_months is 6"),
            ("take_back: {old: true}", "'old'"),
            ("a: [", "correct YAML"),
            ("- x", "a mapping"),
        ],
    )
    def test_names_file_key_and_value_of_a_mistake(self, tmp_path: Path, text: str, named: str) -> None:
        """Also of what gives a shopper less than the law does."""
        file = written(tmp_path, text)

        with pytest.raises(ShopFileInvalid) as error:
            read_terms(file)

        assert named in str(error.value)
        assert str(file) in str(error.value)

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        """With what to give instead."""
        with pytest.raises(ShopFileInvalid, match="readable YAML"):
            read_terms(tmp_path / "none.yml")
