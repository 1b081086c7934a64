from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot import loop
from bot.person.cli import main
from bot.settings import Settings
from journey_tracker import open_store
from journey_tracker.events import PageViewed
from journey_tracker.privacy import open_refs
from tests.journey_tracker.shopping import shop
from tests.person.lives import ANNA, BO, live, said, settings_of
from tests.servers import Server

pytestmark = pytest.mark.server


@pytest.fixture
def settings(data: Path, server: Server) -> Settings:
    """A running shop in which Anna and Bo were helped."""
    made = settings_of(data)
    loop.run(live(made, server.url, ANNA, BO))
    return made


class Terminal(io.StringIO):
    """Somebody at the keys."""

    def isatty(self) -> bool:
        """They are there."""
        return True


@contextmanager
def moved(file: Path, away: Path) -> Iterator[None]:
    """A file that is away for a while."""
    file.rename(away)
    try:
        yield
    finally:
        away.rename(file)


def stored(url: str, query: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


class TestExport:
    def test_tells_of_each_store_what_it_holds_why_and_how_long(
        self, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One JSON object with everything: it is the answer to who asks what is known of them."""
        assert main(settings, ["export", ANNA.customer]) == 0

        told = json.loads(capsys.readouterr().out)
        assert told["complete"]
        assert told["known_by"]["conversations"] == sorted({ANNA.conversation, ANNA.customer})
        assert set(told["stores"]) == {"lines", "log", "desk", "journey"}
        assert all(store[key] for store in told["stores"].values() for key in ("holds", "purpose", "kept"))
        everything = json.dumps(told["stores"], ensure_ascii=False)
        assert [word for word in (ANNA.name, ANNA.mail, ANNA.order, *ANNA.says) if word not in everything] == []
        assert [len(told["stores"]["log"]["data"][kind]) for kind in ("messages", "dialogue", "waiting", "events")] == [
            3,
            1,
            1,
            2,
        ]

    @pytest.mark.parametrize(("language", "word"), [("nl", "Waarvoor"), ("en", "What for")])
    def test_may_be_read_by_a_person(
        self, settings: Settings, capsys: pytest.CaptureFixture[str], language: str, word: str
    ) -> None:
        """The same as text, in their language."""
        assert main(settings, ["export", ANNA.order, "--readable", "--language", language]) == 0

        told = capsys.readouterr().out
        assert word in told
        assert ANNA.says[0] in told

    def test_is_written_down(self, settings: Settings) -> None:
        """Who looks somebody up is seen."""
        main(settings, ["export", ANNA.customer])

        rows = stored(settings.journey_url, "SELECT who, what FROM access_log")
        assert rows == [("cli", "person")]

    def test_is_not_shown_when_that_cannot_be_written_down(
        self, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With the tracker away nobody would know."""
        away = replace(settings, database_url="postgresql://nobody@127.0.0.1:9/none")

        assert main(away, ["export", f"conversation:{ANNA.conversation}"]) == 1

        told = capsys.readouterr()
        assert ANNA.mail not in told.out
        assert "cannot be written down" in told.err

    def test_of_nobody_says_so(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        """And is no success."""
        assert main(settings, ["export", "customer:nobody"]) == 2
        assert "Nothing is known of customer:nobody" in capsys.readouterr().err

    def test_of_several_people_asks_which(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        """A browser at home that two customers use: nobody is shown the other's."""
        seen = [PageViewed(visitor="at-home", customer=who.customer, page="home") for who in (ANNA, BO)]
        with closing(open_store(settings.journey_url, refs=open_refs(settings.journey_key))) as store:
            store.record([shop(event, day=day).to_json() for day, event in enumerate(seen)])

        codes = [main(settings, ["export", "visitor:at-home"]), main(settings, ["forget", "visitor:at-home", "--yes"])]

        told = capsys.readouterr()
        assert codes == [2, 2]
        assert told.out == ""
        assert told.err.count("name one of them: customer:p1_") == 2

    def test_of_an_empty_name_is_refused(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        """A slip of a script shows nobody's data."""
        assert main(settings, ["export", "customer:"]) == 2
        assert "names nobody" in capsys.readouterr().err

    def test_names_what_may_be_theirs_too(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        """A call-back from another chat with the same address: staff decides."""
        stored_in = create_engine(settings.desk_url)
        with stored_in.begin() as connection:
            connection.execute(text("UPDATE callback_request SET contact = :mail"), {"mail": ANNA.mail})
        stored_in.dispose()

        main(settings, ["export", ANNA.customer])

        told = json.loads(capsys.readouterr().out)
        assert told["maybe_theirs"] == [BO.conversation]
        assert BO.says[0] not in json.dumps(told)


class TestForget:
    def test_says_what_it_did_and_what_it_cannot(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        """A line a store, then what is not ours; the second time, that it was done before."""
        codes = [main(settings, ["forget", ANNA.customer, "--yes"]) for _ in range(2)]

        told = capsys.readouterr()
        first, second = told.out.split("is forgotten.", 1)
        assert codes == [0, 0]
        assert "3 messages, 1 state of the conversation" in first
        assert "Backups and copies" in second
        assert f"{ANNA.customer} was already forgotten on 2" in told.err

    def test_of_nobody_confirms_nothing(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        """Whoever mistypes a number must not read that it was done, the second time neither."""
        codes = [main(settings, ["forget", "klant-47111", "--yes"]) for _ in range(2)]

        told = capsys.readouterr()
        assert codes == [2, 2]
        assert told.out == ""
        assert told.err.count("Nothing was found of klant-47111, so nothing was erased.") == 2

    def test_leaves_a_line_without_personal_data(self, settings: Settings) -> None:
        """That somebody was forgotten, when, and how many things; of whom only the key tells."""
        main(settings, ["forget", ANNA.customer, "--yes"])

        ((ref, at_ms, number),) = stored(settings.journey_url, "SELECT ref_hash, at_ms, row_count FROM erasure_log")
        assert str(ref).startswith("p1_")
        assert isinstance(at_ms, int)
        assert isinstance(number, int)
        assert number > 20

    def test_leaves_a_line_for_whom_the_tracker_never_knew(self, settings: Settings) -> None:
        """Anna's chat is there, but her events never came."""
        with closing(open_store(settings.journey_url, refs=open_refs(settings.journey_key))) as store:
            store.forget_person(ANNA.customer)

        main(settings, ["forget", ANNA.conversation, "--yes"])

        assert len(stored(settings.journey_url, "SELECT id FROM erasure_log")) == 2

    def test_keeps_out_what_was_on_its_way(self, settings: Settings) -> None:
        """The message that the tracker had not read yet, and one that it gets twice, do not come in any more."""
        main(settings, ["forget", ANNA.customer, "--yes"])

        with closing(open_store(settings.journey_url, refs=open_refs(settings.journey_key))) as store:
            recorded = store.record([said(ANNA, n).to_json() for n in range(2)])
        assert recorded.new == 0

    @pytest.mark.parametrize(("answer", "code"), [("j\n", 0), ("yes\n", 0), ("\n", 1), ("n\n", 1)])
    def test_asks_at_a_terminal(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
    ) -> None:
        """Only yes is yes."""
        monkeypatch.setattr("sys.stdin", Terminal(answer))

        assert main(settings, ["forget", ANNA.customer]) == code
        assert main(settings, ["export", ANNA.customer]) == (2 if code == 0 else 0)

    def test_wants_a_yes_where_nobody_can_be_asked(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nothing is forgotten by a slip of a script."""
        monkeypatch.setattr("sys.stdin", io.StringIO())

        assert main(settings, ["forget", ANNA.customer]) == 1
        assert "--yes" in capsys.readouterr().err
        assert main(settings, ["export", ANNA.customer]) == 0

    def test_of_a_shop_that_never_ran_makes_nothing(self, tmp_path: Path) -> None:
        """No database, no key, no server."""
        assert main(settings_of(tmp_path / "none"), ["forget", "4711", "--yes"]) == 2
        assert not (tmp_path / "none").exists()


class TestAStoreThatIsDown:
    def test_is_named_and_finished_later(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        """The log does not answer: the tracker, which leads there, waits for it."""
        away = replace(settings, redis_url="redis://127.0.0.1:9")

        assert main(away, ["forget", ANNA.customer, "--yes"]) == 1
        told = capsys.readouterr().out
        assert "Conversation log: DOES NOT ANSWER" in told
        assert f"./run person forget {ANNA.customer}" in told
        assert main(settings, ["export", ANNA.customer]) == 0

        assert main(settings, ["forget", ANNA.customer, "--yes"]) == 0
        assert main(settings, ["export", ANNA.customer]) == 2

    def test_may_be_the_tracker(self, data: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        """Without its key nobody is found in it, and none is made; by the conversation the others are emptied."""
        with moved(data / "journey.key", data / "elsewhere"):
            assert main(settings, ["forget", f"conversation:{ANNA.conversation}", "--yes"]) == 1
            assert not (data / "journey.key").exists()

        assert "Journey: DOES NOT ANSWER. there is no key" in capsys.readouterr().out
        assert main(settings, ["forget", f"conversation:{ANNA.conversation}", "--yes"]) == 0
        assert main(settings, ["export", ANNA.customer]) == 2

    def test_may_be_the_desk(self, data: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        """A database that is no database is said to be none, and the rest is done."""
        (data / "desk.db-wal").unlink(missing_ok=True)
        (data / "desk.db").write_bytes(b"no database at all" * 100)

        assert main(settings, ["forget", f"conversation:{ANNA.conversation}", "--yes"]) == 1
        assert "Staff desk: DOES NOT ANSWER" in capsys.readouterr().out
