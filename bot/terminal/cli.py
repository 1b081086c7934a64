"""The command `chat`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.settings import Settings
from bot.terminal import own, words
from bot.terminal.chat import chat
from bot.terminal.conversation import Conversation
from bot.terminal.keyboard import Keyboard
from bot.terminal.screen import Screen

Prepare = Callable[[Settings], Path]
"""Makes sure of products and a trained model, and gives the model's path."""
Run = Callable[[Coroutine[Any, Any, Any]], Any]


def main(settings: Settings, arguments: Sequence[str], *, prepare: Prepare, run: Run) -> int:
    """Talk with the bot until the shopper leaves; raises `ShopNotStarted`."""
    parser = argparse.ArgumentParser(prog="./run chat")
    parser.add_argument("--url", default="", help="public address of a shop that runs (default: this one's)")
    parser.add_argument("--language", choices=words.LANGUAGES, default=settings.default_language)
    given = parser.parse_args(arguments)
    run(_talk(settings, given.url.rstrip("/"), given.language, prepare))
    return 0


async def _talk(settings: Settings, url: str, language: str, prepare: Prepare) -> None:
    """Talk with the shop at `url`; when empty with the one of these settings, started for the occasion if need be."""
    said, console = words.read(language, settings.address), Console()
    async with AsyncExitStack() as stack:
        if not url and not await own.serves(url := f"http://{settings.public_host}:{settings.public_port}"):
            prepare(settings)
            with Console(stderr=True).status(said["starting"]):
                url = await stack.enter_async_context(own.started(settings))
        screen = Screen(console, said)
        await chat(Conversation(url, language, screen), screen, Keyboard(console, sys.stdin))
