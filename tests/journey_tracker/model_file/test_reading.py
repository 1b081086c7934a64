from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker import model_file
from journey_tracker.events import OrderDelivered, OrderPlaced, ProductChosen
from journey_tracker.journey import Outcome
from journey_tracker.model_file import ModelInvalid, ModelUnknown

PAGE = Path(__file__).parents[3] / "docs" / "journey-models.md"
SMALL = """\
model: two
version: 3
phases:
  - key: before
    labels: {nl: Voor, en: Before}
    intents: [state_need]
  - key: after
    labels: {nl: Na, en: After}
    optional: true
inherit: [greet]
outcomes:
  resolved: [thank]
"""
WHOLE = """\
model: whole
version: 1
phases:
  - key: before
    labels: {nl: Voor, en: Before}
    surveys: [ces]
    mix: [price, people]
    maps_to: {eight_stage: [need, awareness]}
    intents: [state_need]
    events: [order_placed, koopwijzer.order_delivered.v1]
    pages: [home]
  - key: after
    labels: {nl: Na, en: After}
    transversal: true
inherit: [greet, bot_message]
outcomes:
  error: [delivery_failed, nlu_fallback]
done_when:
  state_need: [product_chosen, "utter_fact*"]
opens: [before]
lapse_days: 60
within_days: 14
repeat_days: 3
channels:
  retention: [email]
  acquisition: [organic]
"""


def refused_line(text: str) -> int:
    """Line at which a model is refused; 0 when it is not."""
    try:
        model_file.parse(text, file="whole.yml")
    except ModelInvalid as refused:
        return refused.line
    return 0


