"""Played dialogues as Markdown, as a shopper saw them: for whoever would rather read than run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- played -->", "<!-- /played -->"
"""Between these lines of a page stands what was played."""
_FITS = {True: " ✓", False: " ✗", None: ""}


class NoPlace(Exception):
    """A page has no place for dialogues."""

    def __init__(self, page: Path) -> None:
        """Say which page, and what it needs."""
        super().__init__(f"{page} has no lines {BEGIN} and {END} in that order; write them where the dialogues belong.")


def write_into(page: Path, dialogues: Iterable[str]) -> None:
    """Put `dialogues` between the two marks of `page`, in place of what stood there. Raises `NoPlace`, `OSError`."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(f"{BEGIN}\n")
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoPlace(page)
    played = "\n".join(dialogues)
    page.write_text(f"{before}{BEGIN}\n{played}\n{END}{after}", encoding="utf-8")


def markdown(title: str, turns: Sequence[Mapping[str, Any]]) -> str:
    """One dialogue under its title; `turns` as docs/judging.md has them."""
    return "\n".join([f"\n## {title}", *(line for turn in turns for line in _turn(turn))])


def _turn(turn: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n> **{_plain(turn['user'])}**"
    for reply in turn["replies"]:
        yield ""
        yield _plain(reply["text"])
        if reply.get("cards"):
            yield ""
            yield from map(_card, reply["cards"])
        if reply.get("table"):
            yield ""
            yield from _table(reply["table"])
        if reply.get("chips"):
            yield ""
            yield " ".join(f"`{chip['label']}`" for chip in reply["chips"])


def _card(card: Mapping[str, Any]) -> str:
    facts = ", ".join(f"{f['label']} {f['value']}{_FITS[f['fits']]}" for f in card["facts"])
    title = f"**{_plain(card['title'])}**"
    named = title if card.get("in_stock", True) else f"~~{title}~~"
    return f"- {named} {card['price']}" + (f": {_plain(facts)}" if facts else "")


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    titles = [_plain(product["title"]) for product in table["products"]]
    yield _row(["", *titles])
    yield _row(["---"] * (len(titles) + 1))
    yield _row(["", *(product["price"] for product in table["products"])])
    for row in table["rows"]:
        marked = zip(row["values"], row["fits"], strict=True)
        yield _row([row["label"], *(f"{value}{_FITS[fits]}" for value, fits in marked)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _plain(text: str) -> str:
    """The text with what Markdown would read as its own kept as it is."""
    return text.replace("*", r"\*").replace("<", "&lt;").replace("\n", "  \n")
