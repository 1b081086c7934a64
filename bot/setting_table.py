"""The table of settings: the name, the default and the meaning of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table: environment variable, default, and what it is for."""

    name: str
    default: str
    help: str


TABLE = (
    Setting(
        "KOOPWIJZER_ENV",
        "development",
        "`development` or `production`; production refuses to start with a secret it made itself.",
    ),
    Setting("KOOPWIJZER_DATA", "var", "Folder for what is written: databases, log, model, secrets, vectors."),
    Setting(
        "ROLES",
        "tracker desk gateway worker",
        "What this process does, separated by spaces, of `gateway`, `worker`, `tracker`, `desk`. Fewer than all need REDIS_URL: "
        "the embedded Valkey belongs to the one process that does everything.",
    ),
    Setting(
        "WORKERS",
        "0",
        "Processes that answer shoppers, at most 64; one for each core they may have. One that dies is started again. 0: a "
        "thread of this process does, which takes the least memory.",
    ),
    Setting("PUBLIC_HOST", "127.0.0.1", "Address of the public port: widget, chat, demo shop."),
    Setting("PUBLIC_PORT", "8080", "The public port."),
    Setting("STAFF_HOST", "127.0.0.1", "Address of the staff port: call-backs, journey pages."),
    Setting("STAFF_PORT", "8081", "The staff port."),
    Setting(
        "METRICS_HOST", "127.0.0.1", "Address of the port of figures and health: `/metrics`, `/healthz`, `/readyz`."
    ),
    Setting(
        "METRICS_PORT",
        "8082",
        "The port of figures and health, one for each process: worker processes (WORKERS) take the ports after it. 0 takes "
        "free ones, `off` has none.",
    ),
    Setting(
        "ALLOWED_ORIGINS",
        "",
        "Origins whose pages may open a chat, separated by spaces (`https://shop.example`); the public address itself always may.",
    ),
    Setting("SECRET_KEY", "", "Signs visitor tokens. Empty: a random one is made and kept in the data folder."),
    Setting(
        "STAFF_PASSWORD_HASH",
        "",
        "Argon2 hash of the staff password (`./run password` makes one). Empty: a random password is made and shown at the first start.",
    ),
    Setting(
        "REDIS_URL",
        "",
        "Redis or Valkey for the conversation log, with `appendonly yes` and `appendfsync always`: it must not forget what "
        "it acknowledged. Empty: an embedded Valkey with its data in the data folder.",
    ),
    Setting(
        "CATALOGUE_URL",
        "",
        "Address of the shop's product feed, which is then the whole catalogue, fetched at the start and each hour when it has "
        "changed: Google Merchant XML or TSV, CSV, JSON or JSONL. Empty: what `./run catalogue import` brought, else the demo shop.",
    ),
    Setting(
        "DATABASE_URL",
        "",
        "SQLAlchemy URL of the database of journey and call-backs (`postgresql://...`). Empty: SQLite in the data folder.",
    ),
    Setting(
        "DESK_HOURS",
        "always",
        "When staff answers in the chat: `always`, `never` (only call-backs), or days and times such as "
        "`mo-fr 09:00-21:00 sa 10:00-17:00`.",
    ),
    Setting("DESK_TIMEZONE", "Europe/Amsterdam", "Time zone of DESK_HOURS, by its name."),
    Setting(
        "ENCODER",
        "use+e5",
        "Sentence encoders: `none`, `use`, `e5` or `use+e5` (most accurate, 20 ms a message). E5 runs on Linux with an "
        "x86-64 processor; elsewhere set `use`. Each has a model of its own (`./run train --all` makes all four).",
    ),
    Setting(
        "QUESTIONS",
        "adaptive",
        "How the next question is chosen: `adaptive`, `form` (the order of the category's schema file), `entropy` or `random`.",
    ),
    Setting("DEFAULT_LANGUAGE", "nl", "Language until the shopper shows another: `nl` or `en`."),
    Setting(
        "ADDRESS",
        "je",
        "How shoppers are spoken to in Dutch: `je` or `u`, in the chat, the widget and the demo shop. The shop's own texts are "
        "written with `je` and said with `u`; a shopper who asks for the other form gets it.",
    ),
    Setting(
        "MAX_CHARS",
        "2000",
        "Longest message of a shopper, in characters; at most 2500, so that any message fits in one frame.",
    ),
    Setting(
        "TRUSTED_PROXIES",
        "",
        "Addresses or networks of your own proxies, separated by spaces (`10.0.0.0/8`): only what these say in "
        "`X-Forwarded-For` is believed. Behind a proxy that is not listed all shoppers count as one address.",
    ),
    Setting(
        "ADDRESS_CONNECTIONS",
        "200",
        "Chats open at once from one address, at each gateway; an office or a phone network can be one address. 0: no limit.",
    ),
    Setting("ADDRESS_CONVERSATIONS", "60", "New conversations from one address in a minute. 0: no limit."),
    Setting("ADDRESS_MESSAGES", "600", "Messages from one address in a minute. 0: no limit."),
    Setting("VISITOR_CONNECTIONS", "10", "Tabs of one visitor with the chat open, at each gateway. 0: no limit."),
    Setting(
        "VISITOR_MESSAGES",
        "60",
        "Messages of one visitor in a minute, over all tabs; a sixth of them may come at once. 0: no limit.",
    ),
    Setting(
        "BUSY_SECONDS",
        "10",
        "When a message has waited so long for its turn, new conversations are asked to come back later; at twice as long all "
        "messages are. 0: never.",
    ),
    Setting(
        "BUSY_WAITING",
        "1000",
        "The same for the number of messages that wait for a turn, over all conversations. 0: never.",
    ),
    Setting(
        "WIDGET_SHARE",
        "100",
        "Visitors in a hundred that see the chat on the pages of the shop; drawn once a visitor. 0: nobody does.",
    ),
    Setting(
        "WIDGET_PREVIEW",
        "",
        "A word of letters, digits, `-` and `_`: a page opened with `?koopwijzer=<word>` shows the chat whatever WIDGET_SHARE "
        "says, until the tab is closed. Empty: no preview.",
    ),
    Setting(
        "ORDERS_FILE",
        "demo",
        "Orders that shoppers may ask for. `demo`: those of the demo shop for as long as its products are in the catalogue. "
        "Empty: the assistant looks no order up and offers a person.",
    ),
    Setting(
        "ORDER_NUMBER",
        "",
        "What the numbers of the shop's orders look like, as a regular expression: `W\\d{8}`. Such a number is understood "
        "wherever it stands, and stays in the touchpoint log even when it looks like a citizen's or a card's number. Empty: "
        "letters, year and number (`KW-2026-10417`), or digits after a word such as `bestelling`.",
    ),
    Setting(
        "TERMS_FILE",
        "demo",
        "The terms of the shop, with its other questions and answers. `demo`: those of the demo shop for as long as its products "
        "are in the catalogue. Empty: the assistant says nothing about them.",
    ),
    Setting(
        "CART_URL",
        "demo",
        "Link that offers a product in the basket of the shop, with `{id}` in the place of its id. `demo`: that of the demo shop "
        "for as long as its products are in the catalogue. Empty: cards have no such link.",
    ),
    Setting(
        "JOURNEY_KEYS",
        "",
        "Keys with which the shop's own systems may send journey events ([how](journey-events.md)): `SOURCE=KEY` separated by "
        "spaces, such as `/shop/web=` and 32 random characters or more; or `SOURCE=sha256:HASH`. Each writes for its own source. "
        "Empty: none may.",
    ),
    Setting("JOURNEY_KEY_EVENTS", "6000", "Journey events in a minute with one key, at each gateway. 0: no limit."),
    Setting(
        "JOURNEY_SITE",
        "shop",
        "Public name of the shop's pages, as `data-site` of journey.js has it. Letters, digits, `-` and `_`. Empty: browsers may "
        "send no journey events. Which pages may: ALLOWED_ORIGINS.",
    ),
    Setting(
        "JOURNEY_ADDRESS_EVENTS",
        "600",
        "Journey events of browsers from one address in a minute, at each gateway. 0: no limit.",
    ),
    Setting(
        "JOURNEY_SECRET",
        "",
        "Signs what the shop's pages say of a customer or an order: 32 random characters or more, known to the shop's server and "
        "to no browser. Empty: such things are not believed.",
    ),
    Setting(
        "JOURNEY_KEY",
        "",
        "Key of the references to people: 64 hexadecimal digits or more by chance (`openssl rand -hex 32`), the same on every host "
        "([what it does](journey-privacy.md#the-key)). Empty: that of JOURNEY_KEY_FILE.",
    ),
    Setting(
        "JOURNEY_KEY_FILE",
        "",
        "File that holds that key, readable for its owner only: for hosts apart, each with the same. Empty: the one that "
        "lies beside the SQLite file of DATABASE_URL (`shop.key` beside `shop.db`), else `journey.key` in the data folder, made at "
        "the first start.",
    ),
    Setting(
        "JOURNEY_KEEP_WORDS",
        "90",
        "Days that the redacted words of conversations and surveys are kept ([all about it](journey-privacy.md)); at most "
        "JOURNEY_KEEP_CONTACTS.",
    ),
    Setting(
        "JOURNEY_KEEP_CONTACTS",
        "760",
        "Days after somebody's last contact that their journey is kept; the counts by day stay.",
    ),
    Setting("JOURNEY_KEEP_LETTERS", "30", "Days that journey events are kept that could not be read."),
    Setting("JOURNEY_KEEP_READS", "730", "Days that it is kept who of staff read what of a journey."),
    Setting("SHOP_NAME", "Koopwijzer demo", "Name of the shop, as the bot and the pages show it."),
    Setting("LOG_LEVEL", "info", "`debug`, `info`, `warning` or `error`."),
)
