"""What the shopper reads when somebody of staff comes or goes, in the shopper's own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.desk.pages import LANGUAGES, read_texts
from bot.handoff.attending import JOINED
from bot.handoff.queue import Handoff
from bot.language.address import all_addressed


@dataclass(frozen=True, slots=True)
class Announcements:
    """The `Texts` of `bot.handoff.attending`."""

    shop_name: str
    texts: Mapping[str, Mapping[str, str]]
    """By language, then by what happened: `agent_joined`, `returned` or `completed`."""

    def __call__(self, event: str, handoff: Handoff) -> str:
        """The sentence; a language without texts is answered in the first of ours."""
        told = self.texts.get(handoff.language, self.texts[LANGUAGES[0]])
        happened = event if event == JOINED else handoff.stage.value
        return told[happened].format(name=handoff.agent, shop=self.shop_name)


DUTCH = "nl"


def announcements(folder: Path, *, shop_name: str, address: str = "je") -> Announcements:
    """The sentences in the texts of `folder`, the Dutch ones with `address`."""
    texts = {name: read_texts(folder, name)["shopper"] for name in LANGUAGES}
    return Announcements(shop_name, texts | {DUTCH: all_addressed(texts[DUTCH], address)})
