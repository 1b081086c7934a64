"""Tone: what is heard in words, signs and capitals, before anything is learned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.tone import SIZE, tone


class TestWords:
    def test_are_turned_by_a_denial(self) -> None:
        """Not good is bad, not bad is no complaint."""
        assert tone("dit is niet leuk", "nl").sum < 0 < tone("dit is leuk", "nl").sum
        assert tone("niet slecht", "nl").sum > 0 > tone("slecht", "nl").sum

    def test_weigh_more_with_an_intensifier(self) -> None:
        """Very is more."""
        assert tone("ik ben heel boos", "nl").sum < tone("ik ben boos", "nl").sum

    def test_weigh_more_after_a_but(self) -> None:
        """The end of the sentence is what one feels now."""
        assert tone("mooi maar slecht", "nl").sum < 0 < tone("slecht maar mooi", "nl").sum

    @pytest.mark.parametrize("text", ["stomme", "mooie", "iets leuks"])
    def test_are_known_inflected(self, text: str) -> None:
        """Dutch adjectives bend."""
        assert tone(text, "nl").sum != 0

    @pytest.mark.parametrize("word", ["goedkoop", "duur", "licht", "groot", "klein", "nieuw", "zwaar", "stil"])
    def test_that_say_what_a_product_should_be_carry_no_feeling(self, word: str) -> None:
        """A cheap one is wished for."""
        assert tone(f"ik wil een {word} ding", "nl").sum == 0

    @pytest.mark.parametrize("text", ["de laptop is kapot", "verkeerde maat gekregen", "mijn klacht is van maandag"])
    def test_of_trouble_carry_no_feeling_of_their_own(self, text: str) -> None:
        """What is wrong is heard apart from how it is told."""
        heard = tone(text, "nl")

        assert heard.sum == 0
        assert heard.troubled == 1

    def test_of_the_last_clause_are_heard_apart(self) -> None:
        """What one ends with."""
        assert tone("wat een drama. nu is het top", "nl").last > 0
        assert tone("top! wat een drama.", "nl").last < 0


class TestSigns:
    def test_are_heard_by_their_side(self) -> None:
        """Emoji and emoticons."""
        assert tone("ja 😡", "nl").bad_signs > 0 == tone("ja 😡", "nl").good_signs
        assert tone("ok :)", "en").good_signs > 0

    def test_of_shouting_count_only_for_most_of_a_message(self) -> None:
        """A word in capitals is a stress, an abbreviation nothing."""
        assert tone("WAAR BLIJFT MIJN PAKKET", "nl").shouts == 1
        assert tone("ik wil een USB stick", "nl").stresses == 0 == tone("ik wil een USB stick", "nl").shouts
        assert tone("ze is PERFECT", "nl").stresses > 0


class TestHeat:
    def test_is_what_tells_a_curse_from_a_sigh(self) -> None:
        """Both are displeasure."""
        assert tone("jammer", "nl").heat < tone("schandalig", "nl").heat <= tone("SCHANDALIG GEWOON!!!", "nl").heat <= 1

    def test_is_in_shouting_too(self) -> None:
        """Without any word of feeling."""
        assert tone("IK ZEI TOCH GEEN SAMSUNG!!", "nl").heat > 0.5 > tone("geen samsung!", "nl").heat


class TestCues:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("lekker dan, weer niks", "nl"),
            ("fijn hoor, alweer te laat", "nl"),
            ("oh great, broken again", "en"),
        ],
    )
    def test_of_sarcasm_are_no_praise(self, text: str, language: str) -> None:
        """Their good words count as bad ones."""
        heard = tone(text, language)

        assert heard.ironic == 1
        assert heard.sum < 0 == heard.good

    def test_of_praise_are_heard_beside_trouble(self) -> None:
        """Who praises what broke may mean it otherwise."""
        assert tone("wat een top service, weer kapot", "nl").praises_badly == 1

    def test_of_impatience_reach_over_a_few_words(self) -> None:
        """So long a wait is not told in two words that stand side by side."""
        assert tone("ik wacht al drie lange weken", "nl").impatient == 1
        assert tone("een week vakantie", "nl").impatient == 0


class TestRow:
    @given(st.text(max_size=200), st.sampled_from(["nl", "en"]))
    def test_has_a_number_of_bounded_size_for_each_tone(self, text: str, language: str) -> None:
        """Whatever is typed."""
        row = tone(text, language).row()

        assert row.shape == (SIZE,)
        assert np.isfinite(row).all()
