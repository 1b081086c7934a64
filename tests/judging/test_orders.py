"""The demo orders that dialogues are about."""

from __future__ import annotations

import yaml

from bot.judging.orders import FILE, examples


class TestExamples:
    def test_name_an_order_somebody_elses_and_nobodys(self) -> None:
        """The postcode proves the first and not the second."""
        known = {o["number"]: o["postcode"] for o in yaml.safe_load(FILE.read_text(encoding="utf-8"))["orders"]}
        given = examples()

        assert known[given["order_number"]] == given["postcode"] != known[given["other_order_number"]]
        assert given["wrong_order_number"] not in known
