"""The doors of the journey tracker on the public port, under the shop's settings."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.address import Addresses
from bot.gateway.guard import Visitors
from bot.settings import Settings
from journey_tracker.door import Keys, Rules, build_door
from journey_tracker.ports import JourneyStore


def is_wanted(settings: Settings) -> bool:
    """Whether anybody may send journey events here."""
    return bool(settings.journey_keys or settings.journey_site)


def door(store: JourneyStore, settings: Settings, addresses: Addresses, visitors: Visitors) -> web.Application:
    """The doors, with the limits and origins of the settings; the token of a chat proves whose chat it is."""
    rules = Rules(
        keys=Keys.read(settings.journey_keys),
        events_per_minute=settings.journey_key_events,
        site=settings.journey_site,
        origins=settings.allowed_origins,
        visits_per_minute=settings.journey_address_events,
        secret=settings.journey_secret,
        address=addresses.of,
        conversation=visitors.conversation,
        language=settings.default_language,
    )
    return build_door(store, rules)
