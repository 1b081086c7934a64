"""Reads a journey model from YAML, and says by line what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from journey_tracker.journey import JourneyModel
from journey_tracker.model_file.parts import ModelInvalid
from journey_tracker.model_file.reading import parse
from journey_tracker.model_file.shelf import BUILT_IN, names

__all__ = ["BUILT_IN", "ModelInvalid", "ModelUnknown", "built_in", "find", "load", "names", "parse"]


class ModelUnknown(Exception):
    """There is no model of this name, nor a file."""

    def __init__(self, *, given: str) -> None:
        """Say what was given and what there is."""
        super().__init__(
            f"There is no journey model or file {given!r}. Choose {', '.join(names())}, or name a YAML file."
        )


def find(given: str) -> JourneyModel:
    """The model that comes with the tracker by that name, else the file; raises `ModelUnknown` or `ModelInvalid`."""
    if given in names():
        return built_in(given)
    try:
        return load(Path(given), own=True)
    except OSError as error:
        raise ModelUnknown(given=given) from error


def built_in(name: str = "bonsing_mann") -> JourneyModel:
    """The model called `name` that comes with the tracker; raises `ModelInvalid` or OSError."""
    return load(BUILT_IN / f"{name}.yml")


def load(path: Path, *, own: bool = False) -> JourneyModel:
    """Read a model file, which must not be called like one of the tracker's when it is somebody's `own`.

    Raises `ModelInvalid` or OSError.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        given = f"not UTF-8 at byte {error.start}"
        raise ModelInvalid(file=str(path), line=1, key="the file", given=given, allowed="YAML in UTF-8") from error
    return parse(text, file=str(path), own=own)
