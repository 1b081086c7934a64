"""What a process counts and measures of its own work, for `/metrics`. docs/metrics.md says what each figure tells.

The names say whose figure it is: `koopwijzer_gateway_` and `koopwijzer_worker_` are of this process, to be summed; the
others are of the log that all processes share (`bot.metrics.figures`). Labels have few values, fixed by the program:
never a conversation, a text, a contact or an address.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics

WAITS = (0.005, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 0.7, 1.5, 3.0, 6.0, 12.0, 30.0)
"""Bounds in seconds: each about twice the one before; the goals of a reply, 15, 60 and 700 ms, are among them."""


def open_registry() -> CollectorRegistry:
    """An empty registry for this process, with what the system knows of it: memory, CPU, files."""
    # Otherwise every figure comes twice, the second time with the moment it was made.
    disable_created_metrics()  # type: ignore[no-untyped-call]  # untyped there
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    return registry


class GatewayMeters:
    """What the gateway of this process sees of its shoppers."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Register the figures; each is 0 until something happens."""
        self._open = Gauge("koopwijzer_gateway_connections", "Chat connections that are open.", registry=registry)
        self._opened = Counter(
            "koopwijzer_gateway_connections_opened", "Chat connections since the start.", registry=registry
        )
        self._frames = Counter(
            "koopwijzer_gateway_frames", "Frames and requests of shoppers that were read.", ["kind"], registry=registry
        )
        self._refusals = Counter(
            "koopwijzer_gateway_refusals", "Frames and requests that were refused.", ["code"], registry=registry
        )
        self._resumes = Counter(
            "koopwijzer_gateway_resumes", "Visits that went on with a known conversation.", registry=registry
        )
        self._replies = Histogram(
            "koopwijzer_gateway_reply_seconds",
            "From a message stored to the end of its turn.",
            registry=registry,
            buckets=WAITS,
        )

    def opened(self) -> None:
        """A chat connection was opened."""
        self._open.inc()
        self._opened.inc()

    def closed(self) -> None:
        """A chat connection was closed."""
        self._open.dec()

    def heard(self, kind: str) -> None:
        """A frame or request was read; `kind` is one of the protocol's types."""
        self._frames.labels(kind).inc()

    def refused(self, code: str) -> None:
        """Something was refused, with one of the protocol's error codes."""
        self._refusals.labels(code).inc()

    def resumed(self) -> None:
        """A token of a conversation that is still there was shown."""
        self._resumes.inc()

    def answered(self, seconds: float) -> None:
        """The turn of a message was over, `seconds` after the message was stored."""
        self._replies.observe(seconds)


class WorkerMeters:
    """What the worker of this process does."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Register the figures; each is 0 until something happens."""
        self._turns = Histogram(
            "koopwijzer_worker_turn_seconds",
            "To make a turn and offer it to the log, by what became of it.",
            ["outcome"],
            registry=registry,
            buckets=WAITS,
        )
        self._failures = Counter(
            "koopwijzer_worker_turn_failures", "Turns that failed and wait again.", registry=registry
        )
        self._shards = Gauge(
            "koopwijzer_worker_shards", "Shards of the log that are this worker's share.", registry=registry
        )

    def made(self, outcome: str, seconds: float) -> None:
        """A turn was offered: an `Outcome` by its value, and how long it took since the message was taken."""
        self._turns.labels(outcome).observe(seconds)

    def failed(self) -> None:
        """A turn could not be made or offered; its message waits again."""
        self._failures.inc()

    def shares(self, count: int) -> None:
        """The share of this worker is `count` shards now."""
        self._shards.set(count)
