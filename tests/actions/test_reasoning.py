from __future__ import annotations

import pytest

from actions.reasoning import RecommendationReason
from tests.actions.conftest import Talk


class TestRecommendationReason:
    @pytest.mark.parametrize(
        "need", ["lichte laptop onder 700", "stille wasmachine", "koffiemachine met maalwerk", "draadloze koptelefoon"]
    )
    async def test_the_wishes_that_are_met_are_the_reasons(self, talk: Talk, need: str) -> None:
        """For the first of those on show, the others within reach."""
        await talk.need(need)
        said = (await talk.say("waarom deze?", RecommendationReason)).says[0]

        assert said.fields["title"] == talk.shown()[0].title("nl")
        assert said.fields["reasons"].startswith("Past bij je wens: ")
        assert [chip["title"] for chip in said.chips] == [p.title("nl") for p in talk.shown()[1:]]

    async def test_a_missed_wish_is_not_kept_silent(self, talk: Talk) -> None:
        """No laptop costs 50 euro."""
        await talk.need("laptop onder de 50 euro")
        said = (await talk.say("waarom de tweede?", RecommendationReason)).says[0]

        assert said.fields["title"] == talk.shown()[1].title("nl")
        assert "Past niet bij je wens: prijs tot € 50" in said.fields["reasons"]

    async def test_what_is_not_stated_is_said_to_be_unknown(self, talk: Talk) -> None:
        """Silence would look like a yes."""
        products = talk.services.catalogue.products("wasmachine")
        silent = next(p for p in products if p.fact("noise") is None)
        await talk.need("stille wasmachine")
        said = (await talk.say(f"waarom de {silent.title('nl')}?", RecommendationReason)).says[0]

        assert "Niet vermeld, dus onbekend: geluid" in said.fields["reasons"]

    async def test_the_product_on_the_page(self, talk: Talk) -> None:
        """Nothing was wished, so only facts are told."""
        talk.page = {"product": "noordik-pluim-14"}
        said = (await talk.say("is dit een goede keuze?", RecommendationReason)).says[0]

        assert said.fields["reasons"].startswith("Wat we weten: ")

    async def test_without_a_product_it_asks_what_it_is_about(self, talk: Talk) -> None:
        """There is nothing to give reasons for."""
        assert (await talk.say("waarom?", RecommendationReason)).says[0].response == "utter_ask_category"
