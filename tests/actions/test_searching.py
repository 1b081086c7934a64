from __future__ import annotations

import pytest

from actions.general import NotUnderstood, OutOfScope
from actions.searching import phrase_of
from tests.actions.conftest import Talk


class TestPhrase:
    """The noun phrase round what is asked for."""

    @pytest.mark.parametrize(
        ("text", "thing", "phrase"),
        [
            ("hebben jullie draadloze oordopjes?", "oordopjes", "draadloze oordopjes"),
            ("ik zoek een hoes voor mijn laptop, snel graag", "hoes", "hoes voor mijn laptop"),
            ("verkopen jullie ook fietsbellen", "fietsbellen", "fietsbellen"),
            ("do you sell tumble dryers?", "dryers", "tumble dryers"),
        ],
    )
    def test_takes_what_describes_the_thing(self, text: str, thing: str, phrase: str) -> None:
        """Words before it up to an article or a function word, and what it is for."""
        assert phrase_of(text, thing) == phrase


class TestSearching:
    """Words that no attribute knows, among the demo products."""

    async def test_a_description_is_no_name(self, talk: Talk) -> None:
        """What only the description speaks of is shown, and said to stand there."""
        reply = await talk.need("hebben jullie een thermoskan?")

        assert reply.says[0].response == "utter_found_described"
        assert [p.id for p in talk.shown()] == ["kopperik-filter-12-thermos"]

    async def test_a_name_may_be_misspelt(self, talk: Talk) -> None:
        """A product called by its name with a slip is found, and it is said how the name was read."""
        reply = await talk.need("noordik pluin 14")

        assert reply.says[0].response == "utter_found_meant"
        assert reply.says[0].fields["meant"] == "noordik pluim 14"
        assert not reply.says[0].question
        assert talk.selection.focus == "noordik-pluim-14"
        assert [p.id for p in talk.shown()] == ["noordik-pluim-14"]

    async def test_what_is_not_sold_is_said_with_the_nearest_kind(self, talk: Talk) -> None:
        """No dryers: the washing machines come nearest, and a yes shows them."""
        reply = await talk.need("hebben jullie ook wasdrogers?")

        assert reply.says[0].response == "utter_not_sold_near"
        assert reply.says[0].fields["near"] == "wasmachines"
        assert not reply.says[0].cards
        assert talk.selection.category == "wasmachine"

    async def test_what_is_like_nothing_is_said_with_the_range(self, talk: Talk) -> None:
        """No vacuum cleaners, and nothing near: what there is."""
        reply = await talk.need("hebben jullie stofzuigers?")

        assert reply.says[0].response == "utter_not_sold"

    @pytest.mark.parametrize(
        "text", ["hebben jullie laptophoezen?", "ik zoek een fietstas", "verkopen jullie matrasbeschermers?"]
    )
    async def test_a_part_of_a_compound_is_not_the_thing(self, talk: Talk, text: str) -> None:
        """A laptop is no laptop sleeve: nothing is claimed and nothing is shown."""
        reply = await talk.need(text)

        assert reply.says[0].response == "utter_not_sold_near"
        assert not talk.shown()

    async def test_a_price_that_is_said_along_is_kept(self, talk: Talk) -> None:
        """Words and a budget together: none above it."""
        await talk.need("hebben jullie een oplaaddoosje onder de 70 euro?")

        assert talk.shown()
        assert all(p.price <= 70 for p in talk.shown())

    @pytest.mark.parametrize("action", [NotUnderstood, OutOfScope])
    async def test_words_are_searched_for_however_the_sentence_is_taken(
        self, talk: Talk, action: type[NotUnderstood | OutOfScope]
    ) -> None:
        """A thing that stands on the shelf is shown, even when the message was taken for something else."""
        await talk.say("ik zoek een oplaaddoosje", action)

        assert talk.shown()

    async def test_unusual_words_beside_the_category_count(self, talk: Talk) -> None:
        """The one that its description calls so comes first."""
        talk.language = "en"
        await talk.need("do you sell granny bikes?")

        assert "granny" in talk.selection.words
        assert "granny" in talk.shown()[0].descriptions["en"].lower()

    async def test_denied_words_are_no_wish(self, talk: Talk) -> None:
        """What is wanted least is not searched for."""
        await talk.need("ik zoek een laptop maar geen chromebook")

        assert talk.selection.words == ""
