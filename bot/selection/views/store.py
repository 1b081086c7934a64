"""A category's view in a folder: what an offer changes apart from what a new feed alone changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns

from bot.selection.columns import Columns
from bot.selection.ids import Ids
from bot.selection.search import TextIndex, product_texts
from bot.selection.search.files import UnusableIndex
from bot.selection.views.pack import Arrays, BrokenPack, read_pack, write_pack
from bot.shop.ports import Category, Product

FACTS = "facts.view"
OFFERS = "offers.view"
WORDS = "words"
UNREADABLE = (BrokenPack, UnusableIndex)
"""What reading raises when files are missing, damaged or of another version: they are to be made again."""


def save_view(view: Columns, words: TextIndex, folder: Path) -> None:
    """Write a view in a new folder. Raises `OSError`."""
    folder.mkdir(parents=True)
    ids: Arrays = {"ids.text": view.ids.text, "ids.ends": view.ids.ends, "ids.order": view.ids.order}
    numbers = {f"number.{key}": column for key, column in view.numbers.items() if key != "price"}
    codes = {f"code.{key}": column for key, column in view.codes.items()}
    told = {"numbers": list(view.numbers), "values": {key: list(values) for key, values in view.values.items()}}
    write_pack(folder / FACTS, {**ids, **numbers, **codes, "parents": view.parents}, told)
    _save_offers(view, folder)
    words.save(folder / WORDS)


def save_offers(view: Columns, folder: Path, before: Path) -> None:
    """Write a view in a new folder that differs from the one in `before` by its offers only. Raises `OSError`."""
    copytree(before, folder, copy_function=_share, ignore=ignore_patterns(OFFERS))
    _save_offers(view, folder)


def share_view(folder: Path, before: Path) -> None:
    """Put the view of the folder `before` in a new folder as it is. Raises `OSError`."""
    copytree(before, folder, copy_function=_share)


def load_view(folder: Path) -> Columns:
    """The columns in a folder, read-only. Raises one of `UNREADABLE`."""
    facts, offers = read_pack(folder / FACTS), read_pack(folder / OFFERS)
    try:
        return _view({**facts.arrays, **offers.arrays}, facts.told["numbers"], facts.told["values"])
    except KeyError as error:
        raise BrokenPack(folder, f"lacks {error}") from error


def load_words(folder: Path) -> TextIndex:
    """The text index in a folder. Raises one of `UNREADABLE`."""
    return TextIndex.load(folder / WORDS)


def make_words(products: Iterable[Product], category: Category) -> TextIndex:
    """The text index of a category's products, in their order."""
    return TextIndex.build(product_texts(products, category))


def _share(file: str, other: str) -> None:
    """Give a file that is never written again a second name; a copy where the disk knows no second names."""
    try:
        Path(other).hardlink_to(file)
    except OSError:
        copyfile(file, other)


def _save_offers(view: Columns, folder: Path) -> None:
    prices: Arrays = {"number.price": view.prices} if "price" in view.numbers else {}
    rest: Arrays = {"in_stock": view.in_stock, "base": view.base, "price_scale": view.price_scale}
    write_pack(folder / OFFERS, {**prices, **rest}, {})


def _view(arrays: Arrays, numbers: list[str], values: dict[str, list[str]]) -> Columns:
    return Columns(
        ids=Ids(arrays["ids.text"], arrays["ids.ends"], arrays["ids.order"]),
        numbers={key: arrays[f"number.{key}"] for key in numbers},
        codes={key: arrays[f"code.{key}"] for key in values},
        values={key: tuple(known) for key, known in values.items()},
        parents=arrays["parents"],
        in_stock=arrays["in_stock"],
        base=arrays["base"],
        price_scale=arrays["price_scale"],
    )
