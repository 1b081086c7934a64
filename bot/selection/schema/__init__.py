"""The schema of a feed, inferred: roles of columns, kinds, units, labels."""

from bot.selection.schema.brands import brands_of
from bot.selection.schema.cells import in_stock, is_empty
from bot.selection.schema.inference import (
    Column,
    UnreadableCell,
    brand_attribute,
    infer_category,
    infer_columns,
    merged_units,
    number_attribute,
)
from bot.selection.schema.naming import slug
from bot.selection.schema.numbers import decimal_marks, number, price
from bot.selection.schema.overrides import InvalidSchema, Overrides, parse_overrides
from bot.selection.schema.roles import MissingColumn, Role, Roles, find_roles

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
    "decimal_marks",
    "find_roles",
    "in_stock",
    "infer_category",
    "infer_columns",
    "is_empty",
    "merged_units",
    "number",
    "number_attribute",
    "parse_overrides",
    "price",
    "slug",
]
