"""The training lines: enough of them, told apart, and varied as shoppers are."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from sklearn.feature_extraction.text import CountVectorizer

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
AT_LEAST = {"nl": 200, "en": 100}
AT_LEAST_WHERE_INTENTS_TOUCH = {"nl": 400, "en": 200}
TOUCHING = {"state_need", "refine_choice", "ask_product_detail", "ask_explanation", "out_of_scope"}
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


def alike(lines: Sequence[str]) -> dict[str, str]:
    """Each near-duplicate with an earlier line that has half of its word 3-grams, or most of its letters."""
    near = np.zeros((len(lines), len(lines)), dtype=bool)
    for runs, most in ((words_in_threes, ALIKE_IN_WORDS), (letters_in_fives, ALIKE_IN_LETTERS)):
        near |= overlap(lines, runs) >= most
    later, earlier = np.nonzero(np.tril(near, -1))
    return {lines[int(one)]: lines[int(other)] for one, other in zip(later, earlier, strict=True)}


def words_in_threes(line: str) -> list[tuple[str, ...]]:
    """Every run of three words; all of them as one run when there are fewer."""
    said = line.split()
    return [tuple(said[at : at + 3]) for at in range(max(1, len(said) - 2))]


def letters_in_fives(line: str) -> list[str]:
    """Every run of five letters; the line itself when it is shorter."""
    return [line[at : at + 5] for at in range(max(1, len(line) - 4))]


def overlap(lines: Sequence[str], runs: Callable[[str], Sequence[Any]]) -> Any:
    """Jaccard index of every two lines, shared over all, 0 to 1: a square matrix."""
    seen = CountVectorizer(analyzer=runs, binary=True).fit_transform(lines)
    shared = (seen @ seen.T).toarray()
    sizes = shared.diagonal()
    return shared / (sizes[:, None] + sizes[None, :] - shared)


def differing_in_one_word(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """Lines of four words or more that are equal but for one word in the same place, together."""
    having: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for line in lines:
        said = line.split()
        for at in range(len(said) if len(said) >= 4 else 0):
            having[*said[:at], "*", *said[at + 1 :]].append(line)
    return [tuple(same) for same in having.values() if len(same) > 1]


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
        repeated = alike(block)

        assert len(repeated) <= 0.05 * len(block), repeated

    @every_language
    @every_intent
    def test_no_two_lines_differ_in_one_slot(self, intent: str, language: str) -> None:
        """A line with another product or number in the same sentence teaches nothing."""
        block = [plain(line) for line in lines(language)[intent]]

        assert differing_in_one_word(block) == []

    @every_language
    @every_intent
    def test_lines_begin_differently(self, intent: str, language: str) -> None:
        """At least half of the lines of an intent have a first two words of their own, and few have the same."""
        block = lines(language)[intent]
        openings = Counter(" ".join(plain(line).split()[:2]) for line in block)

        assert len(openings) >= 0.5 * len(block)
        assert max(openings.values()) <= 0.12 * len(block)

    @every_language
    @every_intent
    def test_short_and_long_lines_both_occur(self, intent: str, language: str) -> None:
        """Shoppers type one word or a whole sentence; both are in every intent."""
        lengths = [len(line.split()) for line in lines(language)[intent]]

        assert min(lengths) <= 2
        assert max(lengths) >= 4
