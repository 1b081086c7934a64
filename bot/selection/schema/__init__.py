"""The schema of a feed, inferred: roles of columns, kinds, units, labels."""

from bot.selection.schema.attributes import brand_attribute, number_attribute
from bot.selection.schema.brands import brands_of
from bot.selection.schema.categories import infer_category, misfits
from bot.selection.schema.cells import in_stock, is_empty
from bot.selection.schema.column import Column, UnreadableCell
from bot.selection.schema.filling import with_titles
from bot.selection.schema.inference import infer_columns
from bot.selection.schema.lexicon import currencies
from bot.selection.schema.merging import merged_units
from bot.selection.schema.naming import slug, words
from bot.selection.schema.numbers import decimal_marks, number, price
from bot.selection.schema.overrides import InvalidSchema, Overrides, parse_overrides
from bot.selection.schema.relations import related, sampled
from bot.selection.schema.roles import MissingColumn, Role, Roles, category_column, find_roles
from bot.selection.schema.variants import parents, stated_parents
from bot.selection.schema.writing import schema_text

__all__ = [
    "Column",
    "InvalidSchema",
    "MissingColumn",
    "Overrides",
    "Role",
    "Roles",
    "UnreadableCell",
    "brand_attribute",
    "brands_of",
    "category_column",
    "currencies",
    "decimal_marks",
    "find_roles",
    "in_stock",
    "infer_category",
    "infer_columns",
    "is_empty",
    "merged_units",
    "misfits",
    "number",
    "number_attribute",
    "parents",
    "parse_overrides",
    "price",
    "related",
    "sampled",
    "schema_text",
    "slug",
    "stated_parents",
    "with_titles",
    "words",
]
