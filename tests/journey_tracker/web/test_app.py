from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import create_engine

import journey_tracker.web
from journey_tracker.envelopes import Envelope
from journey_tracker.events import TrafficMarked
from journey_tracker.ports import Filter, JourneyStore
from journey_tracker.reports import COLUMNS
from journey_tracker.web import build_app
from tests.journey_tracker.talk import accepted, agent, bot, callback, ended, requested, shopper

FOLDER = Path(journey_tracker.web.__file__).parent
Client = TestClient[web.Request, web.Application]


def a_busy_day() -> list[Envelope]:
    """Sixty conversations of five turns."""
    intents = ("greet", "state_need", "compare_products", "choose_product", "request_human")
    return [
        event
        for c in range(60)
        for seq, intent in enumerate(intents, 1)
        for event in (
            shopper(seq, intent, conversation=f"c{c}", minute=c * 60 + seq, mood=(c % 9 - 4) / 5),
            bot(seq, conversation=f"c{c}", minute=c * 60 + seq),
        )
    ]


@pytest.fixture
async def client(store: JourneyStore) -> AsyncIterator[Client]:
    """The pages, mounted as the staff port mounts them."""
    app = web.Application()
    app.add_subapp("/journey/", build_app(store))
    async with TestClient(TestServer(app)) as client:
        yield client


def record(store: JourneyStore, *events: Envelope) -> str:
    """Record the events; returns the id of the newest touchpoint."""
    store.record([event.to_json() for event in events])
    return store.touchpoints(Filter(limit=1)).touchpoints[0].id


