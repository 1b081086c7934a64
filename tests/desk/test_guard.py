"""What every answer carries, and where changes must come from."""

from __future__ import annotations

import pytest

from bot.handoff.ports import Status
from tests.desk.conftest import PASSWORD, Desk
from tests.handoff.examples import asking


class TestHeaders:
    @pytest.mark.parametrize(
        "path",
        [
            "/login",
            "/healthz",
            "/static/desk.css",
            "/static/none",
            "/callbacks",
            "/handoffs",
            "/journey/",
            "/journey/no",
            "/no",
        ],
    )
    async def test_stand_on_every_answer(self, desk: Desk, path: str) -> None:
        """On pages, redirects, files and errors: no script but ours runs, nothing is framed or kept."""
        strange = await desk.get(path)
        await desk.log_in()

        for answer in (strange, await desk.get(path)):
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'")
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert "Server" not in answer.headers


class TestSameOrigin:
    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1.evil.example"])
    async def test_foreign_forms_change_nothing(self, desk: Desk, origin: str) -> None:
        """A page elsewhere cannot close a call-back with the cookie of someone who is logged in."""
        request = await desk.handoffs.request_callback(asking(), key="m1")
        await desk.log_in()

        answer = await desk.post(f"/callbacks/{request.id}/done", origin=origin)

        assert answer.status == 403
        assert await desk.handoffs.callbacks(Status.OPEN) == [request]

    async def test_foreign_forms_log_nobody_in(self, desk: Desk) -> None:
        """The login itself is closed to other sites too."""
        answer = await desk.post("/login", origin="https://evil.example", password=PASSWORD)

        assert answer.status == 403
        assert "Set-Cookie" not in answer.headers
