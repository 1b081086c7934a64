from __future__ import annotations

import pytest

from bot.selection.schema.overrides import InvalidSchema, parse_overrides
from bot.shop.ports import Accessory, Asking, Preference

LAPTOP = """
needs:
  - id: school
    label: {nl: School of studie, en: School}
    phrases: {nl: [voor school, huiswerk], en: [for school]}
    prefer: [{weight: {le: 1.6, weight: 2}}, {screen: {ge: 13, le: 15}}, {colour: {in: [wit, zilver]}}]
    require: [{ram: {ge: 8}}, {touchscreen: {eq: true}}, {os: {eq: ChromeOS}}]
questions:
  - {ask: need, priority: 2.0, text: {nl: "Waar is hij voor?", en: "What is it for?"}}
  - {ask: gpu, priority: 0}
cross_sell: [{category: laptoptas, same: [inches]}, {category: muis}]
"""


class TestAdvice:
    def test_reads_needs_with_what_they_ask(self) -> None:
        """Weights, both bounds of one attribute, and a value by name."""
        (need,) = parse_overrides(LAPTOP, "laptop.yml").needs

        assert (need.key, need.labels["nl"]) == ("school", "School of studie")
        assert need.phrases == {"nl": ("voor school", "huiswerk"), "en": ("for school",)}
        assert need.prefer == (
            Preference("weight", "le", 1.6, 2.0),
            Preference("screen", "ge", 13.0),
            Preference("screen", "le", 15.0),
            Preference("colour", "in", ("wit", "zilver")),
        )
        assert need.require == (
            Preference("ram", "ge", 8.0),
            Preference("touchscreen", "eq", True),
            Preference("os", "in", ("ChromeOS",)),
        )

    def test_reads_questions_and_what_goes_with_it(self) -> None:
        """Both in the order of the file."""
        read = parse_overrides(LAPTOP, "laptop.yml")

        assert read.questions == (
            Asking("need", 2.0, {"nl": "Waar is hij voor?", "en": "What is it for?"}),
            Asking("gpu", 0.0),
        )
        assert read.accessories == (Accessory("laptoptas", ("inches",)), Accessory("muis"))

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("needs: school", ["needs is 'school'", "a list of needs"]),
            ("needs: [{label: {nl: x}}]", ["needs[1]", "an entry with id"]),
            ("needs: [{id: a, foo: 1}]", ["needs[1] is 'foo'", "id, label, phrases, prefer, require"]),
            ("needs: [{id: a}, {id: a}]", ["needs is 'a'", "an id once"]),
            ("needs: [{id: a, prefer: [{w: {le: 1, weight: 0}}]}]", ["prefer[1].w.weight", "0", "above 0"]),
            ("needs: [{id: a, prefer: [{w: {max: 1}}]}]", ["prefer[1].w is 'max'", "le, ge, eq, in, weight"]),
            ("needs: [{id: a, prefer: [{w: {weight: 1}}]}]", ["prefer[1].w", "one of eq and in"]),
            ("needs: [{id: a, require: [{w: {ge: veel}}]}]", ["require[1].w.ge", "'veel'", "a number"]),
            ("needs: [{id: a, require: [{w: {ge: 1, weight: 2}}]}]", ["require[1].w is 'weight'", "le, ge, eq, in"]),
            ("needs: [{id: a, prefer: [{w: {in: zwart}}]}]", ["prefer[1].w.in", "'zwart'", "a list of values"]),
            ("needs: [{id: a, phrases: {nl: school}}]", ["phrases.nl", "'school'", "a list of words"]),
            ("questions: [{priority: 2}]", ["questions[1]", "an entry with ask"]),
            ("questions: [{ask: price, priority: -1}]", ["questions[1].priority", "-1", "0 for never"]),
            ("questions: [{ask: price}, {ask: price}]", ["questions is 'price'", "one question about each"]),
            ("cross_sell: [{category: muis, match: x}]", ["cross_sell[1] is 'match'", "category, same"]),
            ("cross_sell: [{same: [inches]}]", ["cross_sell[1]", "an entry with category"]),
        ],
    )
    def test_says_where_what_and_what_is_allowed(self, text: str, parts: list[str]) -> None:
        """Every mistake is found from its message."""
        with pytest.raises(InvalidSchema) as error:
            parse_overrides(text, "laptop.yml")

        for part in ("laptop.yml", *parts):
            assert part in str(error.value)
