"""What the cells of a feed say beside numbers: nothing, yes or no, in stock or not."""

from __future__ import annotations

from bot.selection.schema.lexicon import word_set
from bot.selection.schema.numbers import number


def is_empty(cell: str) -> bool:
    """True for an empty cell and for what people write to say that they do not know."""
    return cell.strip().lower() in word_set("empty")


def yes_no(cell: str) -> bool | None:
    """True or False for a yes or a no in Dutch or English, None for anything else."""
    word = cell.strip().lower()
    return True if word in word_set("yes") else False if word in word_set("no") else None


def in_stock(cell: str) -> bool | None:
    """Whether a stock cell (a count, yes or no, or words as "out_of_stock") says that it can be sent.

    None when it is unreadable. An empty cell counts as in stock: a shop that does not say, sells.
    """
    if is_empty(cell):
        return True
    count = number(cell)
    if count is not None:
        return count > 0
    words = cell.rsplit("/", 1)[-1].replace("_", " ").strip().lower()
    if words in word_set("in_stock"):
        return True
    return False if words in word_set("out_of_stock") else yes_no(words)
