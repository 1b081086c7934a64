"""Expectations: what meets each of them and what does not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.judging.expecting import EXPECTATIONS, Scene

TURN: dict[str, Any] = {
    "user": "laptop",
    "replies": [{"role": "bot", "text": "Deze passen.\nHoe groot?", "language": "nl"}],
    **{"intent": "state_need", "phase": "selection", "language": "nl", "sentiment": "neutral", "handoff": ""},
    **{"constraints": [], "shown": [], "basket": [], "orders_touched": []},
}
QUESTION = {"about": "screen", "label": "Hoe groot?", "options": ["klein"]}


def said(text: str, **more: Any) -> dict[str, Any]:
    """A turn in which one thing is said."""
    return TURN | {"replies": [{"role": "bot", "text": text, **more}]}


def missed(name: str, wanted: Any, *turns: dict[str, Any]) -> str:
    """What was found instead, in the last of the turns."""
    return EXPECTATIONS[name].missed(wanted, Scene(turns or (TURN,), [re.compile("begrijp ik niet")]))


MET = [
    ("intent", ["greet", "state_need"], TURN),
    ("handoff", "", TURN),
    ("speaks", "nl", TURN),
    ("says", ["groen", "PASS"], TURN),
    ("says", "onderweg", said("", order={"status_label": "Onderweg", "number": "1"})),
    ("says_not", "groen", TURN),
    ("offers", "vergelijk", said("Kies maar", chips=[{"id": "1", "label": "Vergelijk ze"}])),
    ("asks", "screen", said("Hoe groot?", question=QUESTION)),
    ("asks", False, TURN),
    ("basket", {"least": 1}, TURN | {"basket": ["a"]}),
    ("order_shown", "KW-1", TURN | {"orders_touched": ["KW-1"]}),
    ("order_shown", False, TURN),
    ("answered", True, TURN),
    ("different", True, TURN),
]
MISSED = [
    ("intent", "greet", TURN),
    ("handoff", ["requested", "callback"], TURN),
    ("speaks", "en", TURN),
    ("speaks", "nl", TURN | {"replies": []}),
    ("says", "laptop", TURN),
    ("says_not", "^hoe", TURN),
    ("offers", "vergelijk", TURN),
    ("asks", "price", said("Hoe groot?", question=QUESTION)),
    ("asks", False, said("Hoe groot?", question=QUESTION)),
    ("basket", {"least": 1}, TURN),
    ("basket", {"most": 0}, TURN | {"basket": ["a"]}),
    ("order_shown", "KW-1", TURN | {"orders_touched": ["KW-2"]}),
    ("order_shown", True, TURN),
    ("answered", True, said("Dat begrijp ik niet")),
    ("answered", True, TURN | {"replies": []}),
]


class TestExpectations:
    @pytest.mark.parametrize(("name", "wanted", "turn"), MET)
    def test_is_met(self, name: str, wanted: Any, turn: dict[str, Any]) -> None:
        """Nothing is found instead."""
        assert missed(name, wanted, turn) == ""

    @pytest.mark.parametrize(("name", "wanted", "turn"), MISSED)
    def test_is_missed(self, name: str, wanted: Any, turn: dict[str, Any]) -> None:
        """It says what was found instead."""
        assert missed(name, wanted, turn)

    def test_the_same_line_twice_is_missed(self) -> None:
        """Only in a row, and the open question may be asked once more."""
        asking = said("Ja hoor.\nHoe groot?", question=QUESTION)

        assert missed("different", True, said("Dat kan.\nPrima"), said("Prima")) == "said again: Prima"
        assert missed("different", True, said("Prima"), said("Goed"), said("Prima")) == ""
        assert missed("different", True, asking, said("Graag gedaan.\nHoe groot?", question=QUESTION)) == ""

    @pytest.mark.parametrize(
        ("wanted", "met"),
        [
            ({"has": [{"attribute": "price", "op": ["le", "lower"], "value": 700}]}, True),
            ({"has": [{"attribute": "colour", "value": "zwart"}], "lacks": [{"attribute": "brand"}]}, True),
            ({"has": [{"attribute": "price", "value": 600}]}, False),
            ({"lacks": [{"attribute": "colour", "value": "wit"}]}, False),
        ],
    )
    def test_reads_the_wishes_that_hold(self, wanted: Any, met: bool) -> None:
        """Of a list of values one is enough; what is left out may be anything."""
        price = {"attribute": "price", "op": "le", "value": 700.0, "hard": True}
        colour = {"attribute": "colour", "op": "in", "value": ["zwart", "wit"], "hard": False}

        assert (missed("constraints", wanted, TURN | {"constraints": [price, colour]}) == "") is met

    @pytest.mark.parametrize(
        ("name", "wanted"),
        [
            *[
                ("intent", 1),
                ("says", "("),
                ("says", ""),
                ("says", []),
                ("speaks", "de"),
                ("asks", 3),
                ("different", False),
            ],
            *[("basket", 1), ("basket", {"most": -1}), ("constraints", {"has": [{"op": "le"}]}), ("constraints", {})],
        ],
    )
    def test_knows_what_cannot_be(self, name: str, wanted: Any) -> None:
        """An expectation that nothing could meet or miss is none."""
        assert not EXPECTATIONS[name].valid(wanted)
