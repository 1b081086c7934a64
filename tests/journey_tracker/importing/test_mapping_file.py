from __future__ import annotations

import pytest

from journey_tracker.events import OrderPlaced, PageViewed
from journey_tracker.importing import mapping_file
from journey_tracker.importing.mapping import Becomes, Cell, Layout
from journey_tracker.importing.yaml_part import MappingInvalid
from tests.journey_tracker.importing.shop import MAPPING


def parse(text: str) -> Layout:
    """The mapping that a text holds."""
    return mapping_file.parse(text, file="mapping.yml")


class TestAMapping:
    def test_says_what_each_name_becomes(self) -> None:
        """An event with its fields, an event alone, or nothing on purpose."""
        events = parse(MAPPING).events

        assert events["home"] == Becomes(PageViewed, {"page": Cell(constant="home", point=".")})
        assert events["buy"] is not None
        assert events["buy"].event is OrderPlaced
        assert events["bounce"] is None

    def test_names_every_column_it_reads(self) -> None:
        """So that a file without one is refused before its first row."""
        assert set(parse(MAPPING).columns) == {"when", "what", "who", "total", "number", "skus"}


class TestAMistake:
    @pytest.mark.parametrize(
        ("was", "becomes", "line", "told"),
        [
            ("event: order_placed", "event: ordered", 14, "allowed: page_viewed or product_viewed"),
            ("source: /import/shop", "soruce: /import/shop", 2, "a key of the file is 'soruce'"),
            ("page: home", "pages: home", 11, "the field 'pages'"),
            ("money: euros", "money: dollars", 9, "allowed: euros or cents"),
            ("zone: Europe/Amsterdam", "zone: Europa/Amsterdam", 3, "Europe/Amsterdam or UTC"),
            (", zone: Europe/Amsterdam", "", 3, "with a zone"),
            ("visitor: {column: who}", "visitor: {colum: who}", 7, "a key of visitor is 'colum'"),
            (", money: euros", "", 9, "with money"),
            ("  look: product_viewed", "  look: seen", 12, "or skip"),
            ("%d-%m-%Y %H:%M", "daily", 3, "milliseconds"),
            ("bounce: skip", "home: skip", 17, "a name once"),
            ("events:", "events: [", 12, "YAML"),
        ],
    )
    def test_is_told_with_its_line(self, was: str, becomes: str, line: int, told: str) -> None:
        """And with what is allowed instead."""
        with pytest.raises(MappingInvalid) as refused:
            parse(MAPPING.replace(was, becomes, 1))

        assert f"mapping.yml, line {line}: " in str(refused.value)
        assert told in str(refused.value)

    def test_is_a_whole_number_that_is_none(self) -> None:
        """A constant is checked before any row is read."""
        with pytest.raises(MappingInvalid, match="line 12: cost_cents is 'cheap'; allowed: a whole number"):
            parse(MAPPING.replace("look: product_viewed", "look: {event: product_viewed, cost_cents: cheap}"))

    def test_is_an_instrument_that_there_is_not(self) -> None:
        """Constants of fields with few values are checked too."""
        survey = "look: {event: survey_answered, instrument: smile, score: {column: total}}"

        with pytest.raises(MappingInvalid, match="instrument is 'smile'; allowed: nps or csat or ces"):
            parse(MAPPING.replace("look: product_viewed", survey))

    def test_is_an_event_of_nobody(self) -> None:
        """A contact belongs to somebody."""
        with pytest.raises(MappingInvalid, match="whose 'home' is"):
            parse(MAPPING.replace("  visitor: {column: who}\n", ""))

    def test_is_an_empty_file(self) -> None:
        """It says so."""
        with pytest.raises(MappingInvalid, match="line 1: the file is empty"):
            parse("# nothing")
