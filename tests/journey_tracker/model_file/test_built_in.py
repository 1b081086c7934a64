from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
import yaml

from journey_tracker import model_file
from journey_tracker.events import KNOWN, OrderDelivered, OrderPlaced
from journey_tracker.journey import JourneyModel, Outcome
from journey_tracker.journey.model import MIX, ROLES

ROOT = Path(__file__).parents[3]
NAMES = ("bonsing_mann", "eight_stage")


@pytest.fixture(params=NAMES)
def model(request: pytest.FixtureRequest) -> JourneyModel:
    """Each of the models that come with the tracker."""
    return model_file.built_in(request.param)


def intents() -> set[str]:
    """What the bot understands, and what it calls the rest."""
    told = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    return {name for intent in told for name in intent} | {"nlu_fallback"}


@cache
def answers() -> set[str]:
    """Names of what the bot can say."""
    pages = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in (ROOT / "data" / "responses").glob("*.yml")]
    return {name for page in pages for name in page["responses"]}


def inherited(model: JourneyModel) -> set[str]:
    """Full names of what the file says to inherit."""
    named = yaml.safe_load(model.text)["inherit"]
    return {next((full for full in KNOWN if full.split(".")[1] == name), name) for name in named}


def phases(model: JourneyModel, *names: str) -> list[str | None]:
    """The phases that rules lead to."""
    return [model.phase_rules.get(name) for name in names]


class TestBothModels:
    def test_say_of_every_intent_and_event_where_it_belongs(self, model: JourneyModel) -> None:
        """Each has a phase or inherits one, by name, and nothing else is named but pages."""
        ruled = {rule for rule in model.phase_rules if not rule.startswith("page:")}

        assert ruled | inherited(model) == intents() | set(KNOWN)
        assert ruled & inherited(model) == set()

    def test_say_of_every_errand_that_can_be_done_here_when_it_is(self, model: JourneyModel) -> None:
        """Whoever asks for a person is only helped by one; every other errand has its answers."""
        assert set(model.done_when) == intents() & set(model.phase_rules) - {"request_human"}

    def test_name_only_answers_that_there_are(self, model: JourneyModel) -> None:
        """Each response in `done_when`, and each pattern, is one of the bot's."""
        named = {name for names in model.done_when.values() for name in names if name.startswith("utter_")}

        assert [name for name in named if not any(fnmatchcase(answer, name) for answer in answers())] == []

    def test_measure_the_mood_at_crucial_stages(self, model: JourneyModel) -> None:
        """NPS at one phase only, behind the purchase; effort at the purchase."""
        bought = model.phase_rules[OrderPlaced.name]
        asked_nps = [p.key for p in model.phases if "nps" in p.surveys]

        assert len(asked_nps) == 1
        assert model.is_forward(bought, asked_nps[0])
        assert "ces" in model.phase(bought).surveys

    def test_tag_each_phase_with_the_marketing_mix(self, model: JourneyModel) -> None:
        """No column of the map is empty in that row, and every P is somewhere."""
        assert [p.key for p in model.phases if not p.mix] == []
        assert {tag for p in model.phases for tag in p.mix} == set(MIX)

    def test_know_three_roles_of_channels(self, model: JourneyModel) -> None:
        """A search engine brings shoppers in, a mail brings them back, the chat talks with them."""
        assert set(model.channels.values()) == set(ROLES)
        assert [model.role_of(c) for c in ("organic", "email", "webchat", "pigeon")] == [
            "acquisition", "retention", "communication", "communication",
        ]  # fmt: skip

    def test_open_a_next_cycle_before_the_purchase_only(self, model: JourneyModel) -> None:
        """After an order, looking round again begins the next one; delivery and care stay with the order."""
        bought = model.phase_rules[OrderPlaced.name]

        assert model.opens
        assert [key for key in model.opens if not model.is_forward(key, bought)] == []

    def test_let_a_cycle_lapse_after_ninety_days(self, model: JourneyModel) -> None:
        """And a repeat contact within seven undoes what was solved."""
        assert (model.lapse_days, model.repeat_days) == (90, 7)

    def test_call_a_failed_delivery_no_success(self, model: JourneyModel) -> None:
        """What happens outside the chat has an outcome too."""
        told = {name.split(".")[1]: outcome for name, outcome in model.outcome_rules.items() if "." in name}

        assert told["order_placed"] is told["order_delivered"] is Outcome.RESOLVED
        assert told["delivery_failed"] is Outcome.ERROR
        assert told["order_cancelled"] is Outcome.ABANDONED


