"""Encoders: texts that mean the same lie near."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot.language.encoders import UnknownEncoder, open_encoder


class TestUniversalEncoder:
    def test_lays_translations_together(self) -> None:
        """Dutch and English share one space, from any thread."""
        encoder = open_encoder("use")
        texts = ["waar is mijn pakket", "where is my parcel", "ik zoek een lichte laptop"]
        with ThreadPoolExecutor(3) as pool:
            vectors = np.concatenate(list(pool.map(lambda t: encoder.encode([t]), texts)))

        assert vectors.shape == (3, encoder.size)
        assert vectors.dtype == np.float32
        assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
        assert np.allclose(vectors, encoder.encode(texts), atol=1e-4)


class TestNoEncoder:
    def test_makes_vectors_without_columns(self) -> None:
        """A row per text all the same."""
        assert open_encoder("none").encode(["a", "b"]).shape == (2, 0)


class TestOpenEncoder:
    def test_refuses_an_unknown_name(self) -> None:
        """And says which there are."""
        with pytest.raises(UnknownEncoder, match="use, none"):
            open_encoder("bert")
