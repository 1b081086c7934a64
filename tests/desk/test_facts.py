"""The summary as a colleague reads it."""

from __future__ import annotations

from bot.desk.facts import Fact, facts
from bot.desk.pages import Pages
from bot.desk.services import FOLDER
from bot.handoff.summary import Summary

PAGES = Pages(FOLDER, common={})


class TestFacts:
    def test_are_what_is_known_and_nothing_else(self) -> None:
        """An empty summary says nothing at all."""
        assert facts(Summary(), PAGES, "nl") == []

    def test_are_told_in_the_language_of_the_reader(self) -> None:
        """Labels and what was wanted are in words; a wish known in one language only is shown in that."""
        known = Summary(
            category={"nl": "koptelefoon", "en": "headphones"},
            wishes={"nl": ("draadloos", "onder € 100")},
            intents=("state_need", "state_need", "complaint"),
        )

        assert facts(known, PAGES, "en") == [
            Fact("Looks for", "headphones"),
            Fact("Wishes", "draadloos, onder € 100"),
            Fact("What the shopper asked", "Looks for a product → Has a complaint"),
        ]

    def test_tell_of_misunderstanding_once_it_repeats(self) -> None:
        """One slip happens; two in a row a colleague should know."""
        once, twice = (facts(Summary(misunderstood=times), PAGES, "nl") for times in (1, 2))

        assert once == []
        assert twice == [Fact("Berichten op rij niet begrepen", "2")]

    def test_name_an_intent_without_words_as_it_is(self) -> None:
        """Whatever leads to a person one day is shown."""
        assert facts(Summary(intents=("price_match",)), PAGES, "nl") == [Fact("Wat de klant vroeg", "price_match")]
