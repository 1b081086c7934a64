from __future__ import annotations

import json

import pytest

from bench import goals
from bench.cli import main
from bench.load import Crowd
from bench.reply import Samples, figures

ON = Samples([[10, 20, 30]] * 5, [Crowd(30, [500, 600])] * 5, [1.2] * 5)
LIGHT = Samples([[5, 6, 7]] * 5, [Crowd(60, [250, 260])] * 5)
PEER = Samples([[40, 50, 60]] * 5, [Crowd(40, [400, 410])] * 5, [9.0] * 5)


class TestFigures:
    def test_every_goal_has_its_figure(self) -> None:
        """Nothing is promised that is not measured."""
        found = figures({"on": ON, "light": LIGHT, "peer": PEER})

        assert set(goals.read("reply")) <= set(found)

    def test_each_stands_beside_the_peers(self) -> None:
        """Waiting, turns and growth of both sides."""
        found = figures({"on": ON, "light": LIGHT, "peer": PEER})

        assert (found["p95_ms_1"].value, found["p95_ms_1"].peer) == (30, 60)
        assert (found["p50_ms_1"].value, found["p50_ms_1"].peer) == (20, 50)
        assert (found["p95_ms_1_light"].value, found["p95_ms_1_light"].peer) == (7, 60)
        assert (found["turns_per_s_16"].value, found["turns_per_s_16"].peer) == (30, 40)
        assert (found["p95_ms_16"].value, found["p95_ms_16"].peer) == (600, 410)
        assert (found["turn200_over_turn2"].value, found["turn200_over_turn2"].peer) == (1.2, 9)

    def test_a_throughput_ratio_is_ours_over_the_peers(self) -> None:
        """Above 1: more turns than the peer."""
        found = figures({"on": ON, "light": LIGHT, "peer": PEER})

        assert found["throughput_ratio_16"].value == 0.75
        assert found["throughput_ratio_16_light"].value == 1.5

    def test_without_a_peer_there_is_no_ratio(self) -> None:
        """What cannot be measured is left out."""
        found = figures({"on": ON, "light": LIGHT})

        assert not [name for name in found if name.startswith("throughput_ratio")]
        assert {figure.peer for figure in found.values()} == {None}


@pytest.mark.model
@pytest.mark.server
@pytest.mark.timeout(240)
class TestQuick:
    def test_the_bench_runs_from_start_to_end(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Both variants are started, talked to and stopped; how fast is not asked here."""
        assert main(["reply", "--quick", "--no-peer", "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)

        assert set(printed["figures"]) == {
            "p95_ms_1", "p50_ms_1", "p95_ms_1_light", "turns_per_s_16", "turns_per_s_16_light", "p95_ms_16",
        }  # fmt: skip
        assert all(figure["value"] > 0 for figure in printed["figures"].values())
        assert any("--quick" in note for note in printed["notes"])
