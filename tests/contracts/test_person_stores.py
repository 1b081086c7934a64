"""What every store of the shop promises of a person in it, run against each of them, and each as the shop has it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.person import opening
from bot.person.gathering import clues_of
from bot.person.ports import Clues, PersonStore
from tests.person.conftest import data, server
from tests.person.lives import ANNA, BO, live, settings_of
from tests.servers import Server

__all__ = ["data", "server"]
pytestmark = pytest.mark.server
NOBODY = clues_of("conversation:nobody")


def clues(person_order: str, conversation: str, mail: str, *said: str) -> Clues:
    """All that leads to somebody."""
    named = clues_of(f"order:{person_order}")
    return named | Clues(conversations=frozenset({conversation}), contacts=frozenset({mail}), said=frozenset(said))


OF_ANNA = clues(ANNA.order, ANNA.conversation, ANNA.mail, *ANNA.says)
OF_BO = clues(BO.order, BO.conversation, BO.mail, *BO.says)


@pytest.fixture(params=["lines", "log", "desk", "journey"])
async def store(
    request: pytest.FixtureRequest, data: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[PersonStore]:
    """Each store of a shop in which Anna and Bo were helped, and staff wrote a line of each down."""
    folder = data / "nlu"
    folder.mkdir()
    lines = [f"    - {person.says[0]}, mail {person.mail}" for person in (ANNA, BO)]
    (folder / "learned.yml").write_text("nlu:\n- intent: state_need\n  examples: |\n" + "\n".join(lines) + "\n")
    monkeypatch.setattr(opening, "LINES", (folder,))
    settings = settings_of(data)
    await live(settings, server.url, ANNA, BO)
    async with opening.open_stores(settings) as stores:
        yield next(one for one in stores if one.name == request.param)


class TestExport:
    async def test_has_what_there_is_of_the_person(self, store: PersonStore) -> None:
        """And of nobody else; it is JSON."""
        found = await store.export(OF_ANNA)

        told = json.dumps(dict(found.held), ensure_ascii=False)
        assert found.number > 0
        assert ANNA.order in told or ANNA.mail in told
        assert not [word for word in (BO.mail, BO.order, BO.conversation, *BO.says) if word in told]

    async def test_of_nobody_is_empty(self, store: PersonStore) -> None:
        """Not an error: most people are not in most stores."""
        assert (await store.export(NOBODY)).number == 0

    async def test_changes_nothing(self, store: PersonStore) -> None:
        """It may be asked as often as one likes."""
        assert await store.export(OF_ANNA) == await store.export(OF_ANNA)


class TestForget:
    async def test_leaves_nothing_of_the_person(self, store: PersonStore) -> None:
        """As many things as it said there were, or more: what is counted twice is not."""
        before = await store.export(OF_ANNA)

        gone = await store.forget(OF_ANNA, beside=0)

        assert gone.number > 0
        assert before.number > 0
        assert (await store.export(OF_ANNA)).number == 0

    async def test_leaves_the_others_alone(self, store: PersonStore) -> None:
        """All of theirs is what it was."""
        before = await store.export(OF_BO)

        await store.forget(OF_ANNA, beside=0)

        after = await store.export(OF_BO)
        assert after.number == before.number
        assert {kind: len(things) for kind, things in after.held.items()} == {
            kind: len(things) for kind, things in before.held.items()
        }

    async def test_may_be_done_again(self, store: PersonStore) -> None:
        """The second time nothing is there."""
        await store.forget(OF_ANNA, beside=0)

        assert (await store.forget(OF_ANNA, beside=0)).number == 0

    async def test_of_nobody_does_nothing(self, store: PersonStore) -> None:
        """Neither to those who are there."""
        before = await store.export(OF_ANNA)

        assert (await store.forget(NOBODY, beside=0)).number == 0
        assert await store.export(OF_ANNA) == before
