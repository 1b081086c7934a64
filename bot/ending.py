"""How a command ends that did not go well: with an error the user can mend, or because nobody reads on."""

from __future__ import annotations

import os
import sys

from bot.setting_kinds import InvalidSetting

EXPECTED = (OSError, InvalidSetting)
"""Errors that are the user's to mend: shown as one line, without a traceback."""
OURS = ("bot", "journey_tracker")


def is_expected(error: Exception) -> bool:
    """Whether the error says what to do; those of others, and bugs, keep their traceback."""
    return isinstance(error, EXPECTED) or type(error).__module__.partition(".")[0] in OURS


def is_unread() -> bool:
    """Whether nobody reads the output any more (`| head`); what is left of it then goes nowhere, at exit too."""
    try:
        os.write(sys.stdout.fileno(), b"\n")  # only writing tells; a pipe inside the program may be what broke
    except BrokenPipeError:
        _write_nowhere()
        return True
    return False


def _write_nowhere() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
