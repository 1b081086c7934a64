"""What the log counts for all processes together, read when somebody asks, as figures of Prometheus."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import ConversationLog, Lag

READ_SECONDS = 3.0
"""How long the log may take; a scraper gives up after ten."""

COUNTERS: Mapping[str, tuple[str, str]] = {
    "messages": ("messages", "Messages of shoppers that were stored."),
    "resends": ("resends", "Messages that came again under a known id and were not stored twice."),
    "refused": ("refused_messages", "Messages refused because too many of their conversation waited."),
    "turns": ("turns", "Turns that were completed."),
    "replies": ("replies", "Replies of the bot that were stored."),
    "silent": ("silent_turns", "Turns without an answer, while a person had the conversation."),
    "fallbacks": ("fallbacks", "Messages that were not understood."),
    "apologies": ("apologies", "Turns that could only be answered with an apology: something failed."),
    "given_up": ("turns_given_up", "Turns that failed so often that their message stayed without an answer."),
    "callbacks": ("callbacks", "Call-backs that shoppers asked for."),
}
"""Counters of the log by their name there: name and help of the figure."""

LABELLED: Mapping[str, tuple[str, str]] = {
    "intent": ("intents", "Messages by what the shopper wanted."),
    "sentiment": ("sentiments", "Typed messages by their mood."),
    "language": ("languages", "Messages by their language."),
}
"""Counters that are one each value of a label, in the log `<label>:<value>`: name and help of the figure."""


@dataclass(frozen=True, slots=True)
class LogFigures(Collector):
    """The figures of one look at the log; of a log that did not answer only that it did not."""

    up: bool
    counters: Mapping[str, int] = field(default_factory=dict)
    lag: Lag = field(default_factory=lambda: Lag(0, 0))
    workers: int = 0

    def collect(self) -> Iterator[Metric]:
        """What prometheus_client writes out."""
        yield GaugeMetricFamily("koopwijzer_log_up", "1 when the conversation log answers, else 0.", float(self.up))
        if self.up:
            yield from self._gauges()
            yield from self._plain()
            yield from self._labelled()

    def _gauges(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("koopwijzer_workers", "Workers that live.", self.workers)
        yield GaugeMetricFamily("koopwijzer_waiting_messages", "Messages that wait for a turn.", self.lag.waiting)
        yield GaugeMetricFamily(
            "koopwijzer_oldest_waiting_seconds", "How long the oldest has waited.", self.lag.oldest_ms / 1000
        )

    def _plain(self) -> Iterator[Metric]:
        for counted, (name, told) in COUNTERS.items():
            yield CounterMetricFamily(f"koopwijzer_{name}", told, self.counters.get(counted, 0))

    def _labelled(self) -> Iterator[Metric]:
        for label, (name, told) in LABELLED.items():
            family = CounterMetricFamily(f"koopwijzer_{name}", told, labels=[label])
            for counted, times in sorted(self.counters.items()):
                if counted.startswith(f"{label}:"):
                    family.add_metric([counted.partition(":")[2]], times)
            yield family


async def read_figures(log: ConversationLog) -> LogFigures:
    """Look at the log once; one that does not answer within `READ_SECONDS` is down."""
    try:
        async with asyncio.timeout(READ_SECONDS):
            counters, lag, workers = await asyncio.gather(log.counters(), log.lag(), log.workers())
    except (LogUnavailable, TimeoutError):
        return LogFigures(up=False)
    return LogFigures(True, counters, lag, len(workers))
