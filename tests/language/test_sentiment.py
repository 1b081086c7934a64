"""Sentiment: how a shopper sounds, and what is no mood at all."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from bot.language.learned import NotTrained, Unreadable, WrongVector
from bot.language.moods import MoodLine, read_moods
from bot.language.sentiment import LABELS, LabelMissing, Mood, Sentiment
from bot.selection.mood import read_mood

ROOT = Path(__file__).parent.parent.parent
NOTHING = np.empty(0, dtype=np.float32)
FEW = {
    "negative": ["wat een drama", "ik ben boos", "slechte service"],
    "neutral": ["waar is mijn pakket", "ik zoek een stoel", "hoe laat"],
    "positive": ["super blij mee", "wat fijn", "geweldig"],
}


def fitted(lines: list[MoodLine]) -> Sentiment:
    """A model without an encoder, which is what every machine can train in seconds."""
    sentiment = Sentiment()
    texts, languages = [line.text for line in lines], [line.language for line in lines]
    sentiment.fit(texts, languages, [line.label for line in lines], np.empty((len(lines), 0), dtype=np.float32))
    return sentiment


@pytest.fixture(scope="module")
def shops() -> Sentiment:
    """What is learned from the shop's own lines."""
    return fitted(read_moods(ROOT / "data" / "sentiment"))


@pytest.fixture(scope="module")
def small() -> Sentiment:
    """What is learned from nine lines."""
    return fitted([MoodLine(text, "nl", label) for label, texts in FEW.items() for text in texts])


def said(shops: Sentiment, text: str, language: str = "nl") -> Mood:
    """The mood of a text."""
    return shops.score(text, language, NOTHING)


class TestLinesOfStrangers:
    """Lines that were written before anything was tuned, in which the mood is hard to hear; none is learned from."""

    @pytest.mark.parametrize(("language", "least"), [("nl", 0.6), ("en", 0.5)])
    def test_are_mostly_understood_without_any_encoder(self, shops: Sentiment, language: str, least: float) -> None:
        """Macro-F1 over three labels; chance is a third. With an encoder on it is a sixth better."""
        file = Path(__file__).parent / "moods_said.tsv"
        with file.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["language"] == language]
        truth = [row["label"] for row in rows]
        heard = [said(shops, row["text"], language).label for row in rows]

        assert f1_score(truth, heard, labels=list(LABELS), average="macro") >= least

    def test_are_not_among_the_lines_that_are_learned(self) -> None:
        """Otherwise the figure above would say nothing."""
        learned = {line.text.lower() for line in read_moods(ROOT / "data" / "sentiment")}
        with (Path(__file__).parent / "moods_said.tsv").open(encoding="utf-8", newline="") as lines:
            probes = {row["text"].lower() for row in csv.DictReader(lines, delimiter="\t")}

        assert not learned & probes


class TestAProblem:
    @pytest.mark.parametrize(
        "text",
        [
            "het scherm is gebarsten bij levering",
            "er ontbreken twee poten bij de tafel",
            "ik heb de verkeerde kleur ontvangen",
            "mijn bestelling is nog niet aangekomen",
            "hoe kan ik mijn bestelling annuleren",
        ],
    )
    def test_told_coldly_is_neutral(self, shops: Sentiment, text: str) -> None:
        """Whoever reports a defect is not displeased for it."""
        assert said(shops, text).label == "neutral"

    @pytest.mark.parametrize(
        "text",
        [
            "pff wat een gedoe zeg met die bestelling",
            "ik ben er helemaal klaar mee, wat een slechte service",
            "lekker dan, weer het verkeerde pakket",
            "jammer hoor, echt een tegenvaller",
        ],
    )
    def test_told_with_feeling_is_negative(self, shops: Sentiment, text: str) -> None:
        """Sighs, sarcasm and disappointment too."""
        assert said(shops, text).label == "negative"


class TestCapitals:
    @pytest.mark.parametrize("text", ["WASMACHINE 8 KG", "IK ZOEK EEN LAPTOP VOOR SCHOOL", "HEEFT DEZE EEN GARANTIE"])
    def test_alone_are_no_anger(self, shops: Sentiment, text: str) -> None:
        """Some people just have the key down."""
        assert said(shops, text).label == "neutral"

    def test_make_a_complaint_no_milder(self, shops: Sentiment) -> None:
        """Shouting with a complaint is anger."""
        shouted = said(shops, "IK WACHT AL WEKEN, WAT EEN SLECHTE SERVICE!!")
        told = said(shops, "wat een slechte service")

        assert shouted.label == "negative"
        assert shouted.score <= told.score + 0.1


