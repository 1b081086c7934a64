"""Who comes in, and who does not."""

from __future__ import annotations

import pytest

from bot.desk.sessions import LIFETIME_MS
from tests.desk.conftest import PASSWORD, Desk


class TestDoor:
    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/handoffs",
            "/handoffs/1",
            "/handoffs/events",
            "/callbacks",
            "/journey/",
            "/journey/anything?x=1",
            "/nothing",
        ],
    )
    async def test_is_shut_for_strangers(self, desk: Desk, path: str) -> None:
        """Without a login every page leads to the login, and tells nothing of what exists."""
        answer = await desk.get(path)

        assert answer.status == 303
        assert answer.headers["Location"].startswith("/login?next=")

    async def test_changes_nothing_for_strangers(self, desk: Desk) -> None:
        """A form sent after the session ended is refused in words."""
        answer = await desk.post("/callbacks/1/done")

        assert answer.status == 401
        assert "Er is niets opgeslagen" in await answer.text()

    @pytest.mark.parametrize(
        "path", ["/healthz", "/static/look.css", "/static/icons.svg", "/static/desk.css", "/static/talk.js", "/login"]
    )
    async def test_leaves_the_hall_open(self, desk: Desk, path: str) -> None:
        """Login page, its looks and the health check are for everybody."""
        assert (await desk.get(path)).status == 200

    @pytest.mark.parametrize("path", ["/static/strings.nl.json", "/static/..%2fstrings.nl.json", "/static/"])
    async def test_static_is_looks_and_scripts_only(self, desk: Desk, path: str) -> None:
        """No other file can be fetched there."""
        assert (await desk.get(path)).status == 404


class TestLogIn:
    async def test_right_password_opens(self, desk: Desk) -> None:
        """After the login the page that was asked for opens, under the name that was given."""
        answer = await desk.post("/login?next=/journey/?phase=selection", password=PASSWORD, name=" Anne ")
        page = await desk.get("/callbacks")

        assert (answer.status, answer.headers["Location"]) == (303, "/journey/?phase=selection")
        assert "Ingelogd als Anne" in await page.text()

    async def test_leads_to_the_conversations(self, desk: Desk) -> None:
        """Without another wish the desk begins where shoppers wait."""
        answer = await desk.post("/login", password=PASSWORD, name="Anne")
        first = await desk.get(answer.headers["Location"])

        assert first.headers["Location"] == "/handoffs"

    @pytest.mark.parametrize("name", ["", "A", "  A  ", "\u200b\u200b\u200b", "12", "x" * 31])
    async def test_name_must_be_given(self, desk: Desk, name: str) -> None:
        """Shoppers see it, so it is asked for again, and what was filled in stays."""
        answer = await desk.post("/login", password=PASSWORD, name=name)
        page = await answer.text()

        assert answer.status == 400
        assert "Vul je naam in" in page
        assert f'value="{name}"' in page
        assert "Set-Cookie" not in answer.headers

    @pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), PASSWORD + "\0", "x" * 10_000])
    async def test_wrong_password_does_not(self, desk: Desk, password: str) -> None:
        """The form comes back and says so."""
        answer = await desk.post("/login", password=password.replace("\0", "."), name="Anne")

        assert answer.status == 403
        assert "Dat wachtwoord klopt niet" in await answer.text()
        assert (await desk.get("/callbacks")).status == 303

    async def test_guessing_is_limited(self, desk: Desk) -> None:
        """The sixth attempt within a minute is not looked at, even when it is right."""
        for _ in range(5):
            await desk.post("/login", password="guess", name="Anne")
        limited = await desk.post("/login", password=PASSWORD, name="Anne")
        desk.clock.now += 61_000
        later = await desk.post("/login", password=PASSWORD, name="Anne")

        assert (limited.status, limited.headers["Retry-After"]) == (429, "61")
        assert "Te veel pogingen" in await limited.text()
        assert later.status == 303

    @pytest.mark.parametrize(
        "target",
        ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "/\r\nX: y", "/\t/evil"],
    )
    async def test_leads_to_this_site_only(self, desk: Desk, target: str) -> None:
        """A link with a foreign `next` does not lead there."""
        answer = await desk.client.post(
            "/login",
            params={"next": target},
            data={"password": PASSWORD, "name": "Anne"},
            headers={"Origin": desk.origin},
            allow_redirects=False,
        )

        assert answer.headers["Location"] == "/"

    async def test_cookie_is_for_the_browser_only(self, desk: Desk) -> None:
        """No script can read it and no other site can send it along."""
        answer = await desk.post("/login", password=PASSWORD, name="Anne")
        cookie = answer.headers["Set-Cookie"]

        assert cookie.startswith("desk=")
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))

    async def test_cookie_is_tied_to_https_where_there_is_https(self, desk: Desk) -> None:
        """Behind a proxy that ends TLS the cookie is `Secure` and pinned to this host by its prefix."""
        answer = await desk.post(
            "/login", origin=desk.origin.replace("http:", "https:"), password=PASSWORD, name="Anne"
        )
        cookie = answer.headers["Set-Cookie"]

        assert cookie.startswith("__Host-desk=")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))

    async def test_secure_cookie_opens_the_door(self, desk: Desk) -> None:
        """The cookie given under TLS is the one that is read."""
        answer = await desk.post(
            "/login", origin=desk.origin.replace("http:", "https:"), password=PASSWORD, name="Anne"
        )
        token = answer.cookies["__Host-desk"].value

        assert (await desk.get("/callbacks", Cookie=f"__Host-desk={token}")).status == 200


class TestLogOut:
    async def test_ends_the_session_at_the_server(self, desk: Desk) -> None:
        """A copied cookie is worth nothing after its owner left."""
        answer = await desk.post("/login", password=PASSWORD, name="Anne")
        token = answer.cookies["desk"].value

        await desk.post("/logout")

        assert (await desk.get("/callbacks", Cookie=f"desk={token}")).status == 303

    async def test_happens_by_itself_after_a_working_day(self, desk: Desk) -> None:
        """A session ends when its time is over."""
        await desk.log_in()

        desk.clock.now += LIFETIME_MS

        assert (await desk.get("/callbacks")).status == 303
