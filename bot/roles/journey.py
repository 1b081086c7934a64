"""The journey's database, as every role opens it."""

from __future__ import annotations

from functools import partial

from bot.language.pii import redact
from bot.settings import Settings
from journey_tracker import open_store
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import Retention, open_refs


def open_journey(settings: Settings) -> JourneyStore:
    """The store, with the key of the shop's references; blocks. Raises what `open_store` does, and `BadKey`."""
    store = open_store(
        settings.journey_url,
        refs=open_refs(settings.journey_key),
        redact=partial(redact, kept=settings.order_number),
        retention=_retention(settings),
    )
    try:
        store.check_key()
    except BaseException:
        store.close()
        raise
    return store


def _retention(settings: Settings) -> Retention:
    return Retention(
        words=settings.journey_keep_words,
        contacts=settings.journey_keep_contacts,
        links=settings.journey_keep_contacts,
        letters=settings.journey_keep_letters,
        reads=settings.journey_keep_reads,
    )
