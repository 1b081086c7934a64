from __future__ import annotations

import pytest

from tests.actions.conftest import Talk


class TestAddressAs:
    @pytest.mark.parametrize(("said", "form"), [("spreek me met u aan graag", "u"), ("zeg maar je hoor", "je")])
    async def test_who_asks_for_a_form_gets_it_for_the_conversation(self, talk: Talk, said: str, form: str) -> None:
        """Whatever the message was taken for."""
        reply = await talk.reply(said, "smalltalk")

        assert reply.says[0].response == f"utter_address_{form}"
        assert reply.slots["address"] == form
        assert not reply.misunderstood

    async def test_a_request_in_the_same_breath_is_served(self, talk: Talk) -> None:
        """The form is taken over without a word about it."""
        reply = await talk.reply("zeg maar u, ik zoek een laptop", "state_need")

        assert "utter_address_u" not in [say.response for say in reply.says]
        assert reply.slots["address"] == "u"

    async def test_other_messages_change_nothing(self, talk: Talk) -> None:
        """Saying "u" is no request."""
        assert "address" not in (await talk.reply("kunt u mij een laptop aanraden?", "state_need")).slots
