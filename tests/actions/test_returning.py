from __future__ import annotations

from tests.actions.conftest import Talk


class TestResumed:
    async def test_a_digression_comes_back_to_the_open_question(self, talk: Talk) -> None:
        """With its answers, so that one press goes on."""
        await talk.reply("ik zoek een koptelefoon", "state_need")
        reply = await talk.reply("hoe gaat het met je?", "smalltalk")

        assert [say.response for say in reply.says] == ["utter_smalltalk_well", "utter_back_to_question"]
        assert reply.says[1].question["about"] == "need"
        assert reply.says[1].chips

    async def test_not_after_two_in_a_row(self, talk: Talk) -> None:
        """Who talks on is not nagged; the question stays open."""
        await talk.reply("ik zoek een koptelefoon", "state_need")
        await talk.reply("hoe gaat het met je?", "smalltalk")
        reply = await talk.reply("vertel eens een mop", "smalltalk")

        assert [say.response for say in reply.says] == ["utter_smalltalk_joke"]
        assert talk.selection.question is not None

    async def test_a_question_about_what_is_on_show_is_no_digression(self, talk: Talk) -> None:
        """It is part of choosing."""
        await talk.reply("ik zoek een laptop", "state_need")
        reply = await talk.reply("wat weegt de eerste?", "ask_product_detail")

        assert "utter_back_to_question" not in {say.response for say in reply.says}

    async def test_a_farewell_ends(self, talk: Talk) -> None:
        """Nobody is held back by a question."""
        await talk.reply("ik zoek een laptop", "state_need")
        reply = await talk.reply("doei", "goodbye")

        assert [say.response for say in reply.says] == ["utter_goodbye"]
