from __future__ import annotations

from itertools import pairwise

import pytest

from actions.reply import Say
from actions.saying import Wording
from tests.data.test_responses import texts as responses


class TestWording:
    def test_the_same_answer_twice_gets_its_other_words(self) -> None:
        """Only when it was the last answer."""
        thanks = Say("utter_thank")

        assert Wording(responses(), "nl", {"utter_thank"}).of(thanks).response == "utter_thank_again"
        assert Wording(responses(), "nl", {"utter_greet"}).of(thanks).response == "utter_thank"

    def test_what_has_no_other_words_is_said_to_be_said_again(self) -> None:
        """And it is still known for what it is, with its buttons."""
        fact = Say("utter_terms_unknown")
        wording = Wording(responses(), "nl", {"utter_terms_unknown"}, {Wording(responses(), "nl").text(fact)})
        again = wording.of(fact)

        assert (again.response, again.instead_of) == ("utter_once_more", "utter_terms_unknown")
        assert [chip["payload"] for chip in again.chips] == ["/request_human"]

    def test_the_same_fact_of_another_product_is_another_sentence(self) -> None:
        """A sentence is what it says, not what it is called."""
        first, second = (Say("utter_in_stock", {"title": title}) for title in ("Veer", "Valk"))
        wording = Wording(responses(), "nl", {"utter_in_stock"}, {Wording(responses(), "nl").text(first)})

        assert wording.of(second) == second

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_no_response_comes_twice_in_the_same_words(self, language: str) -> None:
        """Of all that there are, said three times in a row."""
        repeated = [name for name in responses() if any(a == b for a, b in pairwise(said_thrice(name, language)))]

        assert repeated == []


def said_thrice(name: str, language: str) -> list[str]:
    """The words of a response that is the answer to three messages in a row."""
    answered: set[str] = set()
    said: list[str] = []
    for _ in range(3):
        wording = Wording(responses(), language, answered, said[-1:])
        once = wording.of(Say(name))
        answered, said = {once.instead_of or once.response}, [*said, wording.text(once)]
    return said
