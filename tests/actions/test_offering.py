"""Lines of shoppers in the demo shop, from the words to the wishes and what is shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.conftest import Talk

Wish = tuple[str, str, Any]


async def wished(talk: Talk, text: str) -> tuple[str | None, list[Wish]]:
    """Category and wishes after a need was stated."""
    await talk.need(text)
    return talk.selection.category, [(c.attribute, c.op, c.value) for c in talk.selection.constraints]


class TestCategory:
    @pytest.mark.parametrize(
        ("text", "category"),
        [
            ("ik zoek een bovenlader", "wasmachine"),
            ("volautomaat met melkopschuimer", "koffiemachine"),
            ("een e-bike onder de 2000", "fiets"),
            ("oordopjes zonder draad", "koptelefoon"),
            ("een chromebook voor school", "laptop"),
            ("geen cupjes, wel bonen", "koffiemachine"),
            ("geen pocketvering, liever latex", "matras"),
            ("senseo onder 80", "koffiemachine"),
            ("lap top onder de 500", "laptop"),
        ],
    )
    async def test_is_that_of_a_value_when_none_is_named(self, talk: Talk, text: str, category: str) -> None:
        """What only one kind of product is, names it, and is wished."""
        found, wishes = await wished(talk, text)

        assert found == category
        assert wishes
        assert {p.category for p in talk.shown()} == {category}

    async def test_changes_with_such_a_value(self, talk: Talk) -> None:
        """Who looked at laptops and asks for a top loader wants a washing machine."""
        await talk.need("laptop onder de 700 euro")
        await talk.need("en een bovenlader")

        assert {p.category for p in talk.shown()} == {"wasmachine"}

    @pytest.mark.parametrize("text", ["liever in goud", "iets voor dames"])
    async def test_stays_when_anything_may_be_so(self, talk: Talk, text: str) -> None:
        """A colour that only headphones have does not turn the talk from laptops to headphones."""
        await talk.need("laptop onder de 700 euro")
        await talk.refine(text)

        assert talk.selection.category == "laptop"

    @pytest.mark.parametrize("text", ["vaatwasmachine", "motorfiets", "bromfiets", "fietsbel"])
    async def test_is_not_heard_in_the_name_of_another_thing(self, talk: Talk, text: str) -> None:
        """A dishwasher is no washing machine."""
        reply = await talk.need(text)

        assert not reply.says[0].cards


class TestWishes:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("laptop met 32 gb werkgeheugen en 1 tb", [("ram", "ge", 32.0), ("storage", "ge", 1000.0)]),
            ("laptop met 16gig en een terabyte", [("ram", "ge", 16.0), ("storage", "ge", 1000.0)]),
            ("laptop met groot scherm onder 500", [("screen", "ge", 15.6), ("price", "le", 500.0)]),
            ("laptop zonder windows", [("operating_system", "notin", ("Windows 11",))]),
            ("krachtige laptop", [("cores", "ge", 10.0)]),
            ("hoofdtelfoon met lange batterij onder 150", [("battery", "ge", 30.0), ("price", "le", 150.0)]),
            ("oortjes die tegen regen kunnen", [("type", "in", ("in-ear",)), ("waterproof", "eq", True)]),
            ("wasmachine minimaal label B", [("energy_label", "in", ("A", "B"))]),
            ("wasmachine met A-label", [("energy_label", "in", ("A",))]),
            ("wasmachine met snel programma", [("quick_program", "le", 0.26)]),
            ("de snelste wasmachine", [("quick_program", "lower", None)]),
            ("wasmachine centrifugeert op 1600", [("spin_speed", "ge", 1600.0)]),
            ("wasmachine met appbediening", [("app_control", "eq", True)]),
            ("wasmachine tss 400 en 600 euro", [("price", "ge", 400.0), ("price", "le", 600.0)]),
            ("wasmachine die smaller is dan 50 cm", [("width", "le", 50.0)]),
            ("koffiezet voor bonen en niet te breed", [("coffee", "in", ("bonen",)), ("width", "le", 20.0)]),
            ("fiets, ik ben 1m85", [("rider_from", "le", 185.0), ("rider_to", "ge", 185.0)]),
            ("fiets voor mijn dochter van 8", [("for_whom", "in", ("jeugd",))]),
            ("matras zonder veren", [("type", "notin", ("pocketvering",))]),
            ("koel matras, ik heb het altijd warm", [("cooling", "eq", True)]),
            ("ik zoek ne matras, ni te zacht", [("firmness", "ge", 7.0)]),
            (
                "firm mattress for two heavy people",
                [("firmness", "ge", 7.0), ("sleeper_to", "ge", 120.0), ("bed", "in", ("tweepersoons",))],
            ),
        ],
    )
    async def test_are_what_was_meant(self, talk: Talk, text: str, expected: list[Wish]) -> None:
        """As an experienced seller would note them down, no more and no less."""
        _, wishes = await wished(talk, text)

        assert wishes == expected

    async def test_of_an_unknown_measure_are_not_passed_over(self, talk: Talk) -> None:
        """The shop states no torque, and says so."""
        reply = await talk.need("e-bike met minstens 60 nm")

        assert ("utter_wish_unknown", "minstens 60 nm") in [(s.response, s.fields.get("wish")) for s in reply.says]

    async def test_for_faster_give_what_takes_less_time(self, talk: Talk) -> None:
        """In this shop a fast washing machine has a short programme."""
        await talk.need("wasmachine")
        before = float(talk.shown()[0].facts["quick_program"])
        await talk.refine("sneller")

        assert all(float(p.facts["quick_program"]) < before for p in talk.shown())
