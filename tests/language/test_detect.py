"""Language: Dutch or English, and no leaping about on a short turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.detect import Detector

DETECTOR = Detector()


class TestDetect:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("hoi", "nl"),
            ("goedkoper", "nl"),
            ("die tweede", "nl"),
            ("ja", "nl"),
            ("bedankt!", "nl"),
            ("mag het ook wat stiller", "nl"),
            ("gaming laptop onder 700 euro", "nl"),
            ("koffiemachine smaller dan 25 cm", "nl"),
            ("cheaper please", "en"),
            ("show me a laptop", "en"),
            ("yes", "en"),
            ("something lighter", "en"),
            ("where's my order", "en"),
            ("gaming laptop under 700 euro", "en"),
        ],
    )
    @pytest.mark.parametrize("previous", ["nl", "en"])
    def test_hears_telling_words_whatever_was_spoken_before(self, text: str, language: str, previous: str) -> None:
        """One telling word is enough to change language."""
        found = DETECTOR.detect(text, previous)

        assert found.language == language
        assert found.confidence > 0.5

    @pytest.mark.parametrize(
        "text",
        [
            "ok",
            "27 inch monitor",
            "laptop",
            "asus 144hz ips",
            "top",
            "👍",
            "12345678",
            "",
            "the.best.of@mail.com",
            "KW-10234",
            "e-bike",
        ],
    )
    @pytest.mark.parametrize("previous", ["nl", "en"])
    def test_keeps_the_conversation_in_its_language(self, text: str, previous: str) -> None:
        """What both languages say tells neither."""
        assert DETECTOR.detect(text, previous).language == previous

    @given(st.text(max_size=80), st.sampled_from(["nl", "en"]))
    def test_always_answers(self, text: str, previous: str) -> None:
        """Whatever is typed, one of the two with a confidence."""
        found = DETECTOR.detect(text, previous)

        assert found.language in ("nl", "en")
        assert 0 <= found.confidence <= 1
