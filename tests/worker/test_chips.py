"""What a chip says can be typed: it is understood as what pressing it sends."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.worker.conftest import Bot, Conversation

pytestmark = pytest.mark.model

RESPONSES = Path(__file__).parents[2] / "data" / "responses"
LANGUAGE = {True: "en", False: "nl"}


def commands() -> list[tuple[str, str, str]]:
    """Language, label and intent of every button that sends an intent, once each."""
    texts = (
        v
        for f in RESPONSES.glob("*.yml")
        for t in yaml.safe_load(f.read_text("utf-8"))["responses"].values()
        for v in t
    )
    found = (
        (LANGUAGE["condition" in text], button["title"], button["payload"].removeprefix("/").partition("{")[0])
        for text in texts
        for button in text.get("buttons", [])
        if button["payload"].startswith("/")
    )
    return sorted(set(found))


@pytest.mark.parametrize(("language", "label", "intent"), commands())
async def test_typing_a_label_is_pressing_it(bot: Bot, language: str, label: str, intent: str) -> None:
    """The same intent, in the language in which it stands there."""
    conversation = Conversation(bot, language=language)
    await conversation.say(label)

    assert conversation.understood() == intent
