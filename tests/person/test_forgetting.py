from __future__ import annotations

from bot.person.forgetting import WAITS, Outcome, forget
from bot.person.gathering import clues_of, gather
from bot.person.ports import Gone
from tests.person.stand_ins import Shelf


def shop() -> tuple[Shelf, Shelf, Shelf]:
    """A log and a desk that know a conversation, and a tracker that knows whose it is."""
    journey = Shelf("journey", {"customer:7": ["contact"]}, {"customer:7": "c1"})
    return Shelf("log", {"c1": ["hoi", "dag"]}), Shelf("desk", {"c1": ["bel me"]}), journey


async def forgotten(*stores: Shelf, named: str = "customer:7") -> Outcome:
    """Whoever is named, in these stores."""
    return await forget(stores, await gather(stores, clues_of(named)))


class TestForgetting:
    async def test_empties_every_store(self) -> None:
        """And tells the last what the others had, for the record."""
        log, desk, journey = shop()

        outcome = await forgotten(log, desk, journey)

        assert outcome.is_done
        assert {name: gone.number for name, gone in outcome.gone.items()} == {"log": 2, "desk": 1, "journey": 1}
        assert journey.beside == 3
        assert [store.things for store in (log, desk, journey)] == [{}, {}, {}]

    async def test_may_be_done_twice(self) -> None:
        """The second time there is nothing to do, and nothing wrong."""
        stores = shop()
        await forgotten(*stores)

        outcome = await forgotten(*stores)

        assert outcome.is_done
        assert {gone.number for gone in outcome.gone.values()} == {0}

    async def test_keeps_the_way_to_what_is_left(self) -> None:
        """While the log is away the tracker forgets nothing: only it knows whose the conversation is."""
        log, desk, journey = shop()
        log.down = True

        outcome = await forgotten(log, desk, journey)

        assert not outcome.is_done
        assert outcome.down == {"log": "log is away"}
        assert outcome.gone["desk"].number == 1
        assert outcome.gone["journey"] == Gone(0, WAITS, again=True)
        assert journey.things

    async def test_is_finished_by_doing_it_again(self) -> None:
        """When the log is back."""
        log, desk, journey = shop()
        log.down = True
        await forgotten(log, desk, journey)
        log.down = False

        outcome = await forgotten(log, desk, journey)

        assert outcome.is_done
        assert [store.things for store in (log, desk, journey)] == [{}, {}, {}]

    async def test_goes_on_without_the_tracker(self) -> None:
        """By the conversation, which needs no guide; the tracker is named as left."""
        log, desk, journey = shop()
        journey.down = True

        outcome = await forgotten(log, desk, journey, named="conversation:c1")

        assert not outcome.is_done
        assert outcome.down == {"journey": "journey is away"}
        assert [store.things for store in (log, desk)] == [{}, {}]

    async def test_that_goes_wrong_half_way_is_not_done(self) -> None:
        """A store may go down between the look and the deed."""
        log, desk, journey = shop()
        gathered = await gather([log, desk, journey], clues_of("customer:7"))
        desk.down = True

        outcome = await forget([log, desk, journey], gathered)

        assert not outcome.is_done
        assert outcome.gone["journey"].left == WAITS

    async def test_with_a_note_that_needs_no_second_time_is_done(self) -> None:
        """What only the server's owner can do is said, but is no failure; what helps to repeat is one."""
        log, desk, journey = shop()
        log.left = Gone(2, "files_refused")
        desk.left = Gone(1, "reader", again=True)

        with_both = await forgotten(log, desk, journey)
        desk.left = None
        with_one = await forgotten(log, desk, journey)

        assert (with_both.is_done, with_one.is_done) == (False, True)
