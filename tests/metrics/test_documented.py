"""docs/metrics.md and the port of figures name the same figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from prometheus_client import CollectorRegistry, Metric

from bot.meters import GatewayMeters, WorkerMeters, open_registry
from bot.metrics.figures import COUNTERS, LABELLED, LogFigures

ROW = re.compile(r"^\| `([a-z_]+)` \| (gauge|counter|histogram) \| (?:`([a-z]+)`)? ?\|", re.MULTILINE)
Row = tuple[str, str, str]


@pytest.fixture
def page(root: Path) -> str:
    """The document."""
    return (root / "docs" / "metrics.md").read_text(encoding="utf-8")


def shown() -> set[Row]:
    """Name, type and label of every figure that a process with all roles can show."""
    registry = open_registry()
    gateway, worker = GatewayMeters(registry), WorkerMeters(registry)
    gateway.heard("say")
    gateway.refused("too_fast")
    worker.made("done", 0.1)
    counted = dict.fromkeys(COUNTERS, 1) | {f"{label}:x": 1 for label in LABELLED}
    return {_row(family) for collector in (registry, LogFigures(True, counted)) for family in _families(collector)}


def _families(collector: CollectorRegistry | LogFigures) -> list[Metric]:
    return list(collector.collect())


def _row(family: Metric) -> Row:
    labels = {label for sample in family.samples for label in sample.labels if label != "le"}
    assert len(labels) <= 1, f"{family.name} has the labels {labels}; the table has room for one"
    name = family.name + ("_total" if family.type == "counter" else "")
    return name, family.type, "".join(labels)


class TestTable:
    def test_it_names_every_figure_and_no_other(self, page: str) -> None:
        """Name, type and label of the document are those of the program."""
        assert set(ROW.findall(page)) == shown()

    def test_none_is_told_twice(self, page: str) -> None:
        """Each figure has one row."""
        names = [name for name, _, _ in ROW.findall(page)]

        assert len(names) == len(set(names))


class TestNames:
    def test_they_follow_the_conventions(self) -> None:
        """Base units, and nothing but counters ends in `_total`."""
        names = {name: kind for name, kind, _ in shown()}

        assert [n for n, kind in names.items() if n.endswith("_total") != (kind == "counter")] == []
        assert [n for n in names if re.search(r"_(ms|milliseconds|minutes|kb|mb|percent)(_|$)", n)] == []


class TestRules:
    def test_they_name_figures_that_exist(self, page: str) -> None:
        """Whoever copies the rules gets alerts that can fire."""
        (block,) = re.findall(r"```yaml\n(.+?)```", page, re.DOTALL)
        rules = yaml.safe_load(block)["groups"][0]["rules"]
        named = {name for rule in rules for name in re.findall(r"koopwijzer_\w+", rule["expr"])}
        known = {name for name, _, _ in shown()}

        assert named
        assert {re.sub("_bucket$", "", name) for name in named} - known == set()