class TestBonsingMann:
    def test_has_six_phases_in_order(self) -> None:
        """The phases of the source, in its order, customer care outside the order."""
        model = model_file.built_in("bonsing_mann")

        labels = "Oriëntatie Selectie Transactie Levering Klantenservice Tussenfase"
        assert [phase.labels["nl"] for phase in model.phases] == labels.split()
        assert [phase.key for phase in model.phases if phase.transversal] == ["customer_care"]

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

    def test_follows_the_parcel_in_delivery(self) -> None:
        """Bought unseen: the moment of truth. What comes back or is called off is for customer care."""
        model = model_file.built_in()

        sent = [f"koopwijzer.{name}.v1" for name in ("order_shipped", "order_delivered", "delivery_failed")]
        back = [f"koopwijzer.{name}.v1" for name in ("order_returned", "order_cancelled")]
        assert phases(model, *sent, *back) == ["delivery"] * 3 + ["customer_care"] * 2


class TestEightStage:
    def test_has_eight_stages_in_order(self) -> None:
        """The stages of the source, service outside the order and not always there."""
        model = model_file.built_in("eight_stage")

        labels = "Bekendheid Behoefte Overweging Aankoop Gebruik Service Evaluatie Afdanken/heraankoop"
        assert [phase.labels["nl"] for phase in model.phases] == labels.split()
        assert [(p.key, p.optional) for p in model.phases if p.transversal] == [("service", True)]

    def test_lets_a_need_come_without_awareness(self) -> None:
        """A journey is whole without awareness, and begins with a need as well."""
        model = model_file.built_in("eight_stage")

        assert model.phase("awareness").optional
        assert {"awareness", "need"} <= model.opens

    def test_opens_use_with_the_delivery(self) -> None:
        """Delivered is use; every other matter of delivery is service."""
        model = model_file.built_in("eight_stage")

        matters = ["order_status", "delivery_problem", "koopwijzer.order_shipped.v1", "koopwijzer.delivery_failed.v1"]
        assert phases(model, OrderDelivered.name) == ["use"]
        assert phases(model, *matters) == ["service"] * 4

    def test_asks_for_nps_at_the_evaluation(self) -> None:
        """Satisfaction is measured at crucial stages."""
        model = model_file.built_in("eight_stage")

        assert [p.key for p in model.phases if "nps" in p.surveys] == ["evaluation"]

    def test_ends_a_cycle_with_disposal(self) -> None:
        """It is the last in the order, so whoever goes on from it goes on to the next cycle."""
        model = model_file.built_in("eight_stage")

        assert model.ordered[-1].key == "disposal"
        assert phases(model, "dispose_old", "repurchase") == ["disposal"] * 2


class TestMapping:
    def test_is_the_same_both_ways(self) -> None:
        """A phase names those of the other model that name it."""
        bm, eight = (model_file.built_in(name) for name in NAMES)

        there = {(phase.key, other) for phase in bm.phases for other in phase.maps_to[eight.name]}
        back = {(other, phase.key) for phase in eight.phases for other in phase.maps_to[bm.name]}
        assert there == back

    def test_is_what_the_rules_do(self) -> None:
        """Two phases belong together when, and only when, some intent, event or page lies in both."""
        bm, eight = (model_file.built_in(name) for name in NAMES)

        shared = {(bm.phase_rules[r], eight.phase_rules[r]) for r in bm.phase_rules.keys() & eight.phase_rules.keys()}
        assert shared == {(phase.key, other) for phase in bm.phases for other in phase.maps_to[eight.name]}

    @pytest.mark.parametrize(
        ("name", "given", "found"),
        [
            ("eight_stage", "orientation", "awareness"),
            ("eight_stage", "selection", "consideration"),
            ("eight_stage", "transaction", "purchase"),
            ("eight_stage", "delivery", "use"),
            ("eight_stage", "customer_care", "service"),
            ("eight_stage", "in_between", "evaluation"),
            ("eight_stage", "use", "use"),
            ("bonsing_mann", "awareness", "orientation"),
            ("bonsing_mann", "use", "delivery"),
            ("bonsing_mann", "disposal", "in_between"),
            ("bonsing_mann", "elsewhere", None),
        ],
    )
    def test_finds_the_nearest_phase(self, name: str, given: str, found: str | None) -> None:
        """What was asked about a phase of one model is about the nearest of the other."""
        assert model_file.built_in(name).phase_called(given) == found
