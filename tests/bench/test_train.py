from __future__ import annotations

from bench import goals
from bench.processes import Used
from bench.train import Trainings, figures, peaks

OURS = [
    Trainings(Used(60, 900), Used(12, 400)),
    Trainings(Used(62, 910), Used(13, 410)),
    Trainings(Used(99, 905), Used(99, 405)),
]


class TestFigures:
    def test_every_goal_has_its_figure_beside_the_peers(self) -> None:
        """The peer has no vectors to keep: both figures stand beside the same one."""
        found = figures(OURS, Used(300, 1500))

        assert set(found) == set(goals.read("train"))
        assert (found["cpu_s_cold"].value, found["cpu_s_cold"].peer) == (62, 300)
        assert (found["cpu_s_cached"].value, found["cpu_s_cached"].peer) == (13, 300)

    def test_the_peak_is_a_note(self) -> None:
        """Memory of both, in words."""
        assert peaks(OURS, Used(300, 1500)) == (
            "Peak resident memory of a training 905 MB, of the peer 1500 MB (trained once)."
        )
        assert peaks(OURS, None) == "Peak resident memory of a training 905 MB."
