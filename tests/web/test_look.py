from __future__ import annotations

import re
from pathlib import Path

import pytest

LOOK = Path(__file__).parents[2] / "journey_tracker" / "web" / "static" / "look.css"
PHASES = ("orientation", "selection", "transaction", "delivery", "customer_care", "in_between")
READ = [
    ("ink", "paper"),
    ("quiet", "paper"),
    ("quiet", "wash"),
    ("action", "paper"),
    ("action-strong", "action-wash"),
    ("ink", "action-wash"),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("attention-ink", "paper"),
]
SEEN = [
    "line-strong",
    "attention",
    *(f"phase-{phase}" for phase in PHASES),
    *(f"mood-{mood}" for mood in ("negative", "neutral", "positive")),
]


def tokens(scheme: str) -> dict[str, str]:
    """Colours by name in one scheme; the dark scheme states every colour anew."""
    light, dark = LOOK.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", {"light": light, "dark": dark}[scheme]))


def luminance(colour: str) -> float:
    """Relative luminance, 0..1, by the definition of WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2, 1..21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestContrast:
    @pytest.mark.parametrize(("text", "ground"), READ)
    def test_text_can_be_read(self, scheme: str, text: str, ground: str) -> None:
        """Everything that is text stands out at least 4.5 to 1."""
        colours = tokens(scheme)

        assert contrast(colours[text], colours[ground]) >= 4.5

    @pytest.mark.parametrize("mark", SEEN)
    def test_marks_can_be_seen(self, scheme: str, mark: str) -> None:
        """Borders of fields, phases and moods stand out from paper at least 3 to 1."""
        colours = tokens(scheme)

        assert contrast(colours[mark], colours["paper"]) >= 3


class TestSchemes:
    def test_every_colour_has_a_dark_side(self) -> None:
        """The dark scheme gives a value for each colour of the light one, and no other."""
        assert set(tokens("light")) == set(tokens("dark"))
