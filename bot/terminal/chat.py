"""The conversation in the terminal: a line is read, said and answered, until there are no more."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from bot.terminal.conversation import Conversation, Refused, TooLong
from bot.terminal.keyboard import Keyboard
from bot.terminal.screen import Screen

STOP = "/stop"


async def chat(conversation: Conversation, screen: Screen, keyboard: Keyboard) -> None:
    """Talk until the lines end or one says `/stop`; raises `NobodyThere`."""
    screen.greet()
    async with conversation.open() as staying:
        talking = asyncio.create_task(_talk(conversation, screen, keyboard), name="talk")
        try:
            await asyncio.wait([talking, staying], return_when=asyncio.FIRST_COMPLETED)
            await (talking if talking.done() else staying)
        finally:
            talking.cancel()


def choice(line: str, chips: Sequence[Mapping[str, str]]) -> Mapping[str, str] | None:
    """The chip that a line stands for, by its number from 1 or by its label; None for any other line."""
    if line.isdecimal() and 1 <= int(line) <= len(chips):
        return chips[int(line) - 1]
    return next((chip for chip in chips if chip["label"].casefold() == line.casefold()), None)


async def _talk(conversation: Conversation, screen: Screen, keyboard: Keyboard) -> None:
    while (line := await keyboard.line()) is not None and line.strip() != STOP:
        if line.strip():
            await _say(conversation, screen, line.strip())


async def _say(conversation: Conversation, screen: Screen, line: str) -> None:
    chip = choice(line, screen.chips)
    if chip and line.casefold() != chip["label"].casefold():
        screen.chosen(chip["label"])
    try:
        with screen.working():
            await (conversation.choose(chip["id"]) if chip else conversation.say(line))
    except TooLong as refused:
        screen.refused(screen.words["error_too_long"].format(allowed=refused.allowed))
    except Refused as refused:
        screen.refused(str(refused))
