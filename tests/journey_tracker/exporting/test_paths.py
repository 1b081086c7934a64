from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.exporting.paths import funnel, steps, transitions

WALKS = st.lists(st.text("abc", max_size=8), max_size=6)


def walked(*walks: str) -> list[tuple[str, str]]:
    """One letter is one step; each text is another person."""
    return [(f"p{n}", step) for n, walk in enumerate(walks) for step in walk]


class TestTransitions:
    def test_count_what_follows_directly(self) -> None:
        """Of one person: the last of one is not followed by the first of the next."""
        assert transitions(walked("aba", "ab")) == {("a", "b"): 2, ("b", "a"): 1}

    @given(WALKS)
    def test_are_one_less_than_the_steps_of_each(self, walks: list[str]) -> None:
        """Whatever is walked."""
        assert transitions(walked(*walks)).total() == sum(max(len(walk) - 1, 0) for walk in walks)


class TestAFunnel:
    def test_counts_people_who_walk_the_steps_in_order(self) -> None:
        """Something may lie between; what comes too early does not count."""
        assert funnel(walked("axbxc", "ba", "cab", "x"), "abc") == (3, 2, 1)

    def test_wants_a_step_twice_when_it_is_named_twice(self) -> None:
        """Strictly after the one before it."""
        assert funnel(walked("a", "aa", "axa"), "aa") == (3, 2)

    @given(WALKS)
    def test_never_grows(self, walks: list[str]) -> None:
        """Each step is reached by those who reached the one before."""
        reached = funnel(walked(*walks), "abcab")

        assert list(reached) == sorted(reached, reverse=True)


class TestSteps:
    def test_tell_pages_apart(self) -> None:
        """Of the other contacts the kind is enough."""
        rows = [
            {"person": "p", "kind": "page_viewed", "detail": "home"},
            {"person": "p", "kind": "order_returned", "detail": "too small"},
        ]

        assert [step for _, step in steps(rows)] == ["page_viewed:home", "order_returned"]
