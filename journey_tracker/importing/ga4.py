"""The e-commerce events of Google Analytics 4 as its BigQuery export writes them, in JSON lines or CSV.

Names of fields: https://support.google.com/analytics/answer/7029846 (export schema).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from journey_tracker.events import (
    BasketChanged,
    CheckoutStarted,
    OrderPlaced,
    OrderReturned,
    PageViewed,
    ProductViewed,
    ShopEvent,
)
from journey_tracker.importing.mapping import BadRow
from journey_tracker.validation import LONGEST_NAME

SOURCE = "/import/ga4"
CURRENCY = "EUR"
HOME = "home"
LEFT_OUT = ("session_start", "first_visit", "user_engagement", "scroll", "view_item_list", "select_item")
"""Names that tell of no contact beside the one that has an event of its own."""
Given: TypeAlias = Mapping[str, Any]


def time_micros(given: Given) -> int:
    """When it happened, microseconds since 1970; raises `BadRow`."""
    try:
        return int(given.get("event_timestamp", ""))
    except (TypeError, ValueError) as error:
        told = given.get("event_timestamp")
        raise BadRow(f"event_timestamp is {told!r}; allowed: microseconds since 1970") from error


def event_of(given: Given, seq: int) -> ShopEvent:
    """The event that a row is; its name must be one of `EVENTS`. Raises `BadRow`."""
    common = {"seq": seq, **_who(given), **_where(given)}
    return EVENTS[str(given.get("event_name"))](given, common)


def nested(row: Mapping[str, str]) -> Given:
    """A row of CSV in the shape of the JSON: dots in names nest, cells that hold JSON are read."""
    found: dict[str, Any] = {}
    for name, cell in row.items():
        *groups, last = name.split(".")
        place = found
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = _cell(name, cell)
    return found


def _cell(name: str, cell: str) -> Any:
    if not cell.startswith(("[", "{")):
        return cell or None
    try:
        return json.loads(cell)
    except ValueError as error:
        raise BadRow(f"{name} holds no JSON: {error}") from error


def _who(given: Given) -> dict[str, str]:
    return {"visitor": _text(given.get("user_pseudo_id")), "customer": _text(given.get("user_id"))}


def _where(given: Given) -> dict[str, str]:
    source = given.get("collected_traffic_source") or {}
    first = given.get("traffic_source") or {}
    session = _param(given, "ga_session_id")
    return {
        "session": f"{_text(given.get('user_pseudo_id'))}.{session}"[:LONGEST_NAME] if session else "",
        "language": _text((given.get("device") or {}).get("language"))[:2].lower(),
        "medium": _text(source.get("manual_medium") or first.get("medium"))[:LONGEST_NAME],
        "campaign": _text(source.get("manual_campaign_name") or first.get("name"))[:LONGEST_NAME],
    }


def _page(given: Given, common: Mapping[str, Any]) -> ShopEvent:
    return PageViewed(page=_text(_param(given, "page_type")) or _first_part(given), **common)


def _named_page(page: str) -> Callable[[Given, Mapping[str, Any]], ShopEvent]:
    return lambda _, common: PageViewed(page=page, **common)


def _first_part(given: Given) -> str:
    """The kind of page by the first part of its path: what follows may name people or searches."""
    path = urlsplit(_text(_param(given, "page_location"))).path
    return next((part for part in path.split("/") if part), HOME)


def _product(given: Given, common: Mapping[str, Any]) -> ShopEvent:
    item = _item(given)
    return ProductViewed(**_offer(given, item), **common, category=_category(item))


def _basket(given: Given, common: Mapping[str, Any]) -> ShopEvent:
    item = _item(given)
    taken_out = given.get("event_name") == "remove_from_cart"
    quantity = 0 if taken_out else int(_number("quantity", item.get("quantity") or 1))
    return BasketChanged(quantity=quantity, **_offer(given, item), **common, category=_category(item))


def _checkout(given: Given, common: Mapping[str, Any]) -> ShopEvent:
    return CheckoutStarted(value_cents=_value(given, "value"), **common)


def _order(given: Given, common: Mapping[str, Any]) -> ShopEvent:
    return OrderPlaced(
        order=_transaction(given),
        value_cents=_value(given, "purchase_revenue"),
        products=tuple(_text(item.get("item_id")) for item in _items(given)),
        offer=_text(_param(given, "coupon")),
        category=_category(next(iter(_items(given)), {})),
        **common,
    )


def _refund(given: Given, common: Mapping[str, Any]) -> ShopEvent:
    return OrderReturned(order=_transaction(given), value_cents=_value(given, "refund_value"), **common)


EVENTS: Mapping[str, Callable[[Given, Mapping[str, Any]], ShopEvent]] = {
    "page_view": _page,
    "view_search_results": _named_page("search"),
    "view_cart": _named_page("cart"),
    "view_item": _product,
    "add_to_cart": _basket,
    "remove_from_cart": _basket,
    "begin_checkout": _checkout,
    "purchase": _order,
    "refund": _refund,
}
"""What each name of GA4 becomes."""


def _transaction(given: Given) -> str:
    order = _text((given.get("ecommerce") or {}).get("transaction_id") or _param(given, "transaction_id"))
    if not order or order == "(not set)":
        raise BadRow("transaction_id is empty; an order needs its number")
    return order


def _value(given: Given, name: str) -> int:
    """In cents: what `ecommerce` tells under `name`, else the parameter `value`."""
    told = (given.get("ecommerce") or {}).get(name)
    return _cents(given, name, _param(given, "value") if told is None else told)


def _offer(given: Given, item: Given) -> dict[str, Any]:
    price = _cents(given, "price", item.get("price"))
    discount = _cents(given, "discount", item.get("discount"))
    return {
        "product": _text(item.get("item_id")),
        "price_cents": price,
        "list_price_cents": price + discount if price and discount else 0,
        "offer": _text(item.get("coupon") or item.get("promotion_name")),
    }


def _cents(given: Given, name: str, value: Any) -> int:
    if value in (None, ""):
        return 0
    currency = _param(given, "currency") or CURRENCY
    if currency != CURRENCY:
        raise BadRow(f"currency is {currency!r}; allowed: {CURRENCY}")
    return int((_number(name, value) * 100).to_integral_value())


def _number(name: str, value: Any) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise BadRow(f"{name} is {value!r}; allowed: a number") from error
    if not number.is_finite():
        raise BadRow(f"{name} is {value!r}; allowed: a number")
    return number


def _items(given: Given) -> Sequence[Given]:
    items = given.get("items") or []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BadRow("items is no list of objects")
    return items


def _item(given: Given) -> Given:
    return next(iter(_items(given)), {})


def _category(item: Given) -> str:
    category = _text(item.get("item_category"))
    return "" if category == "(not set)" else category.lower()[:LONGEST_NAME]


def _param(given: Given, key: str) -> Any:
    """A parameter of the event: of the export's list of keys and values, or of a plain object."""
    params = given.get("event_params") or {}
    if isinstance(params, dict):
        return params.get(key)
    for param in params:
        if isinstance(param, dict) and param.get("key") == key:
            values = (param.get("value") or {}).values()
            return next((value for value in values if value not in (None, "")), None)
    return None


def _text(value: Any) -> str:
    return "" if value is None else str(value)
