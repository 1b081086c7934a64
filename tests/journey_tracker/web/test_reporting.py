from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

from journey_tracker.ports import JourneyStore
from journey_tracker.reports import REPORTS
from journey_tracker.web.pages.drawings import SHOWN
from journey_tracker.web.render import PAGES
from tests.journey_tracker.web.year import Client, client_of, html

OWN = [here for here in PAGES if here != "log"]
LIGHT = 60_000


class TestEveryPage:
    @pytest.mark.parametrize("here", OWN)
    async def test_is_light_and_runs_nothing(self, pages: Client, here: str) -> None:
        """At most 60 kB, no script, no style inline: the content security policy of the desk holds."""
        for language in ("nl", "en"):
            page = await html(pages, f"{here}?lang={language}")

            assert len(page.encode()) <= LIGHT
            assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)

    @pytest.mark.parametrize("here", OWN)
    async def test_names_its_tables_and_their_heads(self, pages: Client, here: str) -> None:
        """Every drawing has a sentence for who cannot see it, and every table a caption and scopes."""
        page = await html(pages, here)

        assert page.count("<table") == page.count("<caption")
        assert "<th>" not in page
        assert page.count('role="img"') == page.count('role="img" aria-label=')
        assert page.count("<h1") == 1

    @pytest.mark.parametrize("here", OWN)
    async def test_links_only_to_what_is_there(self, pages: Client, here: str) -> None:
        """Also down to the contacts, with the filter kept."""
        page = await html(pages, f"{here}?from=2026-01-01&to=2026-04-30")

        for link in set(re.findall(r'(?:href|action)="([^"#]+)', page)):
            target = urljoin(f"/journey/{here}", link.replace("&amp;", "&"))
            answer = await pages.get(target)
            assert answer.status in (200, 501 if ".parquet" in target else 200), target

    @pytest.mark.parametrize("here", OWN)
    async def test_of_an_empty_shop_is_no_dead_end(self, store: JourneyStore, here: str) -> None:
        """Before the first contact each page stands, and draws nothing."""
        async with client_of(store) as client:
            page = await html(client, here)

        assert '<svg class="chart' not in page
        assert "<h1" in page

    async def test_is_written_in_the_language_that_is_asked(self, pages: Client) -> None:
        """And every link keeps it."""
        page = await html(pages, "funnel?lang=en")

        assert '<html lang="en">' in page
        assert 'href="./emotion?lang=en"' in page


class TestReports:
    @pytest.mark.parametrize("here", sorted(SHOWN))
    async def test_say_what_their_figures_mean(self, pages: Client, here: str) -> None:
        """Definition, formula and population stand on the page."""
        page = await html(pages, here)

        assert page.count("Berekening:") == len(SHOWN[here])
        assert page.count("Over wie:") == len(SHOWN[here])

    @pytest.mark.parametrize("here", sorted(SHOWN))
    async def test_can_be_compared(self, pages: Client, here: str) -> None:
        """Two periods and two positions side by side."""
        for compare in ("before", "position:repeat"):
            page = await html(pages, f"{here}?from=2026-01-01&to=2026-04-30&compare={compare}")
            assert "A: " in page
            assert "B: " in page
            assert page.count("verschil") or "nog niets te zien" in page

    async def test_set_first_purchases_beside_repeat_ones(self, pages: Client) -> None:
        """Row by row, though the funnel tells its rows apart by just that."""
        rows = (await (await pages.get("/journey/funnel.json?compare=position:repeat")).json())["rows"]

        assert [row["phase"] for row in rows] == ["orientation", "selection", "transaction", "delivery", "in_between"]
        assert rows[0]["doorstroom_n_b"] > rows[0]["doorstroom_n_a"] > 0

    @pytest.mark.parametrize("key", sorted(REPORTS))
    async def test_have_files_beside_them(self, pages: Client, key: str) -> None:
        """The same figures for other programs, and the question in SQL."""
        rows = (await (await pages.get(f"/journey/{key}.json?from=2026-01-01")).json())["rows"]
        text = await (await pages.get(f"/journey/{key}.csv?from=2026-01-01")).text()
        sql = await (await pages.get(f"/journey/{key}.sql?from=2026-01-01")).text()

        assert len(text.splitlines()) >= len(rows) + 1
        assert "SELECT" in sql or not rows or key == "exports"

    @pytest.mark.parametrize("form", ["csv", "json", "parquet"])
    async def test_of_contacts_are_written_down_when_taken_along(
        self, pages: Client, year: JourneyStore, form: str
    ) -> None:
        """Who, and with which filter; counts tell of nobody."""
        for key in ("funnel", "log"):
            await (await pages.get(f"/journey/{key}.{form}?category={key}-{form}")).read()

        read = [(read.who, read.what) for read in year.reads(0, 1000) if read.filter.endswith(f"-{form}")]
        assert read == [("Anne", "export")]

    async def test_of_two_channels_stand_beside_one_another(self, pages: Client) -> None:
        """Row by row, though the report tells its rows apart by just that."""
        query = "channel=webchat&compare=channel:whatsapp"
        rows = (await (await pages.get(f"/journey/channels.json?{query}")).json())["rows"]

        assert any(row["sentiment_n_a"] and row["sentiment_n_b"] for row in rows)

    async def test_say_whose_channel_it_is_where_there_is_nothing(self, pages: Client) -> None:
        """A journey counts under that of its first contact."""
        assert "het kanaal van het eerste contact" in await html(pages, "funnel?channel=carrier")

    async def test_of_a_comparison_ask_both_parts_in_sql(self, pages: Client) -> None:
        """Whoever runs it gets what the page shows."""
        one = await (await pages.get("/journey/funnel.sql?from=2026-03-01&to=2026-03-31")).text()
        both = await (await pages.get("/journey/funnel.sql?from=2026-03-01&to=2026-03-31&compare=before")).text()

        assert len(both.split("\n\n")) == 2 * len(one.split("\n\n"))
        assert one in both

    async def test_show_only_the_part_that_is_asked_for(self, pages: Client) -> None:
        """The URL is the filter, and the form shows it."""
        page = await html(pages, "funnel?position=repeat&channel=webshop")

        assert '<option value="repeat" selected>' in page
        assert '<option value="webshop" selected>' in page

    async def test_refuse_a_filter_that_cannot_be(self, pages: Client) -> None:
        """With a page that says what can."""
        assert "Dit filter kan niet" in await html(pages, "funnel?compare=x", status=400)
        page = await html(pages, "funnel?from=gisteren", status=400)
        assert "Dit filter kan niet" in page
        assert "gisteren&" not in page
        assert 'href="./emotion"' in page

    async def test_mark_a_change_of_the_sentiment_model(self, pages: Client) -> None:
        """A jump in mood may come from the measure."""
        both = await html(pages, "emotion")
        first = await html(pages, "emotion?to=2025-06-30")

        assert "gemeten met meer dan één model" in both
        assert "gemeten met meer dan één model" not in first

    async def test_have_no_file_of_what_is_no_report(self, pages: Client) -> None:
        """Not a page of the server for whoever types an address."""
        await html(pages, "nothing.csv", status=404)
