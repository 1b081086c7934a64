"""An index on disk: arrays as .npy that are mapped into memory, words as JSON, in one folder."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import numpy as np

from bot.selection.search.bm25 import Postings
from bot.selection.search.terms import Terms

FORMAT = 1
_ARRAYS = ("starts", "named", "places", "impacts")


class UnusableIndex(Exception):
    """A folder holds no index that this version can read."""

    def __init__(self, folder: Path, reason: str) -> None:
        """Say which folder, why, and what to do."""
        super().__init__(f"{folder}: {reason}. Remove it; the index is built anew from the catalogue.")


def save(folder: Path, terms: Terms, postings: Postings) -> None:
    """Write into a new folder beside `folder`, and put that in its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    for name in _ARRAYS:
        np.save(new / f"{name}.npy", getattr(postings, name))
    told = {"format": FORMAT, "texts": postings.texts, "words": terms.words, "spellings": terms.by_spelling}
    (new / "terms.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    old = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    if folder.exists():
        folder.rename(old / folder.name)
    new.rename(folder)
    rmtree(old)


def load(folder: Path) -> tuple[Terms, Postings]:
    """What `save` wrote; raises `UnusableIndex`."""
    try:
        told = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
        if told.get("format") != FORMAT:
            raise UnusableIndex(folder, f"its format is {told.get('format')}, this version reads {FORMAT}")
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
        return Terms(told["spellings"], told["words"]), Postings(**arrays, texts=told["texts"])
    except (OSError, EOFError, ValueError, KeyError, AttributeError) as error:
        raise UnusableIndex(folder, str(error)) from error
