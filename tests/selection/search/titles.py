"""A made-up range with queries of which the answers are known: heads and what they are for, in every way of writing."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BRANDS = ("Vlonder", "Merkatis", "Okkerzeel", "Brandaris", "Lumo", "Tjalk")
COLOURS = {"zwart": "zwarte", "wit": "witte", "grijs": "grijze", "blauw": "blauwe", "groen": "groene", "rood": "rode"}
LINKED = {
    "hond": "honden", "bril": "brillen", "boek": "boeken", "schoen": "schoenen", "fiets": "fiets",
    "telefoon": "telefoon", "keuken": "keuken", "tuin": "tuin", "auto": "auto", "wijn": "wijn", "regen": "regen",
    "school": "school",
    "sport": "sport", "kantoor": "kantoor", "douche": "douche", "tablet": "tablet", "gitaar": "gitaar", "kat": "katten",
    "vogel": "vogel", "station": "stations", "meisje": "meisjes", "plant": "planten",
}  # fmt: skip
"""What a thing is for, and how it stands before another word."""
HEADS = {
    "hoes": "hoezen", "tas": "tassen", "kast": "kasten", "rek": "rekken", "lamp": "lampen", "houder": "houders",
    "mand": "manden", "stoel": "stoelen", "tafel": "tafels", "kussen": "kussens", "doos": "dozen",
    "spiegel": "spiegels", "koffer": "koffers", "deken": "dekens", "ketting": "kettingen", "ladder": "ladders",
    "schep": "scheppen", "mat": "matten",
}  # fmt: skip
"""Things and their plurals."""
PURPOSES = ("travel", "kitchen", "garden", "office", "camera", "guitar", "laptop", "winter", "kids", "camping")
THINGS = {
    "bag": "bags", "lamp": "lamps", "box": "boxes", "shelf": "shelves", "stand": "stands", "cover": "covers",
    "chair": "chairs", "mirror": "mirrors", "blanket": "blankets",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """A title and what it is: the thing, what it is for, and its colour."""

    text: str
    thing: tuple[str, str]
    colour: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of a kind, and the places of the titles that are what it asks for."""

    kind: str
    text: str
    right: frozenset[int]


def dutch_titles(count: int, seed: int) -> list[Title]:
    """`count` Dutch titles: compounds, "x voor y" and words apart, some in the plural."""
    chance = random.Random(seed)  # noqa: S311  # a test that repeats
    return [_dutch_title(chance) for _ in range(count)]


def dutch_queries(titles: Sequence[Title], each: int, seed: int) -> list[Asked]:
    """`each` queries of every kind, all for things that there are."""
    chance = random.Random(seed)  # noqa: S311  # a test that repeats
    ways = ("compound", "split", "voor", "plural", "typo", "adjective")
    return [_dutch_query(kind, titles, chance) for kind in ways for _ in range(each)]


def english_titles(count: int, seed: int) -> list[Title]:
    """`count` English titles: "Travel Bag", "Bag for travel", some in the plural."""
    chance = random.Random(seed)  # noqa: S311  # a test that repeats
    found = []
    for _ in range(count):
        purpose, thing, colour = (
            chance.choice(PURPOSES),
            chance.choice(list(THINGS)),
            chance.choice(["black", "red", "blue"]),
        )
        said = chance.choice([f"{purpose} {thing}", f"{thing} for {purpose}", f"{purpose} {THINGS[thing]}"])
        found.append(Title(f"{chance.choice(BRANDS)} {said} {colour}".title(), (purpose, thing), colour))
    return found


def english_queries(titles: Sequence[Title], each: int, seed: int) -> list[Asked]:
    """`each` queries of every kind, all for things that there are."""
    chance = random.Random(seed)  # noqa: S311  # a test that repeats
    found = []
    for kind in ("plain", "for", "plural", "typo"):
        for _ in range(each):
            purpose, thing = chance.choice(titles).thing
            text = {"plain": f"{purpose} {thing}", "for": f"{thing} for {purpose}"}.get(
                kind, f"{purpose} {THINGS[thing]}"
            )
            text = misspelt(f"{purpose} {thing}", chance) if kind == "typo" else text
            found.append(Asked(kind, text, _places(titles, (purpose, thing))))
    return found


def misspelt(text: str, chance: random.Random) -> str:
    """`text` with one slip of the fingers in its longest word of letters, never in the first one."""
    word = max(filter(str.isalpha, text.split()), key=len)
    at = chance.randrange(1, len(word) - 1)
    slip = chance.choice(["swap", "drop", "double", "wrong"])
    wrong = {
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "drop": word[:at] + word[at + 1 :],
        "double": word[:at] + word[at] + word[at:],
        "wrong": word[:at] + chance.choice("abdeiklnorst") + word[at + 1 :],
    }[slip]
    return text.replace(word, wrong)


def recall(asked: Sequence[Asked], found: Mapping[str, Sequence[int]], at: int = 10) -> Mapping[str, float]:
    """By kind the mean share of what could be right among the first `at` that is right, 0..1."""
    kinds = dict.fromkeys(a.kind for a in asked)
    shares = [(a.kind, len(a.right & set(found[a.text][:at])) / min(at, len(a.right))) for a in asked]
    by_kind = {kind: [share for k, share in shares if k == kind] for kind in kinds}
    return {kind: sum(each) / len(each) for kind, each in by_kind.items()}


def _dutch_title(chance: random.Random) -> Title:
    purpose, thing, colour = chance.choice(list(LINKED)), chance.choice(list(HEADS)), chance.choice(list(COLOURS))
    said = chance.choice(
        [
            LINKED[purpose] + thing,
            f"{thing} voor {LINKED[purpose]}",
            f"{purpose} {thing}",
            LINKED[purpose] + HEADS[thing],
        ]
    )
    coloured = chance.choice([f"{said} {colour}", f"{COLOURS[colour]} {said}"])
    return Title(f"{chance.choice(BRANDS)} {coloured}".title(), (purpose, thing), colour)


def _dutch_query(kind: str, titles: Sequence[Title], chance: random.Random) -> Asked:
    meant = chance.choice(titles)
    purpose, thing = meant.thing
    compound = LINKED[purpose] + thing
    if kind == "adjective":
        return Asked(kind, f"{COLOURS[meant.colour]} {compound}", _places(titles, meant.thing, meant.colour))
    text = {
        "compound": compound,
        "split": f"{purpose} {thing}",
        "voor": f"{thing} voor {LINKED[purpose]}",
        "plural": LINKED[purpose] + HEADS[thing],
        "typo": misspelt(compound, chance),
    }[kind]
    return Asked(kind, text, _places(titles, meant.thing))


def _places(titles: Sequence[Title], thing: tuple[str, str], colour: str = "") -> frozenset[int]:
    return frozenset(i for i, t in enumerate(titles) if t.thing == thing and colour in ("", t.colour))