class TestGladness:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("super blij mee, dankjewel!", "nl"),
            ("wat een mooie fiets zeg 😍", "nl"),
            ("really happy with it, thank you so much!", "en"),
        ],
    )
    def test_is_heard(self, shops: Sentiment, text: str, language: str) -> None:
        """In both languages."""
        mood = said(shops, text, language)

        assert mood.label == "positive"
        assert mood.score > 0.3

    @pytest.mark.parametrize("text", ["graag een bevestiging", "alvast bedankt", "kunt u mij helpen aub", "ok bedankt"])
    def test_is_not_heard_in_manners(self, shops: Sentiment, text: str) -> None:
        """Polite words are neutral."""
        assert said(shops, text).label == "neutral"


class TestTheRulesOfTheShop:
    """`data/mood.yml`: when a colleague is offered in the middle of choosing."""

    def deeds(self, shops: Sentiment, text: str) -> frozenset[str]:
        """What the rules do after this message alone."""
        mood = said(shops, text)
        return read_mood(ROOT / "data" / "mood.yml").deeds("selection", [mood.score], [mood.label == "negative"])

    @pytest.mark.parametrize(
        "text",
        [
            "jullie zijn een stel oplichters!!",
            "wat een belachelijk slechte winkel is dit",
            "waardeloos dit, ik word gek van die stomme bot",
        ],
    )
    def test_offer_a_person_to_the_really_displeased(self, shops: Sentiment, text: str) -> None:
        """Anger asks for a human being."""
        assert "offer_person" in self.deeds(shops, text)

    @pytest.mark.parametrize(
        "text",
        [
            "jammer, te duur",
            "helaas te groot",
            "hmm niet echt mijn smaak",
            "mijn wasmachine is kapot, ik zoek een nieuwe",
            "IK WIL EEN GROTE KOELKAST",
        ],
    )
    def test_go_on_after_a_sigh_or_a_fact(self, shops: Sentiment, text: str) -> None:
        """Who finds a product too dear is helped with a cheaper one."""
        assert not self.deeds(shops, text)


class TestScore:
    @given(text=st.text(max_size=120), language=st.sampled_from(["nl", "en"]))
    def test_stays_within_bounds(self, small: Sentiment, text: str, language: str) -> None:
        """Whatever is typed."""
        mood = small.score(text, language, NOTHING)

        assert -1 <= mood.score <= 1
        assert 1 / 3 - 0.001 <= mood.confidence <= 1
        assert mood.label in LABELS

    def test_uses_the_vectors(self) -> None:
        """Lines without a letter in common are told apart by meaning."""
        sentiment = Sentiment()
        vectors = np.eye(3, dtype=np.float32)[[0, 0, 1, 1, 2, 2]]
        sentiment.fit(["aa", "bb", "cc", "dd", "ee", "ff"], ["nl"] * 6, [x for x in LABELS for _ in "ab"], vectors)

        assert [sentiment.score("zz", "nl", row).label for row in np.eye(3, dtype=np.float32)] == list(LABELS)

    def test_takes_less_than_two_milliseconds(self, shops: Sentiment) -> None:
        """A long message too."""
        text = "ik ben niet blij met de service, maar de laptop is op zich best mooi " * 4
        said(shops, text)
        started = time.process_time()
        for _ in range(50):
            said(shops, text)

        assert (time.process_time() - started) / 50 < 0.002

    def test_refuses_a_vector_of_another_encoder(self, small: Sentiment) -> None:
        """A changed setting is told, not guessed round."""
        with pytest.raises(WrongVector, match=r"size 0, but got one of size 512.*ENCODER"):
            small.score("hoi", "nl", np.zeros(512, dtype=np.float32))

    def test_refuses_before_it_learned(self) -> None:
        """A model without lines knows no mood."""
        with pytest.raises(NotTrained):
            Sentiment().score("hoi", "nl", NOTHING)

    def test_needs_lines_of_every_label(self) -> None:
        """And says which are missing."""
        with pytest.raises(LabelMissing, match="labelled neutral or positive"):
            fitted([MoodLine("wat een drama", "nl", "negative")])


class TestKeeping:
    def test_scores_the_same_after_loading(self, small: Sentiment, tmp_path: Path) -> None:
        """To the last digit."""
        small.save(tmp_path)
        loaded = Sentiment.load(tmp_path)

        texts = ["wat een gedoe", "waar is mijn stoel", "?"]
        assert [said(loaded, t) for t in texts] == [said(small, t) for t in texts]

    def test_does_not_load_what_is_missing(self, tmp_path: Path) -> None:
        """And says to train again."""
        with pytest.raises(Unreadable, match="Train again"):
            Sentiment.load(tmp_path)

    def test_does_not_load_another_make(self, small: Sentiment, tmp_path: Path) -> None:
        """A model whose tones were others would score nonsense."""
        small.save(tmp_path)
        names = json.loads((tmp_path / "sentiment.json").read_text(encoding="utf-8"))
        (tmp_path / "sentiment.json").write_text(json.dumps({**names, "tone": 3}), encoding="utf-8")

        with pytest.raises(Unreadable, match="3 tones"):
            Sentiment.load(tmp_path)
