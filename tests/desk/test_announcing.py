from __future__ import annotations

import pytest

from bot.desk.announcing import announcements
from bot.desk.services import FOLDER


class TestAnnouncements:
    @pytest.mark.parametrize(("address", "said"), [("je", "Je praat weer"), ("u", "U praat weer")])
    def test_speak_to_the_shopper_as_set(self, address: str, said: str) -> None:
        """Only in Dutch is there anything to choose."""
        texts = announcements(FOLDER, shop_name="Winkel", address=address).texts

        assert said in texts["nl"]["returned"]
        assert texts["en"] == announcements(FOLDER, shop_name="Winkel").texts["en"]
