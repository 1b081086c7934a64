from __future__ import annotations

import pytest

from bot.selection.schema.roles import MissingColumn, Role, find_roles


class TestFindRoles:
    def test_goes_by_the_whole_name(self) -> None:
        """'Operating system' is no rating, "file name" no title."""
        names = ["Product Name", "Unit Price", "Operating System", "File Name", "Unit Cost"]
        roles = find_roles(names, [["a"], ["1"], ["x"], ["y"], ["2"]])

        assert roles.titles == {"nl": 0}
        assert roles.single == {Role.PRICE: 1}
        assert roles.internal == {4}
        assert roles.taken() == {0, 1, 4}

    def test_prefers_the_likeliest_of_several_names(self) -> None:
        """Beside a title, a model is just an attribute."""
        roles = find_roles(["model", "title", "price"], [["m"], ["t"], ["1"]])

        assert roles.titles == {"nl": 1}
        assert 0 not in roles.taken()

    def test_knows_columns_in_two_languages(self) -> None:
        """A column may end in its language."""
        roles = find_roles(["naam_nl", "naam_en", "prijs", "omschrijving_nl"], [["a"], ["b"], ["1"], ["c"]])

        assert roles.titles == {"nl": 0, "en": 1}
        assert roles.descriptions == {"nl": 3}

    def test_falls_back_on_content(self) -> None:
        """Links, pictures, euro signs and long different texts speak for themselves."""
        columns = [
            ["Aap 14 inch", "Beer 15 inch"],
            ["€ 10", "€ 12"],
            ["https://x.nl/a", "https://x.nl/b"],
            ["/a.jpg", "/b.png"],
            ["rood", "rood"],
        ]
        roles = find_roles(["wat", "hoeveel", "waar", "hoe", "kleur"], columns)

        assert roles.titles == {"nl": 0}
        assert roles.single == {Role.PRICE: 1, Role.URL: 2, Role.IMAGE: 3}

    @pytest.mark.parametrize("names", [["prijs"], ["naam"]])
    def test_refuses_a_feed_without_titles_or_prices(self, names: list[str]) -> None:
        """The error names the columns that there are."""
        with pytest.raises(MissingColumn, match=names[0]):
            find_roles(names, [["1"]])


class TestNamelessColumns:
    @pytest.mark.parametrize("name", ["column 3", "Unnamed: 0", "title 3"])
    def test_are_not_for_shoppers(self, name: str) -> None:
        """Nobody could say what one without a name tells, and a second title is none."""
        found = find_roles(["title", "price", name], [["a", "b"], ["1", "2"], ["3", "4"]])

        assert found.internal == {2}


class TestStock:
    @pytest.mark.parametrize("name", ["available", "beschikbaar", "leverbaar", "is_available"])
    def test_is_what_says_whether_there_is_any(self, name: str) -> None:
        """Else what is sold out would be sold."""
        found = find_roles(["title", "price", name], [["a", "b"], ["1", "2"], ["True", "False"]])

        assert found.single[Role.STOCK] == 2
