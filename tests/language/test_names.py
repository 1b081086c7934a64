"""Names of people: taken when they are given, left when a thing only stands where a name could."""

from __future__ import annotations

import pytest

from bot.language.names import names

GIVEN = {
    "ik heet jan": "jan",
    "mijn naam is Sanne de Boer en ik zoek een fiets": "Sanne de Boer",
    "hoi, met Karin": "Karin",
    "Goedenavond, met Marijke van den Berg": "Marijke van den Berg",
    "hallo met piet": "piet",
    "dit is Ahmed, ik had gebeld": "Ahmed",
    "Hi, I'm Tom": "Tom",
    "ik ben Kees, 54": "Kees",
    "op naam van P. Jansen": "P. Jansen",
    "het pakket staat ten name van Peeters": "Peeters",
    "Karin hier nog even": "Karin",
    "Met vriendelijke groet, J. de Wit": "J. de Wit",
    "mvg karin smit": "karin smit",
    "bedankt! Groetjes van Lisa": "Lisa",
    "Thanks, John.": "John",
    "liefs anna": "anna",
}
NO_NAME = [
    "ik ben op zoek naar iets kleins",
    "Ik ben Nederlander",
    "laptop met Windows",
    "Met Bluetooth graag",
    "dag meneer of mevrouw",
    "hallo met spoed iets nodig",
    "groetjes uit gent",
    "bedankt en groetjes",
    "dit is Samsung, toch?",
    "Thanks",
    "hier staat iets anders",
    "I'm still waiting",
]


def found_in(text: str) -> set[str]:
    """Every name that a pattern finds."""
    return {m["name"] for pattern in names() for m in pattern.finditer(text)}


class TestNames:
    @pytest.mark.parametrize(("text", "name"), GIVEN.items())
    def test_a_name_that_is_given_is_found_whole(self, text: str, name: str) -> None:
        """First name, particles and surname, with or without capitals where the words before it leave no doubt."""
        assert found_in(text) == {name}

    @pytest.mark.parametrize("text", NO_NAME)
    def test_what_is_no_name_is_left(self, text: str) -> None:
        """Brands, countries and little words are needed."""
        assert found_in(text) == set()
