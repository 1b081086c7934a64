from __future__ import annotations

import json
import re
from html import unescape

import pytest

from journey_tracker.ports import JourneyStore, Slice
from journey_tracker.reports import run
from journey_tracker.stores.actions import SqlActions
from tests.journey_tracker.web.year import TODAY, Client, client_of, html, post

FORM = {"finding": "Bezorger bellen bij vertraging", "owner": "Anne", "due": "2026-06-01", "cell": ""}


async def cells(client: Client, query: str) -> list[str]:
    """The figures that the form offers."""
    page = await html(client, f"actions?{query}")
    form = page[page.index('name="cell"') :]
    return [unescape(value) for value in re.findall(r'<option value="([^"]+)"', form[: form.index("</select>")])]


class TestActing:
    async def test_keeps_what_was_found_with_the_figure_of_then(
        self, pages: Client, actions: SqlActions, year: JourneyStore
    ) -> None:
        """The cell of the report, and what it held."""
        cell = next(cell for cell in await cells(pages, "report=funnel") if '"phase": "selection"' in cell)

        assert await post(pages, "actions", {**FORM, "cell": cell}) == 303

        (action,) = actions.all()
        row = next(r for r in run(year, "funnel", Slice(), TODAY).rows if r["phase"] == "selection")
        assert (action.finding, action.owner, action.due_day) == (FORM["finding"], "Anne", 20260601)
        assert action.figure == row["doorstroom"]
        assert "Anne" in await html(pages, "actions")

    async def test_shows_the_same_figure_since(self, pages: Client, actions: SqlActions) -> None:
        """Measured from the day it was made or done; nothing yet is said as such."""
        (cell, *_) = await cells(pages, "report=emotion")
        await post(pages, "actions", {**FORM, "cell": cell})

        page = await html(pages, "actions")

        assert "gemeten sinds 1\u00a0mei\u00a02026" in page
        assert actions.all()[0].figure is not None

    async def test_offers_what_stands_out(self, pages: Client) -> None:
        """One click from a finding to an action with its sentence and its figure."""
        page = await html(pages, "actions")
        links = [unescape(link) for link in re.findall(r'href="\./(actions\?[^"#]*text=[^"#]*)', page)]

        assert links
        for link in links:
            form = await html(pages, link)
            assert re.search(r'<option value="[^"]+" selected>', form[form.index('name="cell"') :])
            assert re.search(r"<textarea[^>]*>[^<]+</textarea>", form)

    async def test_is_marked_as_done_and_opened_again(self, pages: Client, actions: SqlActions) -> None:
        """A mistake is taken back."""
        await post(pages, "actions", FORM)

        assert await post(pages, "actions/1", {"done": "yes"}) == 303
        assert actions.all()[0].done_day == TODAY
        assert await post(pages, "actions/1", {"done": "no"}) == 303
        assert actions.all()[0].done_day is None

    async def test_says_what_is_late(self, pages: Client) -> None:
        """An open action whose day is over."""
        await post(pages, "actions", {**FORM, "due": "2026-04-01"})

        assert "te laat" in await html(pages, "actions")

    async def test_takes_no_form_of_another_site(self, pages: Client, actions: SqlActions) -> None:
        """As the desk does: the origin is ours or nothing happens."""
        assert await post(pages, "actions", FORM, origin="https://elsewhere.example") == 403
        assert await post(pages, "actions", FORM, origin="") == 403
        assert actions.all() == ()

    async def test_refuses_what_is_no_action(self, pages: Client, actions: SqlActions) -> None:
        """Nothing to do, nobody to do it, no day, or a figure that there is not."""
        wrong = ({"finding": " "}, {"owner": "x" * 81}, {"due": "morgen"}, {"due": ""}, {"cell": "{}"}, {"cell": "x"})
        for change in wrong:
            assert await post(pages, "actions", {**FORM, **change}) == 400
        assert await post(pages, "actions/9", {"done": "yes"}) == 404
        assert actions.all() == ()

    @pytest.mark.parametrize(
        "cell",
        [
            {"report": "funnel", "column": "doorstroom", "row": {"phase": ["a"]}, "part": {}},
            {"report": "funnel", "column": "zzz", "row": {"phase": "selection"}, "part": {}},
        ],
    )
    async def test_is_about_a_figure_that_there_is(
        self, pages: Client, actions: SqlActions, cell: dict[str, object]
    ) -> None:
        """A wrong one would stand in the way of the page for good."""
        form = {"finding": "Bel", "owner": "Anne", "due": "2026-06-01", "cell": json.dumps(cell)}

        assert await post(pages, "actions", form) == 400
        assert actions.all() == ()

    async def test_with_a_number_beyond_measure_is_not_there(self, pages: Client) -> None:
        """And no error of the server."""
        assert await post(pages, "actions/99999999999999999999", {"done": "yes"}) == 404

    async def test_becomes_no_markup(self, pages: Client) -> None:
        """What staff type is text."""
        await post(pages, "actions", {**FORM, "finding": "<script>alert(1)</script>"})

        assert "<script" not in await html(pages, "actions")

    async def test_says_so_where_no_actions_are_kept(self, year: JourneyStore) -> None:
        """The pages stand alone as well."""
        async with client_of(year) as client:
            page = await html(client, "actions")

            assert "Acties worden hier niet bewaard" in page
            assert await post(client, "actions", FORM) == 404
