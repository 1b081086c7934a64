"""A category of attributes, called and advised on as the shop says; advice that does not fit is left out and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.language.sold import names_of_kind
from bot.selection.schema.advice import BOUNDS
from bot.selection.schema.naming import forms, label
from bot.selection.schema.overrides import LANGUAGES, Overrides
from bot.shop.ports import Attribute, Category, Kind, Need, Preference

NEED = "need"
"""What a question is about that asks what it is for."""


def infer_category(key: str, attributes: Iterable[Attribute], overrides: Overrides, *, name: str = "") -> Category:
    """The category of these attributes, called as `overrides` say, else by its `name` in the feed.

    A known kind of product is called by its names in both languages. What `overrides` say of attributes that it has
    not, or that cannot be tested so, is left out: see `misfits`.
    """
    named = names_of_kind(label(name or key)) or {language: (label(name or key),) * 2 for language in LANGUAGES}
    labels = {language: overrides.labels.get(language) or named[language][0] for language in LANGUAGES}
    plurals = {lang: overrides.plurals.get(lang) or _plural(overrides, lang, named[lang]) for lang in LANGUAGES}
    said = {
        lang: (labels[lang], plurals[lang], label(key), *named[lang], *overrides.synonyms.get(lang, ()))
        for lang in LANGUAGES
    }
    synonyms = {lang: tuple(dict.fromkeys(f for w in ws for f in forms(w, lang))) for lang, ws in said.items()}
    order = {attribute: place for place, attribute in enumerate(overrides.attributes)}
    ranked = sorted(attributes, key=lambda a: (a.kind is Kind.TEXT, order.get(a.key, len(order))))
    return _advised(Category(key, labels, synonyms, tuple(ranked), plurals), overrides)


def _plural(overrides: Overrides, language: str, named: tuple[str, ...]) -> str:
    return overrides.labels.get(language) or named[1]


def misfits(category: Category, overrides: Overrides) -> list[str]:
    """What `overrides` say that fits nothing of the category, each with file, key, value and what is allowed."""
    return [f"{overrides.file}: {told}" for told in _Fitting(category, overrides).misfits()]


def _advised(category: Category, overrides: Overrides) -> Category:
    known = {a.key for a in category.attributes}
    needs = (_fitting(need, category) for need in overrides.needs)
    attributes = _one_way(a if a.same_as in known - {a.key} else replace(a, same_as="") for a in category.attributes)
    return replace(
        category,
        attributes=tuple(attributes),
        needs=tuple(need for need in needs if need.prefer or need.require),
        questions=tuple(asking for asking in overrides.questions if asking.about in known | {NEED}),
        accessories=tuple(
            replace(goes, same=tuple(key for key in goes.same if key in known)) for goes in overrides.accessories
        ),
    )


def _one_way(attributes: Iterable[Attribute]) -> Iterator[Attribute]:
    """The attributes, of which no two are said to be the same as each other: the later one is."""
    given = tuple(attributes)
    same = {attribute.key: attribute.same_as for attribute in given}
    for attribute in given:
        at, seen = attribute.key, {""}
        while at not in seen:
            seen.add(at)
            at = same[at]
        if at == attribute.key:
            same[at] = ""
        yield replace(attribute, same_as=same[attribute.key])


def _fitting(need: Need, category: Category) -> Need:
    def fits(asked: Preference) -> bool:
        return not _wrong(asked, category)

    return replace(need, prefer=tuple(filter(fits, need.prefer)), require=tuple(filter(fits, need.require)))


def _wrong(asked: Preference, category: Category) -> str:
    """What is wrong with a test of an attribute: what it is and what is allowed; empty when it can be done."""
    attribute = category.attribute(asked.attribute)
    if attribute is None:
        return _unknown(asked.attribute, category)
    return "" if asked.op in (tests := _tests(attribute, asked)) else f"{asked.op!r}; allowed: {', '.join(tests)}"


def _tests(attribute: Attribute, asked: Preference) -> tuple[str, ...]:
    if attribute.kind is Kind.NUMBER:
        return (*BOUNDS, "eq") if not isinstance(asked.value, bool) else (*BOUNDS, "eq with a number")
    if attribute.kind is Kind.YES_NO:
        return ("eq",) if isinstance(asked.value, bool) else ("eq with true or false",)
    return ("in", "eq with a value") if attribute.kind is Kind.CATEGORY else ("nothing: it is text",)


def _unknown(key: str, category: Category) -> str:
    return f"{key!r}; allowed: {', '.join(a.key for a in category.attributes)}"


@dataclass(frozen=True, slots=True)
class _Fitting:
    category: Category
    overrides: Overrides

    def misfits(self) -> Iterator[str]:
        for need in self.overrides.needs:
            for kind, asked in [("prefer", p) for p in need.prefer] + [("require", p) for p in need.require]:
                if wrong := _wrong(asked, self.category) or self._no_value(asked):
                    yield f"needs.{need.key}.{kind}.{asked.attribute} is {wrong}"
        known = {a.key for a in self.category.attributes}
        for asking in self.overrides.questions:
            if asking.about not in known | {NEED}:
                yield f"questions.ask is {_unknown(asking.about, self.category)}, {NEED}"
        for goes in self.overrides.accessories:
            for key in sorted({*goes.same} - known):
                yield f"cross_sell.{goes.category}.same is {_unknown(key, self.category)}"
        yield from self._attributes(known)

    def _attributes(self, known: set[str]) -> Iterator[str]:
        for key, given in self.overrides.attributes.items():
            if given.same_as and given.same_as not in known - {key}:
                yield f"attributes.{key}.same_as is {_unknown(given.same_as, self.category)}"
            attribute = self.category.attribute(key)
            if given.buckets and attribute and attribute.kind is not Kind.NUMBER:
                said = f"attributes.{key}.buckets is {list(given.buckets)}"
                yield f"{said}; allowed: buckets of a number, and this is a {attribute.kind.value}"

    def _no_value(self, asked: Preference) -> str:
        attribute = self.category.attribute(asked.attribute)
        if attribute is None or not isinstance(asked.value, tuple):
            return ""
        missing = [v for v in asked.value if v.casefold() not in {known.casefold() for known in attribute.values}]
        return f"{missing[0]!r}; allowed: {', '.join(attribute.values)}" if missing else ""
