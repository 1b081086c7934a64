"""What a browser tells of a visit, made into CloudEvents."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from typing import Any

from journey_tracker.door import signed
from journey_tracker.door.crawlers import is_robot
from journey_tracker.door.rules import Rules
from journey_tracker.door.visit import LONGEST_TEXT, Visit, category_of, events_in, id_of, is_name, text
from journey_tracker.envelopes import NAMESPACE, BadEvent, Envelope, from_json
from journey_tracker.events import (
    TRAFFIC,
    BasketChanged,
    CheckoutStarted,
    Event,
    Identified,
    MailClicked,
    OrderPlaced,
    PageViewed,
    ProductViewed,
    ShopEvent,
    SurveyAnswered,
    TrafficMarked,
)
from journey_tracker.recorder.contacts import short_name

KINDS: Mapping[str, type[ShopEvent]] = {
    short_name(kind.name): kind
    for kind in (PageViewed, ProductViewed, BasketChanged, CheckoutStarted, MailClicked, SurveyAnswered)
}
"""What a browser may tell of by itself."""
OLDEST_MS = 24 * 3600 * 1000
"""A page keeps what it could not send no longer than this."""
LONGEST_COMMENT = 2000

_COMMON = frozenset(f.name for f in fields(ShopEvent))


class Telling:
    """Makes CloudEvents of what one request of a browser tells."""

    def __init__(self, rules: Rules, visit: Visit, user_agent: str) -> None:
        self._rules = rules
        self._visit = visit
        self._user_agent = user_agent
        self._now_ms = rules.clock()
        self.good: list[str] = []
        self.refused: list[Mapping[str, str]] = []
        """Id and reason of what is not taken; it is not kept either."""

    def take(self, given: Mapping[str, Any]) -> None:
        """Sort out all that is told."""
        for id_, kind in self._marks(given.get("traffic")):
            self._add(self._own(id_), self._now_ms, TrafficMarked(kind=kind, visitor=self._visit.visitor))
        for place, one in enumerate(events_in(given)):
            self._try(id_of(one), partial(self._contact, one, place))
        for name, told in (("customer", self._customer), ("order", self._order), ("chat", self._chat)):
            if (token := given.get(name)) is not None:
                self._try(name, partial(told, text(token, signed.MOST_CHARS + 1)))

    def _try(self, id_: str, tell: Callable[[], None]) -> None:
        try:
            tell()
        except (BadEvent, signed.BadToken) as error:
            self.refused.append({"id": id_, "reason": str(error)})

    def _marks(self, told: object) -> Iterator[tuple[str, str]]:
        if is_robot(self._user_agent):
            yield "bot", "bot"
        elif told in TRAFFIC:
            yield str(told), str(told)

    def _contact(self, one: object, place: int) -> None:
        kind = KINDS.get(str(one.get("type"))) if isinstance(one, dict) else None
        if kind is None or not isinstance(one, dict):
            raise BadEvent(f"type is no contact that a browser may tell of; allowed: {', '.join(KINDS)}")
        if not is_name(one.get("id")):
            raise BadEvent("id is missing or of the wrong sort; allowed: 16 to 64 letters, digits, - and _")
        own = {f.name: one[f.name] for f in fields(kind) if f.name in one and f.name not in _COMMON}
        data = own | self._common(kind, one) | {"seq": place}
        _check_length(data)
        self._add_checked(self._own(id_of(one)), self._when(one.get("at")), kind.name, data)

    def _common(self, kind: type[ShopEvent], one: Mapping[str, Any]) -> dict[str, Any]:
        visit = self._visit
        return {
            "visitor": visit.visitor,
            "session": visit.session,
            "channel": "email" if kind is MailClicked else "webshop",
            "language": visit.language,
            "category": category_of(one),
            "campaign": visit.campaign,
            "medium": visit.medium,
        }

    def _customer(self, token: str) -> None:
        customer = self._signed(token).get("sub")
        if not isinstance(customer, str) or not customer:
            raise signed.BadToken("the token names no customer; give it a sub")
        data = {"visitor": self._visit.visitor, "customer": customer}
        id_ = self._own(f"customer|{self._visit.session}|{customer}")
        self._add_checked(id_, self._now_ms, Identified.name, data)

    def _order(self, token: str) -> None:
        claims = self._signed(token)
        number = claims.get("order")
        if not isinstance(number, str) or not number:
            raise signed.BadToken("the token names no order; give it the number as order")
        own = {f.name: claims[f.name] for f in fields(OrderPlaced) if f.name in claims and f.name not in _COMMON}
        data = own | self._common(OrderPlaced, claims) | {"order": number, "customer": claims.get("sub", "")}
        placed_ms = _placed_ms(claims.get("iat"), self._now_ms)
        # By number alone, whoever shows it: a thank-you page that is opened again is the same order.
        self._add_checked(f"order|{number}", placed_ms, OrderPlaced.name, data)

    def _chat(self, token: str) -> None:
        conversation = self._rules.conversation(token)
        if conversation is None:
            raise signed.BadToken("the token of the chat is unknown or has expired")
        event = Identified(conversation=conversation, visitor=self._visit.visitor)
        self._add(self._own(f"chat|{conversation}"), self._now_ms, event)

    def _signed(self, token: str) -> Mapping[str, Any]:
        return signed.claims(token, self._rules.secret, self._now_ms / 1000)

    def _when(self, at: object) -> int:
        """By our clock: the browser's may be wrong, but it knows how long ago it was when it sent this."""
        if isinstance(at, bool) or not isinstance(at, int):
            raise BadEvent("at is no time in epoch milliseconds")
        return self._now_ms - min(max(self._visit.sent_ms - at, 0), OLDEST_MS)

    def _add_checked(self, id_: str, time_ms: int, name: str, data: Mapping[str, Any]) -> None:
        moment = datetime.fromtimestamp(time_ms / 1000, UTC).isoformat(timespec="milliseconds")
        given = {"specversion": "1.0", "id": self._sealed(id_), "source": self._source, "type": name}
        self.good.append(from_json(json.dumps({**given, "time": moment, "data": data})).to_json())

    def _add(self, id_: str, time_ms: int, event: Event) -> None:
        self.good.append(Envelope(self._source, time_ms, event, id=self._sealed(id_)).to_json())

    @property
    def _source(self) -> str:
        return f"/site/{self._rules.site}"

    def _own(self, id_: str) -> str:
        """An id that no other visitor can take."""
        return f"{self._visit.visitor}|{id_}"

    def _sealed(self, id_: str) -> str:
        """The id as it is kept: it tells nothing of the visitor."""
        return str(uuid.uuid5(NAMESPACE, f"{self._source}|{id_}"))


def _check_length(data: Mapping[str, Any]) -> None:
    for name, value in data.items():
        most = LONGEST_COMMENT if name == "comment" else LONGEST_TEXT
        if isinstance(value, str) and len(value) > most:
            raise BadEvent(f"{name} has {len(value)} characters; allowed: at most {most}")


def _placed_ms(issued_s: object, now_ms: int) -> int:
    """When the shop signed an order, which it does as it is placed; now when it does not say."""
    told = isinstance(issued_s, int | float) and not isinstance(issued_s, bool) and 0 < issued_s * 1000 < now_ms
    return int(issued_s * 1000) if told else now_ms  # type: ignore[operator]  # a number, as was just seen
