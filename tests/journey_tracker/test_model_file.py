from __future__ import annotations

from pathlib import Path

import pytest

from journey_tracker import model_file
from journey_tracker.journey import Outcome
from journey_tracker.model_file import ModelInvalid

INTENTS = {
    *("greet", "goodbye", "thank", "affirm", "deny", "ask_inspiration", "ask_explanation", "state_need"),
    *("refine_choice", "compare_products", "ask_product_detail", "ask_recommendation_reason", "choose_product"),
    *("add_to_cart", "checkout_help", "ask_delivery_terms", "order_status", "delivery_problem", "change_order"),
    *("return_request", "warranty_repair", "product_usage_help", "complaint", "give_feedback", "repurchase"),
    *("dispose_old", "ask_privacy", "request_human", "smalltalk", "out_of_scope", "abuse", "nlu_fallback"),
}
INHERIT = {"greet", "goodbye", "thank", "affirm", "deny", "smalltalk", "out_of_scope", "abuse", "nlu_fallback"}

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


class TestBonsingMann:
    def test_has_six_phases_in_order(self) -> None:
        """The phases of the source, in its order, customer care outside the order."""
        model = model_file.built_in("bonsing_mann")

        labels = "Oriëntatie Selectie Transactie Levering Klantenservice Tussenfase"
        assert [phase.labels["nl"] for phase in model.phases] == labels.split()
        assert [phase.key for phase in model.phases if phase.transversal] == ["customer_care"]

    def test_knows_every_intent(self) -> None:
        """Each intent has a phase or inherits one, by name."""
        text = (model_file.BUILT_IN / "bonsing_mann.yml").read_text(encoding="utf-8")

        assert INTENTS - model_file.built_in().phase_rules.keys() == INHERIT
        assert all(intent in text for intent in INHERIT)

    @pytest.mark.parametrize(
        ("earlier", "later", "forward"),
        [
            ("orientation", "selection", True),
            ("selection", "orientation", False),
            ("selection", "selection", False),
            ("delivery", "customer_care", False),
            ("customer_care", "in_between", False),
            ("delivery", "in_between", True),
        ],
    )
    def test_says_what_is_forward(self, earlier: str, later: str, forward: bool) -> None:
        """Customer care happens during every step, so it is before nor after any."""
        assert model_file.built_in().is_forward(earlier, later) is forward


class TestReading:
    def test_takes_a_model_of_ones_own(self, tmp_path: Path) -> None:
        """A model is a file that anyone can write."""
        file = tmp_path / "two.yml"
        file.write_text(SMALL, encoding="utf-8")

        model = model_file.load(file)

        assert (model.name, model.version) == ("two", 3)
        assert [(p.key, p.order, p.optional) for p in model.phases] == [
            ("before", 1, False),
            ("after", 2, True),
        ]
        assert model.phase_rules == {"state_need": "before"}
        assert model.outcome_rules == {"thank": Outcome.RESOLVED}

    @pytest.mark.parametrize(
        ("wrong", "right", "message"),
        [
            ("version: three", "version: 3", "two.yml, line 2: version is 'three'; allowed: a whole number."),
            ("{nl: Voor}", "{nl: Voor, en: Before}", "line 5: labels is a list or mapping; allowed: with en"),
            (
                "intent: [x]",
                "intents: [state_need]",
                "line 6: a key of phases[0] is 'intent'; allowed: once each",
            ),
            ("optional: maybe", "optional: true", "line 9: optional is 'maybe'; allowed: true or false"),
            (
                "inherit: [state_need]",
                "inherit: [greet]",
                "line 10: inherit[0] is 'state_need'; allowed: a name once",
            ),
            ("events: [click]", "optional: true", "line 9: events[0] is 'click'; allowed: koopwijzer."),
            (
                "  won: [thank]",
                "  resolved: [thank]",
                "line 12: a key of outcomes is 'won'; allowed: once each",
            ),
            ("phases: none\n", SMALL[SMALL.index("phases") :], "line 3: phases is 'none'; allowed: a list"),
            ("key: ''", "key: before", "line 4: key is ''; allowed: text"),
            (f"key: {'k' * 65}", "key: before", "allowed: at most 64 characters"),
            ("key: before", "key: after", "line 7: key is 'before'; allowed: a key once"),
            ("model: [", "model: two", "the file is"),
            ("- 1", SMALL, "line 1: the file is a list or mapping; allowed: the keys model, version"),
            ("", SMALL, "line 1: the file is empty"),
        ],
    )
    def test_says_where_and_what_is_wrong(self, wrong: str, right: str, message: str) -> None:
        """File, line, key, what was given and what is allowed."""
        with pytest.raises(ModelInvalid) as refused:
            model_file.parse(SMALL.replace(right, wrong), file="two.yml")

        assert message in str(refused.value)
