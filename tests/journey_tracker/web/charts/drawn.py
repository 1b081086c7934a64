"""Reading a drawing back."""

from __future__ import annotations

from xml.etree import ElementTree

NAMESPACE = "{http://www.w3.org/2000/svg}"


def read(drawing: str) -> ElementTree.Element:
    """The drawing as a tree; raises when it is no well-formed XML."""
    return ElementTree.fromstring(drawing)  # noqa: S314 - we made it


def words(drawing: str) -> list[str]:
    """What is written in it."""
    return ["".join(element.itertext()) for element in read(drawing).iter("text")]


def classes(drawing: str, element: str) -> list[str]:
    """The classes of its elements of one kind."""
    return [found.get("class", "") for found in read(drawing).iter(element)]
