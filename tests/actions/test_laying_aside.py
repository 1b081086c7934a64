from __future__ import annotations

from tests.actions.conftest import Talk


class TestAnotherKind:
    async def test_an_amount_that_makes_sense_goes_along_and_that_is_said(self, talk: Talk) -> None:
        """With a chip to let it go."""
        await talk.reply("ik zoek een laptop tot 700 euro", "state_need")
        reply = await talk.reply("en een wasmachine", "state_need")

        assert (reply.says[0].response, reply.says[0].fields) == ("utter_carried", {"kept": "prijs tot € 700"})
        assert [(c.attribute, c.value) for c in talk.selection.constraints] == [("price", 700.0)]
        assert reply.says[1].chips[0]["title"] == "prijs maakt niet uit"

    async def test_an_amount_that_leaves_everything_does_not(self, talk: Talk) -> None:
        """For headphones € 1.500 is no bound."""
        await talk.reply("ik zoek een laptop tot 1500 euro", "state_need")
        await talk.reply("en een koptelefoon", "state_need")

        assert talk.selection.constraints == ()

    async def test_a_choice_that_waited_goes_on(self, talk: Talk) -> None:
        """By "nu de laptop" what was wished of it holds again, whatever it sounds like."""
        await talk.reply("ik zoek een laptop tot 700 euro", "state_need")
        await talk.reply("en een koptelefoon dan", "state_need")
        reply = await talk.reply("nu de laptop", "warranty_repair")

        assert reply.says[0].response == "utter_back_to_choice"
        assert [(c.attribute, c.value) for c in talk.selection.constraints] == [("price", 700.0)]

    async def test_the_same_budget_is_that_of_the_last_choice_that_had_one(self, talk: Talk) -> None:
        """Also two kinds of product later."""
        await talk.reply("ik zoek een laptop tot 700 euro", "state_need")
        await talk.reply("en een koptelefoon dan", "state_need")
        await talk.reply("wasmachine", "state_need")
        await talk.reply("zelfde budget", "repurchase")

        assert [(c.attribute, c.value) for c in talk.selection.constraints] == [("price", 700.0)]


class TestHousehold:
    async def test_is_remembered_until_a_kind_is_named(self, talk: Talk) -> None:
        """Who tells it first need not tell it twice."""
        told = "ik woon alleen maar de kinderen zijn er in het weekend"
        noted = await talk.reply(told, "ask_delivery_terms")
        await talk.reply("wasmachine", "state_need")

        assert noted.says[0].response == "utter_household_noted"
        assert {(c.attribute, c.op) for c in talk.selection.constraints} == {("load", "ge"), ("load", "le")}
