"""The settings: the table, read once from the environment. Nothing else reads the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.setting_journey import key_file, source_keys
from bot.setting_kinds import (
    LAST_PORT,
    InvalidSetting,
    Network,
    hexadecimal,
    networks,
    number,
    one_of,
    origins,
    other_port,
    pattern,
    secret,
    starting,
    word,
)
from bot.setting_table import TABLE

Demo = Literal["demo"]
DEMO: Demo = "demo"
"""What belongs to the demo shop, and holds only while its products are for sale."""
ROLES = ("tracker", "desk", "gateway", "worker")
"""In the order in which they start."""
QUESTIONS = ("adaptive", "form", "entropy", "random")
"""The policies there are for questions."""
ROOT = Path(__file__).parent.parent
"""Where the program is."""
MOST = 1_000_000
"""Highest value of a limit."""
SECRET_CHARS = 32
"""Shortest key that production signs with."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, typed and checked."""

    production: bool
    data: Path
    roles: tuple[str, ...]
    """In the order in which they start: shoppers can speak before a worker has loaded its model."""
    workers: int
    public_host: str
    public_port: int
    staff_host: str
    staff_port: int
    metrics_host: str
    metrics_port: int | None
    """None: no such port."""
    allowed_origins: tuple[str, ...]
    secret_key: str
    staff_password_hash: str
    redis_url: str
    catalogue_url: str
    database_url: str
    desk_hours: str
    """As `bot.handoff.hours` reads it."""
    desk_timezone: str
    encoder: str
    questions: str
    order_number: re.Pattern[str] | None
    """What the numbers of the shop's own orders look like; None: as is customary."""
    """Policy of `bot.selection.asking.policies`."""
    default_language: str
    address: str
    """As `bot.language.address` has it."""
    max_chars: int
    trusted_proxies: tuple[Network, ...]
    address_connections: int
    address_conversations: int
    address_messages: int
    visitor_connections: int
    visitor_messages: int
    busy_seconds: int
    busy_waiting: int
    widget_share: int
    """0 to 100."""
    widget_preview: str
    orders_file: Path | Demo | None
    terms_file: Path | Demo | None
    cart_url: str
    journey_keys: str
    """As `journey_tracker.door.Keys` reads them."""
    journey_key_events: int
    journey_site: str
    journey_address_events: int
    journey_secret: str
    journey_key_text: str
    """The key itself, in hexadecimal digits; empty: it is in the file."""
    journey_key_file: Path
    journey_keep_words: int
    """Days, as `journey_tracker.privacy.Retention` has them; so are the next three."""
    journey_keep_contacts: int
    journey_keep_letters: int
    journey_keep_reads: int
    shop_name: str
    log_level: str

    @property
    def journey_url(self) -> str:
        """SQLAlchemy URL of the journey database."""
        return self.database_url or f"sqlite:///{self.data / 'journey.db'}"

    @property
    def journey_key(self) -> Path | str:
        """The key with which references to people are made: itself, or its file."""
        return self.journey_key_text or self.journey_key_file

    @property
    def desk_url(self) -> str:
        """SQLAlchemy URL of the desk's database."""
        return self.database_url or f"sqlite:///{self.data / 'desk.db'}"

    @property
    def catalogue_path(self) -> Path:
        """SQLite file of the catalogue."""
        return self.data / "catalogue.db"

    @property
    def model_folder(self) -> Path:
        """Folder of the trained model."""
        return self.data / "models"


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the table from `environment` (default: the process'); raises `InvalidSetting`."""
    given = os.environ if environment is None else environment
    raw = {s.name: given.get(s.name, s.default).strip() for s in TABLE}
    production = one_of(raw, "KOOPWIJZER_ENV", ("development", "production")) == "production"
    return Settings(
        production=production,
        data=Path(raw["KOOPWIJZER_DATA"]).resolve(),
        roles=_roles(raw),
        workers=number(raw, "WORKERS", 0, 64),
        public_host=raw["PUBLIC_HOST"],
        public_port=number(raw, "PUBLIC_PORT", 0, LAST_PORT),
        staff_host=raw["STAFF_HOST"],
        staff_port=other_port(raw, "STAFF_PORT", "PUBLIC_PORT"),
        metrics_host=raw["METRICS_HOST"],
        metrics_port=_metrics_port(raw),
        allowed_origins=origins(raw, "ALLOWED_ORIGINS"),
        secret_key=secret(raw, "SECRET_KEY", SECRET_CHARS if production else 0),
        staff_password_hash=starting(raw, "STAFF_PASSWORD_HASH", ("$argon2",)),
        redis_url=starting(raw, "REDIS_URL", ("redis://", "rediss://", "unix://")),
        catalogue_url=starting(raw, "CATALOGUE_URL", ("http://", "https://")),
        database_url=starting(raw, "DATABASE_URL", ("sqlite:///", "postgresql://", "postgresql+psycopg2://")),
        desk_hours=raw["DESK_HOURS"],
        desk_timezone=raw["DESK_TIMEZONE"],
        encoder=one_of(raw, "ENCODER", ("none", "use", "e5", "use+e5")),
        questions=one_of(raw, "QUESTIONS", QUESTIONS),
        order_number=pattern(raw, "ORDER_NUMBER"),
        default_language=one_of(raw, "DEFAULT_LANGUAGE", ("nl", "en")),
        address=one_of(raw, "ADDRESS", ("je", "u")),
        max_chars=number(raw, "MAX_CHARS", 1, 2500),
        trusted_proxies=networks(raw, "TRUSTED_PROXIES"),
        address_connections=number(raw, "ADDRESS_CONNECTIONS", 0, MOST),
        address_conversations=number(raw, "ADDRESS_CONVERSATIONS", 0, MOST),
        address_messages=number(raw, "ADDRESS_MESSAGES", 0, MOST),
        visitor_connections=number(raw, "VISITOR_CONNECTIONS", 0, MOST),
        visitor_messages=number(raw, "VISITOR_MESSAGES", 0, MOST),
        busy_seconds=number(raw, "BUSY_SECONDS", 0, MOST),
        busy_waiting=number(raw, "BUSY_WAITING", 0, MOST),
        widget_share=number(raw, "WIDGET_SHARE", 0, 100),
        widget_preview=word(raw, "WIDGET_PREVIEW"),
        orders_file=_file(raw, "ORDERS_FILE"),
        terms_file=_file(raw, "TERMS_FILE"),
        cart_url=_cart_url(raw),
        journey_keys=source_keys(raw),
        journey_key_events=number(raw, "JOURNEY_KEY_EVENTS", 0, MOST),
        journey_site=word(raw, "JOURNEY_SITE"),
        journey_address_events=number(raw, "JOURNEY_ADDRESS_EVENTS", 0, MOST),
        journey_secret=secret(raw, "JOURNEY_SECRET", SECRET_CHARS),
        journey_key_text=hexadecimal(raw, "JOURNEY_KEY", SECRET_CHARS),
        journey_key_file=key_file(raw),
        journey_keep_words=number(raw, "JOURNEY_KEEP_WORDS", 1, number(raw, "JOURNEY_KEEP_CONTACTS", 1, MOST)),
        journey_keep_contacts=number(raw, "JOURNEY_KEEP_CONTACTS", 1, MOST),
        journey_keep_letters=number(raw, "JOURNEY_KEEP_LETTERS", 1, MOST),
        journey_keep_reads=number(raw, "JOURNEY_KEEP_READS", 1, MOST),
        shop_name=raw["SHOP_NAME"],
        log_level=one_of(raw, "LOG_LEVEL", ("debug", "info", "warning", "error")),
    )


def child_environment(changes: Mapping[str, str]) -> dict[str, str]:
    """The environment for a process of ours that has some settings of its own."""
    return {**os.environ, **changes}


def _roles(raw: Mapping[str, str]) -> tuple[str, ...]:
    given = set(raw["ROLES"].split())
    if not given or not given <= set(ROLES):
        raise InvalidSetting("ROLES", raw["ROLES"], "one or more of " + ", ".join(ROLES))
    if len(given) < len(ROLES) and not raw["REDIS_URL"]:
        raise InvalidSetting("REDIS_URL", "", f"a server for all processes, as ROLES is {raw['ROLES']!r}")
    return tuple(role for role in ROLES if role in given)


def _metrics_port(raw: Mapping[str, str]) -> int | None:
    if raw["METRICS_PORT"] in ("", "off"):
        return None
    if not raw["METRICS_PORT"].isdecimal():
        raise InvalidSetting("METRICS_PORT", raw["METRICS_PORT"], "a whole number from 0 to 65535, or off")
    port = other_port(raw, "METRICS_PORT", "PUBLIC_PORT", "STAFF_PORT")
    taken = {raw["PUBLIC_PORT"], raw["STAFF_PORT"]} & {str(port + n) for n in range(1, int(raw["WORKERS"]) + 1)}
    if port and (taken or port + int(raw["WORKERS"]) > LAST_PORT):
        allowed = (
            f"a port after which {raw['WORKERS']} more are free for the workers, other than those of public and staff"
        )
        raise InvalidSetting("METRICS_PORT", raw["METRICS_PORT"], allowed)
    return port


def _file(raw: Mapping[str, str], name: str) -> Path | Demo | None:
    """A file that is there; one without a path of its own is sought where the program is."""
    if raw[name] == DEMO:
        return DEMO
    if not raw[name]:
        return None
    path = ROOT / raw[name]
    if not path.is_file():
        raise InvalidSetting(name, raw[name], "a file that is there, demo, or empty")
    return path


def _cart_url(raw: Mapping[str, str]) -> str:
    given = raw["CART_URL"]
    if given not in ("", DEMO) and (not given.startswith(("/", "http://", "https://")) or "{id}" not in given):
        raise InvalidSetting("CART_URL", given, "empty, demo, or a link such as https://shop.example/basket?add={id}")
    return given
