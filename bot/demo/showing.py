"""Products, filters and lines as the templates show them, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.demo.facets import Facet, Shape
from bot.demo.listing import Listing, Section
from bot.demo.query import Filter, Op, Question, Sort, written
from bot.demo.visit import Visit, category_path, drawing_path, product_path
from bot.selection import format as formatted
from bot.selection.cards import card, label
from bot.selection.state import State
from bot.shop.ports import Category, Product, Value

OPEN_FACETS = 4
"""So many filters are unfolded from the start."""
SHOWN_OPTIONS = 8
"""So many values of a filter are in view, the others fold out."""
_ASIDE = ("rating", "reviews", "energy_label")
"""What a tile shows beside its facts."""
View = dict[str, Any]
Strings = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Showing:
    """How things are shown on one page."""

    visit: Visit
    strings: Strings

    def product(self, product: Product, category: Category, *, facts: int = 3) -> View:
        """A product as a tile, with so many facts."""
        shown = card(product, category, State(category=category.key), self.visit.language, limit=facts + len(_ASIDE))
        aside = {self._label(category, key) for key in _ASIDE}
        reviews = product.fact("reviews")
        return shown | {
            "href": self.visit.link(product_path(product.id)),
            "image": image(product),
            "facts": [fact for fact in shown["facts"] if fact["label"] not in aside][:facts],
            "reviews": int(reviews) if isinstance(reviews, float) else 0,
        }

    def category(self, category: Category, best: Iterable[Product]) -> View:
        """A category with its best products; the first of them stands for it."""
        products = [self.product(product, category, facts=2) for product in best]
        return {
            "key": category.key,
            "label": self._name(category),
            "href": self.visit.link(category_path(category.key)),
            "image": next((product["image"] for product in products), ""),
            "products": products,
        }

    def filters(self, section: Section, question: Question, counts: Mapping[str, tuple[int, ...]]) -> list[View]:
        """The filters of a category, as they are set."""
        return [self._facet(facet, question, counts, place) for place, facet in enumerate(section.facets)]

    def switches(self, section: Section, question: Question, counts: Mapping[str, tuple[int, ...]]) -> list[View]:
        """The filters that are only on or off, taken together."""
        return [
            self._option(facet, place, question, counts) | {"label": self._label(section.category, facet.attribute.key)}
            for facet in section.facets
            if facet.shape is Shape.SWITCH
            for place in range(len(facet.values))
        ]

    def applied(self, category: Category, question: Question) -> list[View]:
        """What is filtered on, each with the list without it."""
        return [self._applied(category, question, one) for one in question.filters]

    def ways(self, category: Category, question: Question, found: Listing) -> list[View]:
        """What to leave out when nothing is left."""
        return [self._applied(category, question, way.dropped) | {"count": way.count} for way in found.ways]

    def sorts(self, category: Category, question: Question) -> list[View]:
        """The orders to choose from."""
        own = [pair for one in question.filters for pair in one.parameters()]
        path = category_path(category.key)
        return [
            {
                "label": self.strings[f"sort_{sort}"],
                "href": self.visit.link(path, own + ([] if sort is Sort.RATING else [("sort", str(sort))])),
                "current": sort is question.sort,
            }
            for sort in Sort
        ]

    def page(self, category: Category, question: Question, number: int) -> str:
        """Address of another page of the same list."""
        own = [pair for pair in question.parameters() if pair[0] != "page"]
        turned = own + ([("page", str(number))] if number > 1 else [])
        return self.visit.link(category_path(category.key), turned)

    def _facet(self, facet: Facet, question: Question, counts: Mapping[str, tuple[int, ...]], place: int) -> View:
        key = facet.attribute.key
        options = [self._option(facet, n, question, counts) for n in range(len(facet.masks))]
        return {
            "key": key,
            "name": f"{key}.{Op.IS}",
            "label": _heading(facet.attribute.labels.get(self.visit.language) or key),
            "shape": str(facet.shape),
            "open": place < OPEN_FACETS or any(f.attribute == key for f in question.filters),
            "options": options[:SHOWN_OPTIONS],
            "more": options[SHOWN_OPTIONS:],
            "bounds": [self._bound(facet, op, question) for op in (Op.MIN, Op.MAX)],
        }

    def _option(self, facet: Facet, place: int, question: Question, counts: Mapping[str, tuple[int, ...]]) -> View:
        value = facet.values[place]
        return {
            "name": f"{facet.attribute.key}.{Op.IS}",
            "value": written(value),
            "label": formatted.value(facet.attribute, value, self.visit.language),
            "count": counts[facet.attribute.key][place],
            "chosen": _same(value) in map(_same, question.chosen(facet.attribute.key, Op.IS)),
        }

    def _bound(self, facet: Facet, op: Op, question: Question) -> View:
        chosen = question.chosen(facet.attribute.key, op)
        steps = sorted({*(float(step) for step in facet.values if not isinstance(step, str)), *map(float, chosen)})
        return {
            "name": f"{facet.attribute.key}.{op}",
            "label": self.strings[f"bound_{op}"],
            "given": written(chosen[0]) if chosen else "",
            "steps": [
                {"value": written(step), "label": formatted.value(facet.attribute, step, self.visit.language)}
                for step in steps
            ],
        }

    def _applied(self, category: Category, question: Question, one: Filter) -> View:
        path, left = category_path(category.key), question.without(one)
        return {"label": self._said(category, one), "href": self.visit.link(path, left.parameters())}

    def _said(self, category: Category, one: Filter) -> str:
        attribute = category.attribute(one.attribute)
        if attribute is None:
            return self.strings["only_in_stock"]
        values = [formatted.value(attribute, value, self.visit.language) for value in one.values]
        said = self.strings["or"].join(values)
        return self.strings[f"filter_{one.op}"].format(label=self._label(category, one.attribute), value=said)

    def _label(self, category: Category, key: str) -> str:
        return label(category, key, self.visit.language)

    def _name(self, category: Category) -> str:
        return _heading(category.plurals.get(self.visit.language) or category.key)


def unseen(question: Question, filters: Iterable[View]) -> list[tuple[str, str]]:
    """The parameters of a question for which no field is shown: a form must carry them on."""
    fields = {("stock", "yes")}
    for shown in filters:
        fields |= {(option["name"], _same(option["value"])) for option in (*shown["options"], *shown["more"])}
        if not shown["options"]:
            fields |= {(bound["name"], bound["given"]) for bound in shown["bounds"]}
    return [(k, v) for k, v in question.parameters() if (k, _same(v)) not in fields and k != "page"]


def _same(value: Value) -> str:
    """Equal for values that are the same filter."""
    return written(value).casefold()


def _heading(name: str) -> str:
    return name[:1].upper() + name[1:]


def image(product: Product) -> str:
    """Address of a product's picture: the feed's own where it is on the web, else our drawing of it."""
    return product.image if product.image.startswith("https://") else drawing_path(product.id)
