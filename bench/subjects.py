"""Who is measured, side by side: ours in its variants, and the peer where it is installed."""

from __future__ import annotations

import asyncio

from bench.bench import QUICK, Options
from bench.peers.rasa import installing, serving
from bench.progress import Bar
from bench.result import Measured

PEER = (
    "Peer: Rasa 3.6.21 with its default pipeline (DIET, 100 epochs), `rasa run` with REST and `rasa run actions`, "
    "Python 3.11, TensorFlow 2.12."
)
NO_PEER = f"No peer: Rasa is not installed beside us; {installing.HOW}."
FAVOURS_PEER = (
    "Favours the peer: its actions say ready-made texts, it recognises no amounts, products or mood, its conversations "
    "live in memory only, and TED stays untrained (there are rules only)."
)


def with_peer(options: Options, measured: Measured) -> bool:
    """Whether the peer is measured; says in the notes what holds."""
    if options.quick:
        measured.notes.append(QUICK)
    if not options.peer:
        measured.notes.append("No peer: left out by --no-peer.")
        return False
    here = installing.installed()
    measured.notes += [PEER, FAVOURS_PEER] if here else [NO_PEER]
    return here


async def prepare_peer(bar: Bar) -> None:
    """Have the peer's model."""
    if not serving.is_trained():
        bar.begin("Model of the peer (some minutes)")
        await asyncio.to_thread(serving.train)
