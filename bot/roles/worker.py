"""The worker role: the bot itself, in a thread of this process or in processes of their own."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot import secrets
from bot.components import supplies
from bot.conversation.opening import open_log
from bot.conversation.ports import KEPT_DAYS
from bot.handoff import hours
from bot.handoff.opening import open_handoffs, open_queue
from bot.language.clean import clean
from bot.language.nearness import Nearness
from bot.language.pii import redact
from bot.meters import WorkerMeters
from bot.roles.belongings import belongings
from bot.roles.premises import LOOK_EVERY_S, ROOT, Ends, Premises
from bot.selection.glossary import read_glossary
from bot.selection.mood import read_mood
from bot.shop.opening import open_catalogue
from bot.shop.orders.opening import open_order_desk
from bot.shop.terms import Privacy, Terms, read_terms
from bot.supplying import supplies as supplies_of
from bot.supplying import warm
from bot.thread import OwnThread
from journey_tracker.journey import WORDS_KEPT_DAYS


@asynccontextmanager
async def running(premises: Premises) -> AsyncIterator[Ends]:
    """Answer shoppers until the block ends; in a thread, as Rasa would stall the event loop of the other roles."""
    worker = OwnThread("worker", partial(_work, premises))
    async with worker.running():
        yield (worker.done,)


async def _work(premises: Premises, ready: Callable[[], None]) -> None:
    # Here, not above: Rasa takes seconds to import, and the other roles need not wait for it.
    from bot.worker import agent, rasa_lean

    rasa_lean.install()
    from actions import wiring
    from actions.base import Services
    from bot.worker.handling import Handler
    from bot.worker.turn import Turns
    from bot.worker.worker import Worker

    settings = premises.settings
    catalogue = open_catalogue(settings.catalogue_path, look_every_s=LOOK_EVERY_S)
    made = supplies_of(settings, catalogue)
    supplies.use(made)
    handoffs, queue = open_handoffs(settings.desk_url), open_queue(settings.desk_url)
    own = belongings(settings, catalogue.sources())
    orders = open_order_desk(own.orders_file, settings.desk_url) if own.orders_file else None
    terms = read_terms(own.terms_file) if own.terms_file else Terms()
    services = Services(
        catalogue=catalogue,
        handoffs=handoffs,
        shop_name=settings.shop_name,
        queue=queue,
        hours=hours.parse(settings.desk_hours, timezone=settings.desk_timezone),
        orders=orders,
        terms=replace(terms, privacy=Privacy(KEPT_DAYS, WORDS_KEPT_DAYS)),
        cart_url=own.cart_url,
        glossary=read_glossary(ROOT / "data" / "shop" / "glossary"),
        mood=read_mood(ROOT / "data" / "mood.yml"),
        near=Nearness([asked for asked, _ in terms.faq.phrases], made.vectors),
        policy=settings.questions,
    )
    execute = wiring.executor(services)
    loaded = agent.load(_model(premises), execute=execute, config=ROOT / "config.yml")
    turns = Turns(
        loaded,
        partial(clean, max_chars=settings.max_chars),
        partial(warm, made),
        partial(redact, kept=settings.order_number),
        settings.address,
    )
    await turns.rehearse()
    _spare_the_model()
    try:
        async with open_log(premises.log_url) as log:
            ready()
            await Worker(secrets.worker_name(), log, Handler(log, turns, WorkerMeters(premises.registry))).run()
    finally:
        if orders:
            await orders.disconnect()
        await queue.disconnect()
        await handoffs.disconnect()
        catalogue.close()


def _spare_the_model() -> None:
    """What was loaded stays for ever: the collector of garbage need not look through it amid a turn."""
    gc.collect()
    gc.freeze()


def _model(premises: Premises) -> Path:
    if premises.model is None:
        raise ValueError("a worker needs a trained model; give Premises one")
    return premises.model
