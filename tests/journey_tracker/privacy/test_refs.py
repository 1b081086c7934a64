from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.privacy import BadKey, Refs, is_shaped_like_ref, open_refs

REFS = Refs(b"k" * 32)


class TestRefs:
    @given(st.text(min_size=1))
    def test_are_short_and_fit_in_an_address(self, raw: str) -> None:
        """Whatever the shop calls somebody, the reference has 29 plain characters and does not tell it."""
        ref = REFS.ref("customer", raw)

        assert is_shaped_like_ref(ref)
        assert len(ref) == 29

    def test_are_the_same_each_time(self) -> None:
        """So contacts join, today and next year."""
        assert REFS.ref("customer", "12") == Refs(b"k" * 32).ref("customer", "12")

    def test_differ_by_person_kind_and_key(self) -> None:
        """Customer 12, visitor 12, customer 13 and customer 12 of another shop have nothing in common."""
        made = [REFS.ref("customer", "12"), REFS.ref("visitor", "12"), REFS.ref("customer", "13")]
        made.append(Refs(b"q" * 32).ref("customer", "12"))

        assert len(set(made)) == 4

    @given(st.text(min_size=1), st.sampled_from(["visitor", "customer"]))
    def test_are_never_made_twice(self, raw: str, kind: str) -> None:
        """A reference stays what it is, of whatever kind it is said to be."""
        ref = REFS.ref("customer", raw)

        assert REFS.ref(kind, ref) == ref

    def test_are_not_believed_for_their_looks(self) -> None:
        """A shop that calls a customer like a reference gets one of its own."""
        forged = "p1_" + "A" * 26

        assert is_shaped_like_ref(forged)
        assert not REFS.is_ref(forged)
        assert REFS.ref("customer", forged) != forged

    def test_of_nobody_are_empty(self) -> None:
        """Without consent there is nobody, and that stays so."""
        assert REFS.ref("visitor", "") == ""

    def test_want_a_long_key(self) -> None:
        """A short one could be guessed."""
        with pytest.raises(BadKey, match="31 bytes"):
            Refs(b"k" * 31)


class TestKeyText:
    def test_makes_what_a_file_with_it_makes(self, tmp_path: Path) -> None:
        """On hosts apart a key is a file on one and a setting on another."""
        file = tmp_path / "journey.key"
        made = open_refs(file).ref("customer", "12")

        assert open_refs(file.read_text().strip()).ref("customer", "12") == made

    def test_that_is_no_key_is_refused_and_not_shown(self) -> None:
        """The message may be read by anybody."""
        with pytest.raises(BadKey) as caught:
            open_refs("geheim")

        assert "geheim" not in str(caught.value)


class TestKeyFile:
    def test_is_made_once_and_only_for_its_owner(self, tmp_path: Path) -> None:
        """The second time it is read."""
        file = tmp_path / "data" / "journey.key"

        first, second = open_refs(file), open_refs(file)

        assert first.ref("customer", "12") == second.ref("customer", "12")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert [f.name for f in file.parent.iterdir()] == ["journey.key"]

    def test_is_one_for_all_who_start_at_once(self, tmp_path: Path) -> None:
        """Whoever writes it first has written it."""
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda _: open_refs(tmp_path / "journey.key").ref("customer", "12"), range(8)))

        assert len(set(made)) == 1

    @pytest.mark.parametrize("content", ["", "zz", "00ff"])
    def test_that_holds_no_key_is_not_written_over(self, tmp_path: Path, content: str) -> None:
        """It may be the copy that went wrong: a person decides."""
        file = tmp_path / "journey.key"
        file.write_text(content)
        file.chmod(0o600)

        with pytest.raises(BadKey, match="put back the copy"):
            open_refs(file)
        assert file.read_text() == content

    def test_that_others_can_read_is_refused(self, tmp_path: Path) -> None:
        """The message says how to close it."""
        file = tmp_path / "journey.key"
        open_refs(file)
        file.chmod(0o640)

        with pytest.raises(BadKey, match="chmod 600"):
            open_refs(file)

    def test_that_is_lost_is_not_made_for_whoever_looks_somebody_up(self, tmp_path: Path) -> None:
        """With a new one nobody would be found, and that would be taken for an answer."""
        with pytest.raises(BadKey, match="put back the copy"):
            open_refs(tmp_path / "journey.key", create=False)
        assert list(tmp_path.iterdir()) == []
