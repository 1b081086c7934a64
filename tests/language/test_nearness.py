"""Nearness: which known text asks the same, by meaning and across languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.encoders import open_encoder
from bot.language.nearness import Nearness
from bot.language.vectors import Vectors
from bot.shop.faq import read_faq

ROOT = Path(__file__).parents[2]
FAQ = read_faq(ROOT / "data" / "shop" / "faq")


@pytest.fixture(scope="module")
def near() -> Nearness:
    """The demo shop's questions by the smaller encoder."""
    return Nearness([asked for asked, _ in FAQ.phrases], Vectors(open_encoder("use"), None))


def key(near: Nearness, text: str, *, alone: bool) -> str:
    """The key of the question that is found, or an empty string."""
    place = near.nearest(text, alone=alone)
    return "" if place is None else FAQ.phrases[place][1].key


class TestNearest:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("hoelaat zijnder open morge", "opening_hours"),
            ("are there any job openings", "jobs"),
            ("can it come wrapped as a present", "gift_wrap"),
        ],
    )
    def test_a_question_in_other_words_is_found_when_nothing_else_answers(
        self, near: Nearness, text: str, expected: str
    ) -> None:
        """In either language, whatever the words."""
        assert key(near, text, alone=True) == expected

    def test_beside_other_answers_it_must_be_much_nearer(self, near: Nearness) -> None:
        """What somebody asks of a mattress is no question about the shop."""
        assert key(near, "mag ik bij een matras zelf de dag uitkiezen", alone=False) == ""
        assert key(near, "moet ik per se een account maken om af te rekenen", alone=False) == "account_needed"

    def test_what_is_far_from_all_is_none_of_them(self, near: Nearness) -> None:
        """A wish is no question about the shop."""
        assert key(near, "ik zoek een lichte laptop met veel opslag", alone=True) == ""

    def test_without_an_encoder_or_without_questions_nothing_is_near(self) -> None:
        """Words alone decide then."""
        assert (
            Nearness(["openingstijden", "vacatures"], Vectors(open_encoder("none"), None)).nearest("x", alone=True)
            is None
        )
        assert Nearness([], Vectors(open_encoder("use"), None)).nearest("openingstijden", alone=True) is None

    def test_half_of_strangers_questions_are_found(self, near: Nearness) -> None:
        """Of questions written apart from the file of the shop."""
        rows = [row.split("\t") for row in (ROOT / "tests/evaluation/faq.tsv").read_text("utf-8").splitlines()[1:]]
        right = sum(key(near, text, alone=True) == expected for text, expected in rows)

        assert right >= 0.5 * len(rows)
