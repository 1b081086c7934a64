from __future__ import annotations

from pathlib import Path

import pytest

from bot.selection.mood import BadMoodRules, MoodRules, read_mood

SHOP = Path(__file__).parent.parent.parent / "data" / "mood.yml"


def done(scores: list[float], phase: str = "selection") -> frozenset[str]:
    """What the shop's own rules do after messages of these scores."""
    return read_mood(SHOP).deeds(phase, scores, [s < -0.3 for s in scores])


class TestTheShopsRules:
    @pytest.mark.parametrize("scores", [[], [0.0], [0.0, -0.5], [-0.5, 0.0], [-0.5, -0.5, 0.2]])
    def test_go_on_asking_after_a_single_sigh(self, scores: list[float]) -> None:
        """One bad word is no mood, and a mood that lifted is over."""
        assert not done(scores)

    def test_stop_asking_when_the_mood_falls(self) -> None:
        """Two of the last three."""
        assert done([-0.5, 0.0, -0.5]) == {"stop_asking"}

    def test_offer_a_person_in_anger(self) -> None:
        """And stop asking."""
        assert done([-0.8]) == {"stop_asking", "offer_person"}

    def test_say_nothing_of_other_phases(self) -> None:
        """Care has its own ways."""
        assert not done([-0.8, -0.8], "customer_care")


class TestWithoutRules:
    def test_nothing_is_done(self) -> None:
        """Whatever the mood."""
        assert not MoodRules().deeds("selection", [-1.0], [True])


class TestBadRules:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("[]", "the file.*moods and rules"),
            ("moods: []\nrules: []", "moods, rules"),
            ("moods: {sad: {score: 3}}\nrules: []", r"moods\.sad\.score: 3; allowed: a number from -1 to 1"),
            ("moods: {sad: {negative: 4, of_last: 3}}\nrules: []", r"moods\.sad\.negative: 4.*from 1 to 3"),
            ("moods: {sad: {often: 3}}\nrules: []", r"moods\.sad.*negative with of_last, or score"),
            ("moods: {}\nrules: [{phase: selection}]", r"rules\[1\].*phase, mood and do"),
            ("moods: {a: {score: 0}}\nrules: [{phase: x, mood: a, do: [stop_asking]}]", r"rules\[1\]\.phase: 'x'"),
            ("moods: {a: {score: 0}}\nrules: [{phase: selection, mood: b, do: [stop_asking]}]", r"rules\[1\]\.mood"),
            (
                "moods: {a: {score: 0}}\nrules: [{phase: selection, mood: a, do: [sing]}]",
                r"rules\[1\]\.do.*stop_asking",
            ),
        ],
    )
    def test_name_the_file_and_the_key(self, tmp_path: Path, text: str, told: str) -> None:
        """With what stood there and what is allowed."""
        file = tmp_path / "mood.yml"
        file.write_text(text, encoding="utf-8")

        with pytest.raises(BadMoodRules, match=rf"mood\.yml: .*{told}"):
            read_mood(file)
