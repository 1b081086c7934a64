from __future__ import annotations

import pytest

from bot.person.gathering import NobodyNamed, clues_of, gather
from tests.person.stand_ins import Shelf


class TestNames:
    def test_without_a_kind_may_be_anything(self) -> None:
        """Staff has a number on paper, and need not know of what."""
        clues = clues_of("4711")

        assert clues.names == clues.conversations == clues.orders == clues.contacts == {"4711"}

    def test_with_a_kind_are_that_only(self) -> None:
        """Order 12 is not customer 12."""
        clues = clues_of("order:12")

        assert clues.names == {"order:12"}
        assert clues.orders == {"12"}
        assert clues.conversations == clues.contacts == frozenset()

    def test_may_have_a_colon_of_their_own(self) -> None:
        """What is before it is then no kind."""
        assert clues_of("web:12").conversations == {"web:12"}

    @pytest.mark.parametrize("named", ["", " ", "customer:", "order: "])
    def test_that_name_nobody_are_refused(self, named: str) -> None:
        """An empty name would be everybody's."""
        with pytest.raises(NobodyNamed, match="customer:4711"):
            clues_of(named)


class TestGathering:
    async def test_follows_what_one_store_knows_into_the_others(self) -> None:
        """A customer number leads to a conversation, by whichever store: those asked before are asked again."""
        log = Shelf("log", {"c1": ["hoi", "dag"]})
        journey = Shelf("journey", {"customer:7": ["contact"]}, {"customer:7": "c1"})

        gathered = await gather([log, journey], clues_of("customer:7"))

        assert gathered.found["log"].held == {"things": ["hoi", "dag"]}
        assert gathered.number == 3
        assert gathered.guides == {"journey"}

    async def test_goes_on_without_a_store_that_is_down(self) -> None:
        """And says which."""
        stores = [Shelf("log", {"c1": ["hoi"]}), Shelf("desk", down=True)]

        gathered = await gather(stores, clues_of("conversation:c1"))

        assert gathered.down == {"desk": "desk is away"}
        assert gathered.number == 1

    async def test_of_nobody_finds_nothing(self) -> None:
        """There is an end to it."""
        gathered = await gather([Shelf("log"), Shelf("journey")], clues_of("9"))

        assert gathered.number == 0
