from __future__ import annotations

from bot.setting_table import TABLE


class TestTable:
    def test_every_setting_says_what_it_is_for(self) -> None:
        """Names are unique and each has a sentence of help."""
        names = [setting.name for setting in TABLE]

        assert len(set(names)) == len(names)
        assert [s.name for s in TABLE if not s.help.endswith(".")] == []
