"""The name under which a member of staff is shown to shoppers."""

from __future__ import annotations

import unicodedata

SHORTEST, LONGEST = 2, 30
"""Characters, after cleaning."""


def staff_name(given: str) -> str:
    """`given` without what cannot be seen and with single spaces; empty when that is no name of 2 to 30 characters."""
    spaced = " ".join(unicodedata.normalize("NFKC", given).split())
    seen = "".join(character for character in spaced if not unicodedata.category(character).startswith("C"))
    named = SHORTEST <= len(seen) <= LONGEST and any(map(str.isalpha, seen))
    return seen if named else ""
