"""One handoff: reading, answering, giving back, looking back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import Owner, Role
from bot.desk.talk import LONGEST_REPLY
from bot.handoff.ports import HandoffsUnavailable
from bot.handoff.queue import Handoff, Stage
from bot.handoff.summary import Summary
from journey_tracker import open_store
from tests.desk.conftest import Desk, Running
from tests.journey_tracker.talk import shopper

KEY = "0123456789abcdef"


@pytest.fixture
async def held(desk: Desk) -> Handoff:
    """A shopper with whom Anne, who is logged in, is in conversation."""
    handoff = await desk.wants_a_person()
    await desk.log_in("Anne")
    return await desk.attending.claim(handoff.id, by="Anne")


async def unavailable(*_: object, **__: object) -> None:
    """What a store that is away does to every call."""
    raise LogUnavailable("redis://secret is away")


class TestPage:
    async def test_shows_what_was_said_by_whom(self, desk: Desk) -> None:
        """Every role in the order of the talk; cards, tables and orders by their titles."""
        handoff = await desk.wants_a_person(words="Welke is het lichtst?")
        cards = [{"title": "Vedra 13"}, {"title": "Noor 14"}]
        await desk.log.append("c1", "b1", {"text": "Deze twee:", "cards": cards}, Role.BOT)
        order = {"number": "K-1001", "status_label": "Onderweg"}
        await desk.log.append("c1", "b2", {"text": "Je bestelling", "order": order}, Role.BOT)
        table = {"products": [{"title": "Vedra 13"}, {"title": "Alta"}], "rows": []}
        await desk.log.append("c1", "b3", {"text": "Naast elkaar", "table": table}, Role.BOT)
        await desk.log_in()

        page = await (await desk.get(f"/handoffs/{handoff.id}")).text()

        for shown in ("Vedra 13 · Noor 14", "K-1001 Onderweg", "Vedra 13 ↔ Alta"):
            assert shown in page
        assert page.index("Welke is het lichtst?</p>") < page.index("Deze twee:") < page.index("Je bestelling")

    async def test_gives_each_message_of_the_shopper_its_phase_and_mood(self, tmp_path: Path) -> None:
        """Joined by seq; a message the tracker has not seen yet shows a dash."""
        store = open_store(f"sqlite:///{tmp_path / 'journey.db'}")
        store.record([shopper(1, "complaint", mood=-0.8).to_json()])
        async with Running(touchpoints=store) as desk:
            handoff = await desk.wants_a_person()
            await desk.log.append("c1", "m2", {"text": "Hallo?"}, Role.SHOPPER)
            await desk.log_in()

            page = await (await desk.get(f"/handoffs/{handoff.id}")).text()

        first, second = page.split('id="said-2"')
        assert "Klantenservice" in first
        assert "negatief" in first
        assert "data-pending" in second
        assert "stemming onbekend" in second
        store.close()

    async def test_tells_only_what_is_known(self, desk: Desk) -> None:
        """Facts in the reader's language, and no label without a fact."""
        summary = Summary(wishes={"nl": ("onder € 700", "licht"), "en": ("under € 700",)}, intents=("state_need",))
        handoff = await desk.wants_a_person(summary=summary)
        await desk.log_in()

        page = await (await desk.get(f"/handoffs/{handoff.id}")).text()

        assert "onder €\N{NO-BREAK SPACE}700, licht" in page
        assert "Zoekt een product" in page
        assert "Bestelling" not in page

    async def test_is_for_reading_to_who_does_not_hold_it(self, desk: Desk) -> None:
        """A colleague sees who talks, and has no box to talk through."""
        handoff = await desk.wants_a_person()
        await desk.attending.claim(handoff.id, by="Bram")
        await desk.log_in("Anne")

        page = await (await desk.get(f"/handoffs/{handoff.id}")).text()

        assert "Bram is in gesprek met deze klant" in page
        assert "De assistent zwijgt" in page
        assert "<textarea" not in page
        assert "/return" not in page

    async def test_shows_what_a_shopper_typed_as_text(self, desk: Desk) -> None:
        """Nothing that was said or shown is read as HTML."""
        evil = "</textarea><script>alert(1)</script>{{ 31337 * 31337 }}"
        handoff = await desk.wants_a_person(words=evil, language=evil)
        await desk.log.append("c1", "b1", {"text": evil, "cards": [{"title": evil}], "name": evil}, Role.BOT)
        await desk.log_in()

        page = await (await desk.get(f"/handoffs/{handoff.id}")).text()

        assert page.count("<script") == 1
        assert page.count("&lt;script&gt;") >= 4
        assert str(31337 * 31337) not in page

    async def test_stands_without_the_conversation(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        """With the log away the summary is there, and the page says what is missing."""
        handoff = await desk.wants_a_person()
        await desk.log_in()
        monkeypatch.setattr(desk.log, "position", unavailable)

        answer = await desk.get(f"/handoffs/{handoff.id}")
        page = await answer.text()

        assert answer.status == 503
        assert "Het gesprek is nu niet op te halen" in page
        assert "laptop" in page
        assert "secret" not in page


class TestReply:
    async def test_reaches_the_conversation_under_the_name_of_staff(self, desk: Desk, held: Handoff) -> None:
        """It is one more message, by who wrote it, with its lines."""
        answer = await desk.post(f"/handoffs/{held.id}/say", text=" Hoi!\r\nWat is er? ", key=KEY)

        entry = (await desk.log.read("c1"))[-1]
        assert (answer.status, answer.headers["Location"]) == (303, f"/handoffs/{held.id}#end")
        assert (entry.role, entry.body["text"], entry.body["name"]) == (Role.AGENT, "Hoi!\nWat is er?", "Anne")

    async def test_sent_again_is_said_once(self, desk: Desk, held: Handoff) -> None:
        """A reload of the answer, or a retry after a broken line, doubles nothing."""
        answers = [await desk.post(f"/handoffs/{held.id}/say", text="Hoi", key=KEY) for _ in range(2)]

        assert [answer.status for answer in answers] == [303, 303]
        assert (await desk.texts()).count("Hoi") == 1

    async def test_changed_and_sent_again_is_not_lost(self, desk: Desk, held: Handoff) -> None:
        """Under a key that was used the new words would vanish: they come back, with a fresh key."""
        await desk.post(f"/handoffs/{held.id}/say", text="Hoi", key=KEY)

        answer = await desk.post(f"/handoffs/{held.id}/say", text="Hoi Jan", key=KEY)
        page = await answer.text()

        assert answer.status == 409
        assert "Hoi Jan</textarea>" in page
        assert KEY not in page

    @pytest.mark.parametrize(
        ("text", "status", "told"), [("x" * (LONGEST_REPLY + 1), 413, "te lang"), (" ", 400, "Typ eerst")]
    )
    async def test_that_cannot_be_said_stays_in_the_box(
        self, desk: Desk, held: Handoff, text: str, status: int, told: str
    ) -> None:
        """The page says why, and keeps what was typed."""
        answer = await desk.post(f"/handoffs/{held.id}/say", text=text, key=KEY)
        page = await answer.text()

        assert answer.status == status
        assert told in page
        assert f"{text.strip()}</textarea>" in page
        assert len(await desk.texts()) == 2

    async def test_stays_in_the_box_when_the_log_is_away(
        self, desk: Desk, held: Handoff, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It may have been stored or not: the same key makes trying again safe."""
        monkeypatch.setattr(desk.log, "append", unavailable)

        answer = await desk.post(f"/handoffs/{held.id}/say", text="Hoi Jan", key=KEY)
        page = await answer.text()

        assert answer.status == 503
        assert "Hoi Jan</textarea>" in page
        assert f'value="{KEY}"' in page
        assert "misschien niet verstuurd" in page

    async def test_is_given_back_when_the_queue_is_away(
        self, desk: Desk, held: Handoff, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The page of the error holds what was typed."""

        async def gone(*_: object) -> None:
            raise HandoffsUnavailable("away")

        monkeypatch.setattr(desk.queue, "get", gone)
        answer = await desk.post(f"/handoffs/{held.id}/say", text="Hoi Jan", key=KEY)

        assert answer.status == 503
        assert "Hoi Jan</textarea>" in await answer.text()

    async def test_is_given_back_to_who_was_logged_out(self, desk: Desk, held: Handoff) -> None:
        """A working day that ended in the middle of a sentence loses no sentence."""
        await desk.post("/logout")

        answer = await desk.post(f"/handoffs/{held.id}/say", text="Hoi Jan", key=KEY)

        assert answer.status == 401
        assert "Hoi Jan</textarea>" in await answer.text()

    async def test_by_who_does_not_hold_it_is_refused(self, desk: Desk, held: Handoff) -> None:
        """One voice at a time: the other hears who has it, and keeps the words."""
        await desk.log_in("Bram")

        answer = await desk.post(f"/handoffs/{held.id}/say", text="Hoi Jan", key=KEY)
        page = await answer.text()

        assert answer.status == 409
        assert "Anne was je voor" in page
        assert "Hoi Jan</textarea>" in page
        assert "Hoi Jan" not in await desk.texts()

    async def test_before_taking_asks_to_take(self, desk: Desk) -> None:
        """Nobody talks with a shopper while the bot still may."""
        handoff = await desk.wants_a_person()
        await desk.log_in()

        answer = await desk.post(f"/handoffs/{handoff.id}/say", text="Hoi", key=KEY)

        assert answer.status == 409
        assert "Neem het gesprek eerst over" in await answer.text()

    @pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space here", "line\nbreak-123"])
    async def test_needs_a_key_of_ours(self, desk: Desk, held: Handoff, key: str) -> None:
        """No form of ours sends another one."""
        assert (await desk.post(f"/handoffs/{held.id}/say", text="Hoi", key=key)).status == 400

    async def test_leaves_no_words_in_the_log_file(
        self, desk: Desk, held: Handoff, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What is said between people is written down in one place only."""
        await desk.post(f"/handoffs/{held.id}/say", text="Mijn geheim", key=KEY)
        told = capsys.readouterr()

        assert "geheim" not in told.out + told.err


class TestEnding:
    @pytest.mark.parametrize(
        ("step", "stage", "told"),
        [
            ("return", Stage.RETURNED, "Anne heeft het gesprek verlaten. Je praat weer met de digitale verkoper."),
            ("complete", Stage.COMPLETED, "Anne heeft het gesprek afgerond."),
        ],
    )
    async def test_gives_the_shopper_back_and_tells_so(
        self, desk: Desk, held: Handoff, step: str, stage: Stage, told: str
    ) -> None:
        """The bot may speak again, and the shopper knows who left."""
        answer = await desk.post(f"/handoffs/{held.id}/{step}")

        assert answer.status == 303
        assert (await desk.queue.get(held.id)).stage is stage
        assert (await desk.log.position("c1")).ownership.owner is Owner.BOT
        assert (await desk.texts())[-1].startswith(told)

    @pytest.mark.parametrize("step", ["return", "complete"])
    async def test_is_for_who_holds_it(self, desk: Desk, held: Handoff, step: str) -> None:
        """Nobody ends a colleague's conversation."""
        await desk.log_in("Bram")

        answer = await desk.post(f"/handoffs/{held.id}/{step}")

        assert answer.status == 409
        assert (await desk.queue.get(held.id)).stage is Stage.HUMAN

    async def test_is_told_in_the_language_of_the_shopper(self, desk: Desk) -> None:
        """Who speaks English reads English, whatever staff reads."""
        handoff = await desk.wants_a_person(language="en")
        await desk.log_in("Anne")
        await desk.post(f"/handoffs/{handoff.id}/take")
        await desk.post(f"/handoffs/{handoff.id}/return")

        joined, left = (await desk.texts())[1:]
        assert joined == "Anne of Winkel & Zo is here for you now."
        assert left.startswith("Anne has left the conversation.")


class TestReview:
    async def test_keeps_a_note_that_can_be_changed(self, desk: Desk, held: Handoff) -> None:
        """Who looked back, what was noted; a later note takes its place."""
        await desk.attending.complete(held.id, by="Anne")
        await desk.post(f"/handoffs/{held.id}/review", note="Goed gedaan")
        answer = await desk.post(f"/handoffs/{held.id}/review", note="Heel goed gedaan")
        page = await (await desk.get(f"/handoffs/{held.id}")).text()

        assert answer.status == 303
        assert "Beoordeeld door Anne" in page
        assert "Heel goed gedaan</textarea>" in page
        assert "door Anne" in await (await desk.get("/handoffs")).text()

    async def test_waits_for_the_end(self, desk: Desk, held: Handoff) -> None:
        """What still goes on cannot be judged."""
        page = await (await desk.get(f"/handoffs/{held.id}")).text()
        answer = await desk.post(f"/handoffs/{held.id}/review", note="x")

        assert "/review" not in page
        assert answer.status == 409

    async def test_that_is_too_long_stays_in_the_box(self, desk: Desk, held: Handoff) -> None:
        """It says how long a note may be, and keeps it."""
        await desk.attending.complete(held.id, by="Anne")
        note = "x" * 2001

        answer = await desk.post(f"/handoffs/{held.id}/review", note=note)
        page = await answer.text()

        assert answer.status == 413
        assert "hooguit 2000 tekens" in page
        assert f"{note}</textarea>" in page


class TestFault:
    async def test_in_the_queue_itself_is_a_plain_sentence(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        """The page of the error needs nothing of what broke."""

        async def broken(*_: object) -> None:
            raise RuntimeError("secret detail")

        await desk.log_in()
        monkeypatch.setattr(desk.queue, "list", broken)
        answer = await desk.get("/handoffs")
        page = await answer.text()

        assert answer.status == 500
        assert "De fout is vastgelegd." in page
        assert "secret" not in page
