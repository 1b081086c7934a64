"""Brands of a feed without a brand column: the words with which titles keep beginning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

OFTEN = 3
"""Titles that must begin with the same word before it is taken for a brand."""


def brands_of(titles: Sequence[str], skip: Sequence[str] = ()) -> list[str]:
    """The brand of each title, empty when it has none; `skip` are words that are no brand ("laptop").

    A second word belongs to the brand when every title with the first word goes on with it ("Creative Labs").
    """
    groups: dict[str, list[list[str]]] = defaultdict(list)
    skipped = {word.lower() for word in skip}
    for title in titles:
        if (parts := title.split()) and parts[0].lower() not in skipped:
            groups[parts[0].lower()].append(parts)
    names = {first: _name(members) for first, members in groups.items() if _is_brand(members)}
    if len(groups) == 1 and len(titles) == len(next(iter(groups.values()))):
        return [""] * len(titles)  # a word that all begin with is rather what they are: it sets no two of them apart
    return [names.get(title.split()[0].lower(), "") if title.split() else "" for title in titles]


def _is_brand(members: Sequence[Sequence[str]]) -> bool:
    return len(members) >= OFTEN and any(c.isalpha() for c in members[0][0])


def _name(members: Sequence[Sequence[str]]) -> str:
    first = Counter(parts[0] for parts in members).most_common(1)[0][0]
    second, count = Counter(parts[1] if len(parts) > 2 else "" for parts in members).most_common(1)[0]
    varied = len({" ".join(parts[2:]) for parts in members}) >= OFTEN
    return f"{first} {second}" if varied and second.isalpha() and count == len(members) else first