def change(url: str, statement: str) -> None:
    """Do something to the database behind the store's back."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


async def html(client: Client, path: str, status: int = 200) -> str:
    """The text of a page that answers with `status`."""
    response = await client.get(f"/journey/{path}")
    assert response.status == status
    assert response.content_type == "text/html"
    return await response.text()


class TestLog:
    async def test_shows_each_touchpoint_in_dutch(self, client: Client, store: JourneyStore) -> None:
        """Time, phase, mood, messages, duration and outcome, each in words."""
        record(store, shopper(1, "state_need", mood=-0.5), bot(1, minute=1.2), callback(1, minute=1.2))

        page = await html(client, "log")

        assert '<html lang="nl">' in page
        for text in ("01-05-2026 12:00", "Webchat", "−0,50", "Negatief", "1 + 1", "1 min 12 s", "Naar medewerker"):
            assert text in page

    async def test_shows_who_helped(self, client: Client, store: JourneyStore) -> None:
        """A touchpoint with a person says how long was waited, how it ended, and what staff wrote."""
        talk = (shopper(1, "request_human"), requested(1), accepted(2, waited_s=42), agent(3, text="Dag, met ons"))
        id_ = record(store, *talk, ended(4, "completed", held_s=125))

        page = await html(client, f"t/{id_}")

        for text in ("Medewerker gevraagd", "Afgerond door een medewerker", "42 s", "2 min 5 s", "Dag, met ons"):
            assert text in page
        assert "Berichten van medewerkers: 1" in page
        assert '<li class="agent">' in page

    async def test_shows_it_in_english(self, client: Client, store: JourneyStore) -> None:
        """The language is in the URL and stays in the links."""
        id_ = record(store, shopper(1, "order_status", mood=0.5))

        page = await html(client, "log?lang=en")

        assert '<html lang="en">' in page
        assert "Delivery" in page
        assert f'href="./t/{id_}?lang=en"' in page

    async def test_stands_where_it_stood(self, client: Client, store: JourneyStore) -> None:
        """Addresses of the time when the log was the first page lead to it, with their filter."""
        record(store, shopper(1, "state_need"), shopper(1, "order_status", conversation="c2", minute=60))

        page = await html(client, "?conversation=c2&lang=nl")

        assert '<input type="hidden" name="conversation" value="c2">' in page
        assert page.count('<th scope="row">') == 1

    async def test_filters_by_what_a_cell_of_a_report_leads_to(self, client: Client, store: JourneyStore) -> None:
        """Kind, channel, language, category, position, outcome and person."""
        record(store, shopper(1, "state_need"), shopper(1, "request_human", conversation="c2", minute=60))

        assert (await html(client, "log?kind=chat&channel=webchat&position=new")).count('<th scope="row">') == 2
        assert (await html(client, "log?outcome=handoff")).count('<th scope="row">') == 0
        assert "order_placed" in await html(client, "log?kind=order_placed")
        for wrong in (
            "outcome=lost",
            "kind=zzz",
            "score=11",
            "quadrant=round",
            "handoff=maybe",
            "during=x",
            "before=x",
        ):
            assert "Dit filter kan niet" in await html(client, f"log?{wrong}", status=400)

    async def test_says_what_a_cell_led_to(self, client: Client, store: JourneyStore) -> None:
        """In words, each with a link that takes it away; the form keeps it."""
        record(store, shopper(1, "state_need"), shopper(1, "complaint", conversation="c2", minute=60))

        page = await html(client, "log?phase=customer_care&errand=complaint&handoff=no")

        assert page.count('<th scope="row">') == 1
        assert "Vraag: klacht" in page
        assert "Medewerker gevraagd: nee" in page
        assert 'href="./log?phase=customer_care&amp;handoff=no"' in page
        assert '<input type="hidden" name="errand" value="complaint">' in page

    async def test_shows_who_is_counted_unless_others_are_asked_for(self, client: Client, store: JourneyStore) -> None:
        """Staff, tests and robots are marked, and stand apart."""
        marked = Envelope("/shop", 1_777_629_600_000, TrafficMarked(kind="staff", conversation="c2"))
        record(store, shopper(1, "state_need"), shopper(1, "greet", conversation="c2", minute=60), marked)

        assert (await html(client, "log")).count('<th scope="row">') == 1
        assert (await html(client, "log?traffic=staff")).count('<th scope="row">') == 1
        assert "Dit filter kan niet" in await html(client, "log?traffic=cat", status=400)

    async def test_filters_by_its_url(self, client: Client, store: JourneyStore) -> None:
        """Only what was asked for is shown, and the form shows what was asked."""
        record(store, shopper(1, "state_need"), shopper(1, "order_status", conversation="c2", minute=60))

        page = await html(client, "log?phase=delivery&from=2026-05-01")

        assert page.count('<th scope="row">') == 1
        assert '<option value="delivery" selected>' in page
        assert 'value="2026-05-01"' in page

    async def test_turns_its_pages(self, client: Client, store: JourneyStore) -> None:
        """Older ones are one link away, and the filter goes along."""
        record(store, *a_busy_day())

        first = await html(client, "log?from=2026-05-01")
        second = await html(client, "log?from=2026-05-01&offset=50")

        assert 'rel="next" href="./log?from=2026-05-01&amp;offset=50"' in first
        assert 'rel="prev" href="./log?from=2026-05-01"' in second
        assert (first + second).count('<th scope="row">') == 60

    async def test_says_what_to_do_when_there_is_nothing(self, client: Client) -> None:
        """An empty page is no dead end."""
        assert "Geen contactmomenten gevonden. Kies een ander filter" in await html(client, "log?phase=delivery")

    async def test_refuses_a_filter_that_cannot_be(self, client: Client) -> None:
        """It says which, and what can be; nothing of the URL becomes markup."""
        page = await html(client, "log?phase=<script>", status=400)

        assert "Dit filter kan niet" in page
        assert "&lt;script&gt;" in page
        assert "<script" not in page

    async def test_gives_the_same_as_csv(self, client: Client, store: JourneyStore) -> None:
        """All columns, and nothing that a spreadsheet would run."""
        record(
            store, shopper(1, "state_need", conversation="=cmd()"), shopper(1, "greet", conversation="c2", minute=60)
        )

        response = await client.get("/journey/touchpoints.csv?phase=selection")

        (row,) = csv.DictReader(io.StringIO(await response.text()))
        assert tuple(row) == COLUMNS
        assert row["conversation"] == "'=cmd()"

    async def test_gives_the_same_as_json(self, client: Client, store: JourneyStore) -> None:
        """A file has all that pass the filter, not one page of them."""
        record(store, *a_busy_day())

        assert len(await (await client.get("/journey/touchpoints.json")).json()) == 60


class TestTouchpoint:
    async def test_shows_phases_stays_and_the_conversation(self, client: Client, store: JourneyStore) -> None:
        """All six phases, the stays in order, and each message with its phase and mood."""
        id_ = record(
            store,
            shopper(1, "state_need", mood=0.5, text="een laptop voor school"),
            bot(1, text="Deze drie passen"),
            shopper(2, "complaint", mood=-0.5, text="where is my <b>parcel</b>", language="en", minute=2),
        )

        page = await html(client, f"t/{id_}")

        strip = page[page.index('<ol class="strip"') : page.index("</ol>")]
        places = [page.index(text) for text in ("een laptop voor school", "Deze drie passen", "&lt;b&gt;parcel")]
        assert strip.count("<li") == 6
        assert strip.count("niet bezocht") == 4
        assert places == sorted(places)
        assert '<p class="said" lang="en">where is my' in page
        assert "begrepen als <code>complaint</code>" in page

    async def test_shows_a_phase_of_another_model_by_its_key(
        self, client: Client, store: JourneyStore, url: str
    ) -> None:
        """An old log stays readable when the model changes."""
        id_ = record(store, shopper(1, "state_need"))
        change(url, "UPDATE touchpoint_phase SET phase = 'awareness'")

        assert "awareness" in await html(client, f"t/{id_}")

    async def test_leads_to_all_contacts_of_the_same_person(self, client: Client, store: JourneyStore) -> None:
        """One click; that somebody looked is written down."""
        id_ = record(store, shopper(1, "state_need"), shopper(1, "greet", conversation="c2", minute=60))

        (link,) = re.findall(r'href="\.\./(log\?person=[^"]+)"', await html(client, f"t/{id_}"))

        assert (await html(client, link)).count('<th scope="row">') == 1
        assert [read.what for read in store.reads(0, 9)] == ["person", "transcript"]

    async def test_gives_the_same_as_json(self, client: Client, store: JourneyStore) -> None:
        """With its stays and its lines."""
        id_ = record(store, shopper(1, "state_need", text="een laptop"), bot(1))

        given = await (await client.get(f"/journey/t/{id_}.json")).json()

        assert [stay["phase"] for stay in given["stays"]] == ["selection"]
        assert [line["text"] for line in given["lines"]] == ["een laptop", "Zeker!"]

    @pytest.mark.parametrize("path", ["t/x", "t/x?lang=en"])
    async def test_says_when_it_is_not_there(self, client: Client, path: str) -> None:
        """A dead link ends on a page with a way on."""
        assert 'href="../log"' in await html(client, path, status=404)


class TestEveryPage:
    @pytest.fixture
    async def pages(self, client: Client, store: JourneyStore) -> dict[str, str]:
        """Each page, full, by its path."""
        id_ = record(store, *a_busy_day())
        paths = {"": 200, "log": 200, "log?lang=en": 200, f"t/{id_}": 200, "log?phase=x": 400, "t/x": 404}
        return {path: await html(client, path, status) for path, status in paths.items()}

    async def test_stays_light(self, pages: dict[str, str]) -> None:
        """At most 60 kB without its style sheets."""
        assert max(len(page.encode()) for page in pages.values()) <= 60_000

    async def test_runs_nothing_inline(self, pages: dict[str, str]) -> None:
        """A content security policy without exceptions holds."""
        assert not [path for path, page in pages.items() if re.search(r"<script|<style|\sstyle=|\son\w+=", page)]

    async def test_links_only_to_what_is_there(self, client: Client, pages: dict[str, str]) -> None:
        """Every link and file answers, from wherever the application is mounted."""
        for path, page in pages.items():
            for link in set(re.findall(r'(?:href|action)="([^"#]+)', page)):
                target = urljoin(f"/journey/{path}", link.replace("&amp;", "&"))
                assert target.startswith("/journey/")
                wanted = 400 if "phase=x" in target else 200
                assert (await client.get(target)).status in (wanted, 501 if ".parquet" in target else wanted)

    async def test_is_not_kept_on_the_way(self, client: Client) -> None:
        """What is about people is in no cache."""
        assert (await client.get("/journey/")).headers["Cache-Control"] == "no-store"

    async def test_names_its_tables_and_their_heads(self, pages: dict[str, str]) -> None:
        """Each table has a caption and each head a scope."""
        for page in pages.values():
            assert page.count("<table") == page.count("<caption")
            assert "<th>" not in page

    async def test_draws_an_icon_for_each_phase_and_mood(self, store: JourneyStore) -> None:
        """What is told by colour is told by a drawing too."""
        drawn = set(re.findall(r'symbol id="(\w+)"', (FOLDER / "static" / "icons.svg").read_text()))
        styled = set(re.findall(r"\.phase-(\w+) \{", (FOLDER / "static" / "look.css").read_text()))

        assert drawn == {*(p.key for p in store.model.phases), "none", "negative", "neutral", "positive"}
        assert styled == {*(p.key for p in store.model.phases), "none"}

    @pytest.mark.parametrize("backend", ["sqlite"])
    async def test_says_so_when_the_database_is_away(self, client: Client, url: str) -> None:
        """No traceback for staff: what happened and what to do."""
        change(url, "ALTER TABLE touchpoint RENAME TO away")

        assert "probeer het zo nog eens" in await html(client, "log", status=503)


class TestLabels:
    def test_exist_in_both_languages(self) -> None:
        """No page is half translated, and no label is left over."""
        dutch, english = (json.loads((FOLDER / f"labels.{name}.json").read_text()) for name in ("nl", "en"))
        files = [*FOLDER.glob("templates/*.html"), *FOLDER.rglob("*.py")]
        code = " ".join(file.read_text() for file in files)
        built = ("shopper", "bot", "agent", "lane_new", "lane_repeat", "lane_both")

        assert shape(dutch) == shape(english)
        assert [key for key in dutch if f'"{key}"' not in code and f"'{key}'" not in code and key not in built] == []


def shape(words: object) -> object:
    """The keys of words, however deep."""
    return {key: shape(value) for key, value in words.items()} if isinstance(words, dict) else None
