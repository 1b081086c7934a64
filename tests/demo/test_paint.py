from __future__ import annotations

import pytest

from bot.demo.paint import UNKNOWN, luminance, paint


class TestPaint:
    @pytest.mark.parametrize(("dutch", "english"), [("zwart", "black"), ("rood", "Red"), ("lichtblauw", "light blue")])
    def test_dutch_and_english_mean_the_same(self, dutch: str, english: str) -> None:
        """A colour is a colour in both."""
        assert paint(dutch) == paint(english)
        assert paint(english).body != UNKNOWN

    @pytest.mark.parametrize("stated", ["", "galactisch", "model 3"])
    def test_what_nobody_knows_has_its_own_hue(self, stated: str) -> None:
        """It is no other colour by accident."""
        assert paint(stated).body == UNKNOWN

    def test_light_and_dark_shades_differ(self) -> None:
        """Light green is lighter than green, dark green darker."""
        shades = [luminance(paint(stated).body) for stated in ("donkergroen", "groen", "lichtgroen")]

        assert shades == sorted(shades)
        assert len(set(shades)) == 3

    def test_the_second_colour_is_kept(self) -> None:
        """What is "zwart/rood" is black with red."""
        assert paint("zwart/rood").body == paint("zwart").body
        assert paint("zwart/rood").second == paint("rood").body

    @pytest.mark.parametrize("stated", ["zwart", "wit", "geel", "marine", "beige", "onbekend"])
    def test_lines_stand_out_from_the_body(self, stated: str) -> None:
        """Three to one at least, on black as on white."""
        light, dark = sorted((luminance(paint(stated).body), luminance(paint(stated).detail)), reverse=True)

        assert (light + 0.05) / (dark + 0.05) >= 3
