from __future__ import annotations

import asyncio
import json
import re
import shutil
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.setting_table import TABLE
from journey_tracker import open_store
from journey_tracker.door import PATH, Keys, Rules, build_door, rules
from journey_tracker.door.refusal import LANGUAGES, STATUSES
from journey_tracker.door.signed import claims
from journey_tracker.events import KNOWN, ShopEvent
from tests.journey_tracker.door.asking import KEY, Client

PAGE = (Path(__file__).parents[3] / "docs" / "journey-events.md").read_text(encoding="utf-8")
DOOR = Path(rules.__file__).parent
ROW = re.compile(r"^\| `(koopwijzer\.\w+\.v1)` \|[^|]*\|([^|]*)\|$", re.MULTILINE)
FIELD = re.compile(r"`(\w+)`(\*?)(?=[,: ]|$)")
EXAMPLE = re.compile(r"```sh\n(curl .*?)```\n\n```json\n(.*?)```", re.DOTALL)


def told(cell: str) -> set[tuple[str, bool]]:
    """The fields in a cell of the table, each with whether it is needed; values in brackets are none."""
    return {(name, bool(star)) for name, star in FIELD.findall(re.sub(r"\([^)]*\)|:.*", "", cell).strip())}


def of(kind: type[Any]) -> set[tuple[str, bool]]:
    """The fields that only this event has, or all of one that is no event of the shop."""
    common = {f.name for f in fields(ShopEvent)} if issubclass(kind, ShopEvent) else set()
    return {(f.name, f.default is MISSING) for f in fields(kind) if f.name not in common}


def python(number: int) -> str:
    """One of the Python examples of the page."""
    return str(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[number])


class TestEvents:
    def test_every_event_stands_there_with_its_fields(self) -> None:
        """No event and no field more or less than the tracker knows."""
        assert {name: told(cell) for name, cell in ROW.findall(PAGE)} == {n: of(kind) for n, kind in KNOWN.items()}

    def test_the_common_fields_stand_there(self) -> None:
        """Once, for all events of the shop."""
        table = PAGE.partition("All events of the shop have:")[2].partition("###")[0]
        named = {
            name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
        }

        assert named == {f.name for f in fields(ShopEvent)}


class TestExamples:
    @pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
    async def test_each_gives_the_answer_below_it(self, client: Client) -> None:
        """Typed as they stand, one after the other."""
        found = EXAMPLE.findall(PAGE)

        assert len(found) == 3
        for command, answer in found:
            typed = command.replace("https://chat.your-shop.example/", str(client.make_url("/")))
            shell = await asyncio.create_subprocess_shell(typed, stdout=asyncio.subprocess.PIPE, env={"KEY": KEY})
            said, _ = await shell.communicate()
            assert json.loads(said) == json.loads(answer)

    def test_the_lines_that_sign_make_a_token_of_ours(self) -> None:
        """A shop may paste them."""
        given: dict[str, Any] = {}
        exec(python(0), given)  # noqa: S102 - our own page

        assert claims(given["token"]("s" * 32, sub="klant-7", exp=2_000_000_000), "s" * 32, 1e9)["sub"] == "klant-7"

    async def test_the_doors_stand_alone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The last example serves as it is written, with a key."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("JOURNEY_KEYS", f"/shop/web={KEY}")
        apps: list[web.Application] = []
        monkeypatch.setattr(web, "run_app", lambda app, port: apps.append(app))
        given: dict[str, Any] = {}
        exec(python(1), given)  # noqa: S102 - our own page
        async with TestClient(TestServer(apps[0])) as client:
            answer = await client.get(f"{PATH}journey.js")

        given["store"].close()
        assert answer.status == 200


class TestTexts:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_refusal_has_its_sentence(self, language: str) -> None:
        """In both languages, and none is left over."""
        texts = json.loads((DOOR / f"strings.{language}.json").read_text(encoding="utf-8"))

        assert list(texts) == list(STATUSES)

    def test_every_refusal_stands_on_the_page(self) -> None:
        """By status and code, those that explain themselves aside."""
        table = PAGE.partition("### The answers")[2].partition("### The limits")[0]
        plain = {"not_found", "wrong_method", "put_aside"}

        assert all(str(status) in table for status in STATUSES.values() if status not in (404, 405))
        assert {code for code in STATUSES if f"`{code}`" not in table} == plain

    def test_the_limits_on_the_page_are_those_of_the_doors(self) -> None:
        """Bytes, events and rates."""
        defaults = {setting.name: setting.default for setting in TABLE}
        row = "| events in a minute | `JOURNEY_KEY_EVENTS` ({JOURNEY_KEY_EVENTS}) a key"

        assert f"| {rules.LARGEST_BODY:,} | {rules.LARGEST_VISIT:,} |" in PAGE
        assert f"| {rules.MOST_EVENTS} | {rules.MOST_OF_A_VISIT} |" in PAGE
        assert row.format(**defaults) in PAGE
        assert f"`JOURNEY_ADDRESS_EVENTS` ({defaults['JOURNEY_ADDRESS_EVENTS']}) an address" in PAGE


class TestOpen:
    async def test_a_door_without_rules_lets_nobody_in(self, tmp_path: Path) -> None:
        """No key and no site: both doors are shut."""
        store = open_store(f"sqlite:///{tmp_path / 'journey.db'}")
        app = web.Application()
        app.add_subapp(PATH, build_door(store, Rules(keys=Keys())))
        async with TestClient(TestServer(app)) as client:
            events = await client.post(f"{PATH}events", data="{}")
            page = await client.post(f"{PATH}page", data="{}")

        store.close()
        assert (events.status, page.status) == (401, 403)
