from __future__ import annotations

from pathlib import Path

import pytest

from bench.application import EXTRA, Variant, environment
from bot import settings
from bot.setting_table import TABLE


class TestVariant:
    @pytest.mark.parametrize("encoder", ["use", "none"])
    def test_its_settings_are_those_of_the_application(self, encoder: str, tmp_path: Path) -> None:
        """They are read as they are meant, with a data folder and ports of its own."""
        read = settings.read(Variant(encoder).settings(tmp_path, 12345))

        assert (read.encoder, read.data, read.public_port) == (encoder, tmp_path, 12345)

    def test_no_limit_of_one_address_is_in_the_way(self) -> None:
        """All shoppers of a bench come from one address; a name that is no setting would change nothing."""
        assert {setting.name for setting in TABLE} >= set(EXTRA)

    def test_workers_are_set_only_when_they_are_named(self, tmp_path: Path) -> None:
        """Else the application has its own default."""
        assert "WORKERS" not in Variant().settings(tmp_path, 0)
        assert Variant(workers=3).settings(tmp_path, 0)["WORKERS"] == "3"


class TestEnvironment:
    def test_settings_of_the_developer_are_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A bench measures the defaults, whatever is set in the shell."""
        monkeypatch.setenv("MAX_CHARS", "5")
        monkeypatch.setenv("PATH", "/somewhere")
        given = environment({"ENCODER": "none"})

        assert "MAX_CHARS" not in given
        assert (given["ENCODER"], given["PATH"], given["OMP_NUM_THREADS"]) == ("none", "/somewhere", "1")
