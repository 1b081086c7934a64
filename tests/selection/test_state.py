from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.selection.state import Constraint, State

TEXTS = st.text(max_size=8)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS, st.lists(TEXTS, max_size=3).map(tuple))
OPS = st.sampled_from(["le", "ge", "eq", "about", "in", "notin", "lower", "higher"])
CONSTRAINTS = st.builds(Constraint, TEXTS, OPS, VALUES, st.booleans(), TEXTS, st.integers(0, 99))
STATES = st.builds(
    State,
    st.none() | TEXTS,
    st.lists(CONSTRAINTS, max_size=4).map(tuple),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.none() | TEXTS,
)


def wish(attribute: str, op: str, value: object, *, hard: bool = True) -> Constraint:
    """A constraint of the first turn."""
    return Constraint(attribute, op, value, hard, "test", 1)  # type: ignore[arg-type]


class TestJson:
    @given(STATES)
    def test_gives_the_same_state_back(self, state: State) -> None:
        """A state survives being stored as text."""
        assert State.from_json(json.loads(json.dumps(state.to_json()))) == state

    @pytest.mark.parametrize("entry", [{}, {"v": 0, "category": "laptop"}, {"v": 99}])
    def test_of_another_version_is_an_empty_state(self, entry: dict[str, object]) -> None:
        """An old conversation begins anew instead of failing."""
        assert State.from_json(entry) == State()


class TestWithWishes:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (wish("price", "le", 700.0), wish("price", "le", 500.0)),
            (wish("price", "le", 700.0), wish("price", "about", 500.0)),
            (wish("price", "about", 500.0), wish("price", "ge", 200.0)),
            (wish("price", "le", 700.0), wish("price", "lower", 649.0)),
            (wish("price", "ge", 600.0), wish("price", "le", 500.0)),
            (wish("brand", "in", ("Aap",)), wish("brand", "in", ("Beer",))),
            (wish("brand", "notin", ("Aap",)), wish("brand", "in", ("aap",))),
            (wish("brand", "in", ("Aap",)), wish("brand", "notin", ("Aap",))),
            (wish("weight", "le", 1.5, hard=False), wish("weight", "le", 1.2)),
        ],
    )
    def test_replaces_what_a_new_wish_is_about(self, old: Constraint, new: Constraint) -> None:
        """The last word on a side of an attribute counts, and what contradicts it goes."""
        assert State().with_wishes([old]).with_wishes([new]).constraints == (new,)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (wish("price", "ge", 300.0), wish("price", "le", 700.0)),
            (wish("price", "le", 700.0), wish("weight", "le", 1.5)),
            (wish("brand", "notin", ("Aap",)), wish("brand", "notin", ("Beer",))),
            (wish("brand", "notin", ("Aap",)), wish("brand", "in", ("Beer",))),
            (wish("weight", "le", 1.3), wish("weight", "le", 1.5, hard=False)),
        ],
    )
    def test_keeps_everything_else(self, old: Constraint, new: Constraint) -> None:
        """Other sides, other attributes, other refusals; and a must never gives way to an adjective."""
        assert State().with_wishes([old]).with_wishes([new]).constraints == (old, new)

    def test_keeps_wishes_of_one_message_together(self) -> None:
        """Between 200 and 300 is two bounds at once."""
        both = (wish("price", "ge", 200.0), wish("price", "le", 300.0))

        assert State().with_wishes(both).constraints == both


class TestRestart:
    def test_forgets_everything(self) -> None:
        """A shopper may begin anew."""
        assert State("laptop", (wish("price", "le", 1.0),), ("a",), ("b",), "a", "b").restart() == State()


class TestWithout:
    def test_only_the_named_side_of_the_attribute_goes(self) -> None:
        """The cap gives way and the floor stays; other attributes are left alone."""
        state = State(constraints=(wish("price", "le", 9.0), wish("price", "ge", 2.0), wish("weight", "le", 1.0)))

        assert [(c.attribute, c.op) for c in state.without("price", "upper").constraints] == [
            ("price", "ge"),
            ("weight", "le"),
        ]
        assert [c.attribute for c in state.without("price").constraints] == ["weight"]
