from __future__ import annotations

import re

from journey_tracker import open_store
from journey_tracker.model_file import built_in
from journey_tracker.ports import JourneyStore
from tests.journey_tracker.web.year import Client, html


def lane(page: str, key: str) -> str:
    """The part of the map that is one band."""
    start = page.index(f'<tbody class="{key}">')
    return page[start : page.index("</tbody>", start)]


class TestJourneyMap:
    async def test_is_the_first_page(self, pages: Client, year: JourneyStore) -> None:
        """The ordered phases as columns, in order; care is none of them."""
        page = await html(pages, "")

        heads = re.findall(r'<th scope="col"><span class="phase phase-(\w+)"', page)
        assert heads == [phase.key for phase in year.model.ordered]

    async def test_has_a_band_for_first_and_for_repeat_purchases_and_one_for_care(self, pages: Client) -> None:
        """A repeat purchase is a new cycle, never a step; care stands under all columns."""
        page = await html(pages, "")

        assert page.index("Eerste aankoop") < page.index("Herhaalaankoop") < page.index("Klantenservice, tijdens")
        assert re.findall(r'<tbody class="(\w+)">', page) == ["new", "repeat", "care"]

    async def test_tells_everything_of_a_phase_in_its_column(self, pages: Client) -> None:
        """Mood, doorstroom, euros and minutes, success, time, channels, pains, surveys and the mix."""
        page = await html(pages, "")
        first = lane(page, "new")

        rows = ("Stemming", "Doorstroom", "Contacten", "Euro’s en minuten", "Gelukt", "Tijd in de fase", "Kanalen")
        for row in (*rows, "Pijnpunten", "Enquêtes"):
            assert f'<th scope="row">{row}' in first
        for word in ("omzet", "kosten", "tot de volgende fase", "NPS", "Webshop"):
            assert word in first
        assert "product · promotie" in page

    async def test_says_its_drawings_in_words(self, pages: Client) -> None:
        """The curve and the arrows with every figure, for who does not see them."""
        told = re.findall(r'role="img" aria-label="([^"]+)"', lane(await html(pages, ""), "new"))

        assert len(told) == 2
        for label in told:
            assert all(name in label for name in ("Oriëntatie", "Selectie", "Transactie", "Levering", "Tussenfase"))

    async def test_says_what_its_figures_mean(self, pages: Client) -> None:
        """How each is counted, and of whom."""
        page = await html(pages, "")

        assert "Doorstroom = klantreizen die" in page
        assert "Medewerkers, tests en robots tellen niet mee" in page

    async def test_shows_care_by_the_phase_it_came_in(self, pages: Client) -> None:
        """With how it felt and whether it helped."""
        care = lane(await html(pages, ""), "care")

        for row in ("Contacten", "Stemming", "Gelukt", "Naar medewerker"):
            assert f'<th scope="row">{row}' in care
        assert 'href="./log?phase=customer_care' in care

    async def test_shows_one_band_when_one_is_asked_for(self, pages: Client) -> None:
        """The position is a filter like any other."""
        page = await html(pages, "?position=repeat")

        assert re.findall(r'<tbody class="(\w+)">', page) == ["repeat", "care"]

    async def test_leads_to_the_contacts_with_the_filter_kept(self, pages: Client) -> None:
        """From a cell down to the conversations."""
        page = await html(pages, "?from=2026-01-01&channel=webchat")

        (link, *_) = re.findall(r'href="(\./log\?[^"]*phase=selection&amp;position=new)"', page)
        for part in ("from=2026-01-01", "phase=selection"):
            assert part in link

    async def test_leads_from_each_figure_to_its_own_contacts(self, pages: Client) -> None:
        """Those that succeeded, of a channel, with an errand, of a survey, with a person."""
        page = await html(pages, "")
        of_phase = "phase=delivery&amp;position=new"

        for more in ("outcome=resolved", "channel=carrier", "errand=delivery_problem", "kind=survey_answered"):
            assert f'href="./log?{of_phase}&amp;{more}' in page
        assert 'href="./log?phase=customer_care&amp;during=delivery&amp;outcome=handoff"' in page

    async def test_follows_the_model_that_the_database_is_put_under(self, pages: Client, year_url: str) -> None:
        """While the pages are open, by another program."""
        for name, first in (("eight_stage", "awareness"), ("bonsing_mann", "orientation")):
            other = open_store(year_url, model=built_in(name))
            other.rebuild()
            other.close()

            assert f'value="{first}"' in await html(pages, "log")
            assert "nog niets te zien" not in await html(pages, "")
