"""The training lines: enough of them, told apart, and varied as shoppers are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
NLU = ROOT / "data" / "nlu"
LANGUAGES = ("nl", "en")
INTENTS = {
    "general": {"greet", "goodbye", "thank", "affirm", "deny", "smalltalk", "out_of_scope", "abuse"},
    "orientation": {"ask_inspiration", "ask_explanation"},
    "selection": {
        "state_need",
        "refine_choice",
        "compare_products",
        "ask_product_detail",
        "ask_recommendation_reason",
    },
    "transaction": {"choose_product", "add_to_cart", "checkout_help", "ask_delivery_terms"},
    "delivery": {"order_status", "delivery_problem"},
    "customer_care": {
        "change_order",
        "return_request",
        "warranty_repair",
        "product_usage_help",
        "complaint",
        "ask_privacy",
        "request_human",
    },
    "in_between": {"give_feedback", "repurchase", "dispose_old"},
}
AT_LEAST = {"nl": 40, "en": 20}
AT_LEAST_WHERE_INTENTS_TOUCH = {"nl": 70, "en": 35}
TOUCHING = {"state_need", "refine_choice", "ask_product_detail", "out_of_scope"}
ALIKE_IN_WORDS = 0.5
ALIKE_IN_LETTERS = 0.6
"""Two lines are near-duplicates when their word 3-grams or their character 5-grams overlap that much."""

every_intent = pytest.mark.parametrize("intent", sorted(set().union(*INTENTS.values())))
every_language = pytest.mark.parametrize("language", LANGUAGES)


def read(language: str, phase: str) -> dict[str, Any]:
    """One file of training lines as YAML."""
    document: dict[str, Any] = yaml.safe_load((NLU / language / f"{phase}.yml").read_text(encoding="utf-8"))
    return document


def examples(block: str) -> list[str]:
    """The lines of one `examples` block, without their dashes."""
    return [line.removeprefix("- ") for line in block.splitlines()]


@cache
def lines(language: str) -> dict[str, list[str]]:
    """Every line of a language by its intent."""
    return {item["intent"]: examples(item["examples"]) for phase in INTENTS for item in read(language, phase)["nlu"]}


def plain(line: str) -> str:
    """Casefolded, without punctuation, single spaces: what makes two lines the same line."""
    kept = "".join(c for c in line.casefold() if not unicodedata.category(c).startswith("P"))
    return " ".join(kept.split())


def shingles(parts: Sequence[str], length: int) -> set[tuple[str, ...]]:
    """Every run of `length` parts; all of them as one run when there are fewer."""
    runs = max(1, len(parts) - length + 1)
    return {tuple(parts[i : i + length]) for i in range(runs)}


def overlap(one: set[Any], other: set[Any]) -> float:
    """Jaccard index: shared over all, 0 to 1."""
    return len(one & other) / len(one | other)


@cache
def marks(line: str) -> tuple[set[Any], set[Any]]:
    """The word 3-grams and the character 5-grams of a line."""
    return shingles(line.split(), 3), shingles(line, 5)


def alike(one: str, other: str) -> bool:
    """True for near-duplicates: half of the word 3-grams the same, or most of the letters."""
    (words, letters), (other_words, other_letters) = marks(one), marks(other)
    return overlap(words, other_words) >= ALIKE_IN_WORDS or overlap(letters, other_letters) > ALIKE_IN_LETTERS


def differ_in_one_word(one: str, other: str) -> bool:
    """True for two lines of four words or more that are equal but for one word in the same place."""
    left, right = one.split(), other.split()
    same_length = len(left) == len(right) >= 4
    return same_length and sum(a != b for a, b in zip(left, right, strict=True)) == 1


class TestFiles:
    """The phase name finds the lines of every intent."""

    def test_the_phases_hold_every_intent_of_the_domain(self) -> None:
        """An intent that the dialogue knows has lines, and no line teaches an intent it does not know."""
        domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
        known = {name for entry in domain["intents"] for name in entry}

        assert set().union(*INTENTS.values()) == known

    @every_intent
    def test_every_intent_is_explained_to_whoever_adds_lines(self, intent: str) -> None:
        """It has one row in docs/intents.md."""
        page = (ROOT / "docs" / "intents.md").read_text(encoding="utf-8")

        assert page.count(f"\n| `{intent}` |") == 1

    @every_language
    def test_every_file_is_named_after_a_phase(self, language: str) -> None:
        """Training is given the whole folder, so nothing else may lie there."""
        found = {path.name for path in (NLU / language).iterdir()}

        assert found == {f"{phase}.yml" for phase in INTENTS}

    @every_language
    @pytest.mark.parametrize("phase", INTENTS)
    def test_a_file_holds_the_intents_of_its_phase_once(self, language: str, phase: str) -> None:
        """An intent stands in the file of its own phase, in one block."""
        found = [item["intent"] for item in read(language, phase)["nlu"]]

        assert sorted(found) == sorted(INTENTS[phase])

    @every_language
    def test_lines_carry_no_entity_marks(self, language: str) -> None:
        """Entities come from the catalogue, so no line annotates one."""
        marked = [line for block in lines(language).values() for line in block if set(line) & set("[]{}")]

        assert marked == []

    @every_language
    def test_every_line_is_one_clean_item(self, language: str) -> None:
        """Rasa takes only lines that start with a dash, and keeps stray spaces."""
        blocks = [item["examples"] for phase in INTENTS for item in read(language, phase)["nlu"]]
        broken = [
            line
            for block in blocks
            for line in block.splitlines()
            if not line.startswith("- ") or line != line.rstrip() or not line[2:].strip()
        ]

        assert broken == []


class TestAmount:
    """Every intent has enough lines in both languages."""

    @every_language
    @every_intent
    def test_there_are_enough_lines(self, intent: str, language: str) -> None:
        """Intents that touch one another get more than the others."""
        least = AT_LEAST_WHERE_INTENTS_TOUCH if intent in TOUCHING else AT_LEAST

        assert len(lines(language)[intent]) >= least[language]


class TestVariety:
    """Lines are invented one by one, never filled from a template."""

    def test_no_line_occurs_twice(self) -> None:
        """Not in two intents, not in one intent, not in two languages."""
        where: dict[str, list[tuple[str, str]]] = {}
        for language in LANGUAGES:
            for intent, block in lines(language).items():
                for line in block:
                    where.setdefault(plain(line) or line, []).append((language, intent))

        assert {line: places for line, places in where.items() if len(places) > 1} == {}

    @every_language
    @every_intent
    def test_few_lines_are_near_duplicates(self, intent: str, language: str) -> None:
        """At most one line in twenty resembles an earlier line of its intent."""
        block = [plain(line) for line in lines(language)[intent]]
        repeated = {b: a for a, b in combinations(block, 2) if alike(a, b)}

        assert len(repeated) <= 0.05 * len(block), repeated

    @every_language
    @every_intent
    def test_no_two_lines_differ_in_one_slot(self, intent: str, language: str) -> None:
        """A line with another product or number in the same sentence teaches nothing."""
        block = [plain(line) for line in lines(language)[intent]]

        assert [pair for pair in combinations(block, 2) if differ_in_one_word(*pair)] == []

    @every_language
    @every_intent
    def test_lines_begin_differently(self, intent: str, language: str) -> None:
        """At least 60 % of the lines of an intent have a first two words of their own."""
        block = lines(language)[intent]
        openings = {" ".join(plain(line).split()[:2]) for line in block}

        assert len(openings) >= 0.6 * len(block)

    @every_language
    @every_intent
    def test_short_and_long_lines_both_occur(self, intent: str, language: str) -> None:
        """Shoppers type one word or a whole sentence; both are in every intent."""
        lengths = [len(line.split()) for line in lines(language)[intent]]

        assert min(lengths) <= 2
        assert max(lengths) >= 4
