"""Short words that steer a choice: undoing, going on, giving way, picking a side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.inspiration import Inspire
from actions.reasoning import RecommendationReason
from tests.actions.conftest import Talk


class TestUndoing:
    @pytest.mark.parametrize("said", ["nee toch niet", "toch maar niet", "undo that"])
    async def test_takes_back_what_was_wished_last(self, talk: Talk, said: str) -> None:
        """And nothing that was said before."""
        await talk.need("lichte laptop")
        before = {c.attribute for c in talk.selection.constraints}
        talk.selection = replace(talk.selection, turn=talk.selection.turn + 1)
        told = await talk.refine("hooguit 700 euro")
        talk.answered = frozenset(say.response for say in told.says)
        reply = await talk.refine(said)

        assert reply.says[0].response == "utter_left_open"
        assert {c.attribute for c in talk.selection.constraints} == before

    async def test_takes_back_the_need_that_was_just_told(self, talk: Talk) -> None:
        """And not an older wish, which had nothing to do with the answer."""
        await talk.need("laptop onder de 900")
        talk.selection = replace(talk.selection, turn=talk.selection.turn + 1)
        told = await talk.refine("voor school")
        talk.answered = frozenset(say.response for say in told.says)
        talk.selection = replace(talk.selection, turn=talk.selection.turn + 1)
        needs = talk.selection.needs
        await talk.refine("nee toch niet")

        assert needs
        assert talk.selection.needs == ()
        assert [(c.attribute, c.value) for c in talk.selection.constraints] == [("price", 900.0)]


class TestGoingOn:
    @pytest.mark.parametrize("said", ["nog een", "nog meer", "toon meer"])
    async def test_shows_others(self, talk: Talk, said: str) -> None:
        """None of those that were on show."""
        await talk.need("lichte laptop")
        before = set(talk.selection.shown)
        await talk.refine(said)

        assert before.isdisjoint(talk.selection.shown)

    async def test_after_ideas_gives_other_ideas(self, talk: Talk) -> None:
        """Not the list of all that is sold."""
        await talk.say("heb je een idee?", Inspire)
        before = set(talk.selection.shown)
        await talk.say("iets anders", Inspire)

        assert talk.selection.shown
        assert before.isdisjoint(talk.selection.shown)


class TestExcludingWishes:
    async def test_the_number_that_is_named_counts(self, talk: Talk) -> None:
        """The other one goes."""
        asked = await talk.need("laptop minimaal 32 gb maar maximaal 8 gb")
        talk.answered = frozenset(say.response for say in asked.says)
        reply = await talk.need("32 dan")

        assert reply.says[0].response != "utter_contradiction"
        assert {(c.op, c.value) for c in talk.selection.constraints if c.attribute == "ram"} == {("ge", 32.0)}


class TestNothingBetter:
    async def test_offers_the_numbers_that_would_do(self, talk: Talk) -> None:
        """Beside saying that nothing is."""
        await talk.need("wasmachine van minstens 9 kg tot 600 euro")
        for _ in range(3):
            await talk.refine("stiller")
        reply = await talk.refine("stiller")

        assert reply.says[0].response == "utter_no_critique_unless"
        assert reply.says[0].chips


class TestTheClosest:
    async def test_is_shown_to_whoever_settles_for_it(self, talk: Talk) -> None:
        """Within the same kind, with the smallest wish given up."""
        await talk.need("bovenlader van minstens 9 kg onder de 350 euro")
        reply = await talk.say("geef maar wat in de buurt komt", Inspire)

        assert reply.says[0].response == "utter_given_way"
        assert {p.category for p in talk.shown()} == {"wasmachine"}


class TestBetterThan:
    async def test_puts_the_two_side_by_side(self, talk: Talk) -> None:
        """Reasons for the one that it is held against would answer another question."""
        await talk.need("lichte laptop")
        reply = await talk.say("waarom is deze beter dan de tweede?", RecommendationReason)

        assert reply.says[0].table


class TestAnotherAmount:
    async def test_a_bare_number_moves_the_amount_that_was_wished(self, talk: Talk) -> None:
        """No price is meant where it can be none."""
        await talk.need("laptop van 15 inch")
        await talk.refine("liever 14")

        assert [(c.attribute, c.value) for c in talk.selection.constraints] == [("screen", 14.0)]

    async def test_a_bare_number_is_of_the_size_that_was_wished(self, talk: Talk) -> None:
        """160 by the same length."""
        await talk.need("matras 180x200")
        talk.selection = replace(talk.selection, question=None)
        await talk.refine("liever 160")

        assert [c.value for c in talk.selection.constraints if c.attribute == "size"] == [("160x200",)]


class TestAsksOfIt:
    async def test_what_is_asked_of_one_is_no_wish(self, talk: Talk) -> None:
        """The others stay on show."""
        await talk.need("koptelefoon onder de 80")
        before = talk.selection.constraints
        reply = await talk.reply("de laatste, zijn die waterdicht", "refine_choice")

        assert reply.says[0].response.startswith("utter_fact")
        assert talk.selection.constraints == before
