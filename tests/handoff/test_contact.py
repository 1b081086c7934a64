"""Where a shopper can be reached, found in what was typed."""

from __future__ import annotations

import pytest

from bot.handoff.contact import Contact, contact_in
from bot.handoff.ports import ContactKind


class TestContactIn:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("bel me op 06-12345678.", Contact(ContactKind.PHONE, "+31612345678")),
            ("\uff10\uff16 1234\u200b5678", Contact(ContactKind.PHONE, "+31612345678")),
            ("Jan@\u200bExample.NL", Contact(ContactKind.EMAIL, "Jan@example.nl")),
        ],
    )
    def test_reads_a_contact_as_it_was_typed(self, typed: str, expected: Contact) -> None:
        """Nobody has to clean the text first."""
        assert contact_in(typed) == expected

    def test_the_first_of_two_ways_counts(self) -> None:
        """Whoever gives both is reached in the way that was named first."""
        assert contact_in("bel 0612345678 of mail jan@example.nl") == Contact(ContactKind.PHONE, "+31612345678")
        assert contact_in("mail jan@example.nl of bel 0612345678") == Contact(ContactKind.EMAIL, "jan@example.nl")

    @pytest.mark.parametrize("typed", ["", "spreek een medewerker", "€ 1.049,00", "bestelnummer 0201234567"])
    def test_gives_none_when_there_is_no_way(self, typed: str) -> None:
        """Only then the form asks again."""
        assert contact_in(typed) is None
