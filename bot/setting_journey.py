"""The settings of the journey that take more than a look: keys of sources, and the key of the references."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.setting_kinds import HIDDEN, InvalidSetting


def source_keys(raw: Mapping[str, str]) -> str:
    """Keys that can be read; they are read once more where the door is opened."""
    if raw["JOURNEY_KEYS"]:
        from journey_tracker.door.keys import BadKeys, Keys  # whoever has none need not load the door

        try:
            Keys.read(raw["JOURNEY_KEYS"])
        except BadKeys as error:
            raise InvalidSetting("JOURNEY_KEYS", HIDDEN, f"SOURCE=KEY, separated by spaces ({error})") from error
    return raw["JOURNEY_KEYS"]


def key_file(raw: Mapping[str, str]) -> Path:
    """A file that was named must be there: one that is made here would be another than that of the other hosts.

    When none was named it is the one beside the SQLite file of DATABASE_URL, or that of the data folder.
    """
    if not raw["JOURNEY_KEY_FILE"]:
        database = Path(raw["DATABASE_URL"].removeprefix("sqlite:///"))
        beside = database.with_name(f"{database.stem}.key") if database.stem else database
        is_beside = raw["DATABASE_URL"].startswith("sqlite:///") and beside.is_file()
        return beside if is_beside else Path(raw["KOOPWIJZER_DATA"]).resolve() / "journey.key"
    path = Path(raw["JOURNEY_KEY_FILE"]).resolve()
    if raw["JOURNEY_KEY"] or not path.is_file():
        allowed = "a file that is there; empty when JOURNEY_KEY holds the key"
        raise InvalidSetting("JOURNEY_KEY_FILE", raw["JOURNEY_KEY_FILE"], allowed)
    return path
