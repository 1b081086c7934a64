from __future__ import annotations

from typing import Any

from aiohttp.test_utils import TestClient

Client = TestClient[Any, Any]


class TestDrawings:
    async def test_a_product_has_a_drawing_that_may_be_kept(self, visitor: Client) -> None:
        """It comes with the same headers as everything public."""
        async with visitor.get("/img/air.svg") as answer:
            text = await answer.text()

            assert (answer.status, answer.content_type) == (200, "image/svg+xml")
            assert answer.headers["Cache-Control"].startswith("public, max-age=")
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert text.startswith("<svg")

    async def test_what_was_kept_is_not_sent_again(self, visitor: Client) -> None:
        """As long as it is the same."""
        tag = (await visitor.get("/img/air.svg")).headers["ETag"]

        assert (await visitor.get("/img/air.svg", headers={"If-None-Match": tag})).status == 304
        assert (await visitor.get("/img/slim.svg", headers={"If-None-Match": tag})).status == 200

    async def test_nobody_else_has_one(self, visitor: Client) -> None:
        """An id that is not in the catalogue has no drawing."""
        assert (await visitor.get("/img/absent.svg")).status == 404
