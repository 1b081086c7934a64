from __future__ import annotations

import re

import pytest

from tests.journey_tracker.web.test_journey_map import lane
from tests.journey_tracker.web.year import Client, html

PERIODS = "?from=2026-02-01&to=2026-04-30&compare_from=2025-10-01&compare_to=2026-01-31"


class TestTheMapOfTwoParts:
    async def test_has_the_same_bands(self, pages: Client) -> None:
        """With how many journeys each part had."""
        page = await html(pages, PERIODS)

        assert re.findall(r'<tbody class="(\w+)">', page) == ["new", "repeat", "care"]
        assert "A: 1 okt 2025 tot en met 31 jan 2026; B: 1 feb 2026 tot en met 30 apr 2026" in page.replace("\xa0", " ")
        assert re.search(r"A: \d+ klantreizen · B: \d+ klantreizen", lane(page, "new"))

    async def test_draws_both_curves(self, pages: Client) -> None:
        """And says both in words."""
        new = lane(await html(pages, PERIODS), "new")

        assert new.count('class="line other"') >= 1
        assert re.search(r'aria-label="A: Stemming: [^"]+ B: Stemming: ', new)

    async def test_tells_of_each_figure_both_sides_with_n_and_what_differs(self, pages: Client) -> None:
        """B, A, and the difference with its interval."""
        new = lane(await html(pages, PERIODS), "new").replace("\xa0", " ")
        doorstroom = new[new.index('<tr class="flow">') :]

        assert re.search(r"%</a></b> <small>B, n [\d.]+</small>.*?%</a></b> <small>A, n [\d.]+</small>", doorstroom)
        assert re.search(r"[+−]?[\d,]+ punt(</b> <small>| \()[+−]?[\d,]+ tot [+−]?[\d,]+", doorstroom)

    async def test_leads_to_the_contacts_of_each_side(self, pages: Client) -> None:
        """In its own days."""
        new = lane(await html(pages, PERIODS), "new")

        for days in ("from=2025-10-01&amp;to=2026-01-31", "from=2026-02-01&amp;to=2026-04-30"):
            assert re.search(rf'href="\./log\?{days}&amp;position=new&amp;phase=selection', new)

    async def test_has_one_band_for_first_beside_repeat_purchases(self, pages: Client) -> None:
        """They are what is compared."""
        page = await html(pages, "?compare=position:new")

        assert re.findall(r'<tbody class="(\w+)">', page) == ["both", "care"]
        assert "Twee soorten klanten" in page

    @pytest.mark.parametrize("compare", ["before", "year", "language:en", "channel:email"])
    async def test_stays_light_whatever_is_compared(self, pages: Client, compare: str) -> None:
        """Also where one side is empty."""
        page = await html(pages, f"?from=2026-01-01&to=2026-04-30&compare={compare}")

        assert len(page.encode()) <= 60_000
        assert page.count("<table") <= 1