class TestReading:
    def test_takes_a_model_of_ones_own(self, tmp_path: Path) -> None:
        """A model is a file that anyone can write; what it leaves out has a value of its own."""
        file = tmp_path / "two.yml"
        file.write_text(SMALL, encoding="utf-8")

        model = model_file.load(file)

        assert (model.name, model.version) == ("two", 3)
        assert [(p.key, p.order, p.optional) for p in model.phases] == [("before", 1, False), ("after", 2, True)]
        assert model.phase_rules == {"state_need": "before"}
        assert model.outcome_rules == {"thank": Outcome.RESOLVED}
        assert (model.opens, model.lapse_days, model.within_days, model.repeat_days) == (frozenset(), 90, 30, 7)

    def test_reads_every_key(self) -> None:
        """Nothing that a file may say is lost."""
        model = model_file.parse(WHOLE, file="whole.yml")

        before, after = model.phases
        assert (before.surveys, before.mix) == (("ces",), ("price", "people"))
        assert before.maps_to == {"eight_stage": ("need", "awareness")}
        assert after.transversal
        assert model.opens == {"before"}
        assert (model.lapse_days, model.within_days, model.repeat_days) == (60, 14, 3)
        assert model.channels == {"email": "retention", "organic": "acquisition"}
        assert model.done_when == {"state_need": {ProductChosen.name, "utter_fact*"}}

    def test_takes_events_by_their_short_name_or_in_full(self) -> None:
        """Either way the rule has the full name."""
        model = model_file.parse(WHOLE, file="whole.yml")

        assert model.phase_rules.keys() == {"state_need", OrderPlaced.name, OrderDelivered.name, "page:home"}
        assert model.outcome_rules.keys() == {"koopwijzer.delivery_failed.v1", "nlu_fallback"}

    def test_keeps_what_was_written(self) -> None:
        """So that a database can keep the model under which it was made."""
        model = model_file.parse(WHOLE, file="whole.yml")

        assert model.text == WHOLE
        assert model_file.parse(model.text, file="the same") == model

    @pytest.mark.parametrize(
        ("wrong", "right", "message"),
        [
            ("version: three", "version: 3", "two.yml, line 2: version is 'three'; allowed: a whole number."),
            ("version: 0x10", "version: 3", "line 2: version is '0x10'; allowed: a whole number, in digits"),
            ("{nl: Voor}", "{nl: Voor, en: Before}", "line 5: labels is without en; allowed: the keys nl, en."),
            ("intent: [x]", "intents: [state_need]", "line 6: a key of phases[0] is 'intent'; allowed: once each"),
            ("optional: maybe", "optional: true", "line 9: optional is 'maybe'; allowed: true or false"),
            ("inherit: [state_need]", "inherit: [greet]", "line 10: inherit[0] is 'state_need'; allowed: a name once"),
            ("events: [click]", "optional: true", "line 9: events[0] is 'click'; allowed: shopper_message or"),
            ("  won: [thank]", "  resolved: [thank]", "line 12: a key of outcomes is 'won'; allowed: once each"),
            ("phases: none\n", SMALL[SMALL.index("phases") :], "line 3: phases is 'none'; allowed: a list"),
            ("phases: []\n", SMALL[SMALL.index("phases") :], "line 3: phases is a list; allowed: at least one phase"),
            ("key: ''", "key: before", "line 4: key is ''; allowed: text"),
            (f"key: {'k' * 65}", "key: before", "allowed: at most 64 characters"),
            ("key: before", "key: after", "line 7: key is 'before'; allowed: a key once"),
            ("key: a>b", "key: after", "line 7: key is 'a>b'; allowed: letters, digits, _ and -"),
            ("version: 0", "version: 3", "line 2: version is '0'; allowed: 1 to 1000000"),
            ("version: 99999999999", "version: 3", "line 2: version is '99999999999'; allowed: 1 to 1000000"),
            ("", "version: 3\n", "line 1: the file is without version; allowed: the keys model, version, phases"),
            ("key: order", "key: after", "line 7: key is 'order'; allowed: any other word than start"),
            ("model: [", "model: two", "the file is"),
            ("- 1", SMALL, "line 1: the file is a list; allowed: the keys model, version"),
            ("", SMALL, "line 1: the file is empty"),
            ("model: \x07", "model: two", "line 1: the file is special characters are not allowed; allowed: YAML"),
        ],
    )
    def test_says_where_and_what_is_wrong(self, wrong: str, right: str, message: str) -> None:
        """File, line, key, what was given and what is allowed."""
        assert right in SMALL

        with pytest.raises(ModelInvalid) as refused:
            model_file.parse(SMALL.replace(right, wrong), file="two.yml")

        assert message in str(refused.value)

    @pytest.mark.parametrize(
        ("wrong", "right", "message"),
        [
            ("surveys: [pulse]", "surveys: [ces]", "line 6: surveys[0] is 'pulse'; allowed: nps or csat or ces"),
            ("mix: [luck]", "mix: [price, people]", "line 7: mix[0] is 'luck'; allowed: product or price"),
            ("maps_to: [need]", "maps_to: {eight_stage: [need, awareness]}", "line 8: maps_to is a list;"),
            ("maps_to: {eight_stage: [need, nedd]}", "maps_to: {eight_stage: [need, awareness]}",
             "line 8: eight_stage[1] is 'nedd'; allowed: awareness or need or consideration"),
            ("maps_to: {own: [], own: []}", "maps_to: {eight_stage: [need, awareness]}",
             "line 8: a key of maps_to is 'own'; allowed: a name once"),
            ("events: [order_placed, order_placed]", "events: [order_placed, koopwijzer.order_delivered.v1]",
             "line 10: events[1] is 'order_placed'; allowed: a name once; it stands at before already"),
            ("pages: home", "pages: [home]", "line 11: pages is 'home'; allowed: a list"),
            ("inherit: [koopwijzer.hello.v1]", "inherit: [greet, bot_message]",
             "line 15: inherit[0] is 'koopwijzer.hello.v1'; allowed: shopper_message or"),
            ("inherit: [order_placed]", "inherit: [greet, bot_message]", "it stands at before already"),
            ("  buy: [product_chosen]", '  state_need: [product_chosen, "utter_fact*"]',
             "line 19: a key of done_when is 'buy'; allowed: an intent that stands in a phase"),
            ("  state_need: [order_placed]", '  state_need: [product_chosen, "utter_fact*"]',
             "line 19: state_need[0] is 'order_placed'; allowed: shopper_message or"),
            ('  state_need: ["utter_*_fact"]', '  state_need: [product_chosen, "utter_fact*"]',
             "or an answer (utter_…, * only at the end)"),
            ("opens: [between]", "opens: [before]", "line 20: opens[0] is 'between'; allowed: before or after"),
            ("lapse_days: 0", "lapse_days: 60", "line 21: lapse_days is '0'; allowed: 1 to 3650 days"),
            ("within_days: a week", "within_days: 14", "line 22: within_days is 'a week'; allowed: a whole number"),
            ("  loyalty: [email]", "  retention: [email]",
             "line 25: a key of channels is 'loyalty'; allowed: once each: communication, acquisition, retention"),
            ("  acquisition: [email]", "  acquisition: [organic]", "it stands at retention already"),
        ],
    )  # fmt: skip
    def test_says_what_is_wrong_with_any_key(self, wrong: str, right: str, message: str) -> None:
        """Every key has its own words for what is allowed."""
        assert right in WHOLE

        with pytest.raises(ModelInvalid) as refused:
            model_file.parse(WHOLE.replace(right, wrong), file="whole.yml")

        assert message in str(refused.value)

    @given(cut=st.integers(0, len(WHOLE)), typed=st.text(max_size=8))
    def test_reads_or_refuses_with_a_line(self, cut: int, typed: str) -> None:
        """Whatever is typed into a file, its writer hears where it went wrong."""
        text = WHOLE[:cut] + typed + WHOLE[cut:]

        assert 0 <= refused_line(text) <= len(text.splitlines()) + 1

    def test_refuses_a_model_through_which_nobody_moves(self) -> None:
        """Phases that all happen during one another have no order, so no funnel."""
        text = SMALL.replace("    optional: true\n", "    transversal: true\n")
        text = text.replace("    intents: [state_need]\n", "    transversal: true\n")

        with pytest.raises(ModelInvalid, match="line 4: phases is a list; allowed: at least one phase that is not"):
            model_file.parse(text, file="two.yml")

    def test_refuses_what_is_no_text(self, tmp_path: Path) -> None:
        """A file in another encoding is told from a model."""
        file = tmp_path / "odd.yml"
        file.write_bytes(b"model: caf\xe9\n")

        with pytest.raises(ModelInvalid, match="not UTF-8 at byte 10"):
            model_file.load(file)


