from __future__ import annotations

import pytest

from bot.language.address_wish import asks_nothing_else, wished_address

WISHES = {
    "u": """
        kunt u mij met u aanspreken | spreek me met u aan aub | zeg maar u | ik word liever met u aangesproken
        kun je u zeggen tegen mij? | Zeg liever u tegen me | niet tutoyeren graag | wilt u mij vousvoyeren
        ik heb liever dat u u zegt | graag met u aanspreken | ik wil graag met u worden aangesproken
        kun je voortaan u zeggen | liever u ipv je | praat in de u-vorm | je mag u tegen me zeggen | stop met tutoyeren
        """,
    "je": """
        zeg maar je hoor | mag ik je zeggen? | zeg maar jij | je mag me gewoon tutoyeren | u mag me tutoyeren
        spreek me maar met je aan | zeg gerust je en jij | je mag je zeggen | u hoeft geen u te zeggen
        zeg maar gewoon je | liever je dan u | zeg maar je tegen me | niet met u aanspreken graag
        niet vousvoyeren hoor | zullen we je zeggen
        """,
    "": """
        mag ik je iets vragen | wat wil je zeggen met 8 gb | hoe gaat het met u | zeg maar je mening | dank u
        kunt u mij helpen | zeg je naam eens | kun je zeggen wat het kost | ik wil u zeggen dat ik boos ben
        heb je liever je geld terug | sluit hij met u aan | wat raadt u aan | wie spreekt u aan
        ik zoek een laptop met usb | kan je me zeggen hoe laat
        past hij bij u aan de muur | werkt het met u aan de deur
        spreekt dit model je aan | met je eigen spraak aansturen
        mag ik u zeggen dat het slecht is | can u help me | als u wil, bel ik morgen
        """,
}
SAID = [
    (form, said.strip()) for form, lines in WISHES.items() for line in lines.split("\n") for said in line.split("|")
]


class TestWishedAddress:
    @pytest.mark.parametrize(("form", "said"), [(form, said) for form, said in SAID if said])
    def test_hears_a_wish_and_nothing_that_looks_like_one(self, form: str, said: str) -> None:
        """Who merely says "je" or "u" asks nothing."""
        assert wished_address(said) == form


class TestAsksNothingElse:
    @pytest.mark.parametrize("said", [said for form, said in SAID if form])
    def test_a_mere_wish_is_all_there_is(self, said: str) -> None:
        """It gets an answer of its own."""
        assert asks_nothing_else(said)

    @pytest.mark.parametrize(
        "said", ["zeg maar je hoor, ik zoek een laptop", "niet tutoyeren, waar blijft mijn pakket"]
    )
    def test_a_request_beside_it_goes_first(self, said: str) -> None:
        """The wish is then granted in silence."""
        assert wished_address(said)
        assert not asks_nothing_else(said)
