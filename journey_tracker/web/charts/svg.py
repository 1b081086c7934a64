"""Elements of SVG as escaped text."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


def tag(name: str, /, *children: object, **attributes: object) -> Markup:
    """An element; `class_` is written `class`, `_` within a name as `-`; attributes that are None are left out."""
    given = Markup("").join(
        Markup(' {}="{}"').format(_name(key), _value(value)) for key, value in attributes.items() if value is not None
    )
    inside = Markup("").join(escape(child) for child in children)
    if not inside:
        return Markup("<{}{}/>").format(Markup(name), given)  # noqa: S704 - names are ours
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), given, inside)  # noqa: S704 - names are ours


def chart(width: float, height: float, label: str, parts: Iterable[Markup], kind: str) -> Markup:
    """A drawing of `width` by `height` units that scales with its place; `label` is what a screen reader says."""
    box = f"0 0 {_value(width)} {_value(height)}"
    return tag("svg", *parts, class_=f"chart {kind}", viewBox=box, role="img", aria_label=label)


def text(x: float, y: float, words: object, kind: str = "", anchor: str = "middle") -> Markup:
    """Words at a place; `anchor` is `start`, `middle` or `end`."""
    return tag("text", words, x=x, y=y, class_=kind or None, text_anchor=None if anchor == "start" else anchor)


def _name(key: str) -> str:
    return key if key in ("viewBox", "preserveAspectRatio") else key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    """Numbers with one decimal at most: finer than any screen draws, and half the weight."""
    return f"{round(value, 1) + 0.0:g}" if isinstance(value, int | float) else str(value)