class TestFinding:
    def test_lists_the_models_that_come_along(self) -> None:
        """By the names under which they are asked for."""
        assert model_file.names() == ("bonsing_mann", "eight_stage")
        assert [model_file.find(name).name for name in model_file.names()] == list(model_file.names())

    def test_takes_a_file(self, tmp_path: Path) -> None:
        """What is no name is a place."""
        file = tmp_path / "two.yml"
        file.write_text(SMALL, encoding="utf-8")

        assert model_file.find(str(file)).name == "two"

    def test_refuses_a_copy_that_kept_its_name(self, tmp_path: Path) -> None:
        """A database keeps a model by its name, and would take that of the tracker for it."""
        file = tmp_path / "copy.yml"
        file.write_text(model_file.built_in().text, encoding="utf-8")

        with pytest.raises(ModelInvalid, match="line 3: model is 'bonsing_mann'; allowed: a name of its own"):
            model_file.find(str(file))

    @pytest.mark.parametrize("asked", ["nine_stage", "", "."])
    def test_says_what_there_is(self, asked: str) -> None:
        """A typing error is told with the names that would do."""
        with pytest.raises(ModelUnknown, match="Choose bonsing_mann, eight_stage, or name a YAML file"):
            model_file.find(asked)


class TestPage:
    def test_shows_a_model_that_can_be_read(self) -> None:
        """The example of docs/journey-models.md is a model."""
        shown = re.findall(r"```yaml\n(model:.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

        assert [model_file.parse(text, file="the page").name for text in shown] == ["bike_shop"]
