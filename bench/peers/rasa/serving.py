"""The peer while it runs: `rasa run` with the REST channel, and `rasa run actions` beside it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import yaml

from bench import processes, webhook
from bench.application import KEPT
from bench.machine import ROOT
from bench.peers.rasa import building
from bench.peers.rasa.installing import PYTHON
from bench.ports import Shopper
from bench.processes import Used
from bench.starting import first_answer

MODULE = "replying"


@dataclass(frozen=True, slots=True)
class Rasa:
    """The peer's two processes."""

    pids: Sequence[int]
    address: str
    session: aiohttp.ClientSession

    def conversation(self, language: str) -> AbstractAsyncContextManager[Shopper]:  # noqa: ARG002  # as every subject
        """Begin a new conversation; the peer is not told the language."""
        return webhook.conversation(self.session, self.address)


@contextmanager
def project() -> Iterator[Path]:
    """The peer's assistant in a folder of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="koopwijzer-peer-") as name:
        folder = Path(name) / "assistant"
        building.build(ROOT, folder)
        yield folder


def train() -> Used:
    """Train from nothing, keep the model, and tell what it cost; raises `Failed`."""
    with project() as folder:
        model = _model(folder)
        model.parent.mkdir(parents=True, exist_ok=True)
        options = ["--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz")]
        return processes.finished(
            _command("train", *options), folder=folder, env=_environment(), log=KEPT / "peer-train.log"
        )


def is_trained() -> bool:
    """Whether there is a model for the training lines and packages as they are now."""
    with project() as folder:
        return _model(folder).exists()


@asynccontextmanager
async def running() -> AsyncIterator[tuple[Rasa, float]]:
    """The peer and the seconds from the start of its processes to its first reply.

    The model must be there (`train`). Raises `NotStarted`.
    """
    with project() as folder, ExitStack() as stack:
        model, log = str(_model(folder)), folder / "log.txt"
        port, actions = processes.free_port(), processes.free_port()
        endpoint = {"action_endpoint": {"url": f"http://127.0.0.1:{actions}/webhook"}}
        (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoint), encoding="utf-8")
        started = time.perf_counter()
        server, helper = (
            stack.enter_context(processes.running(command, folder=folder, env=_environment(), log=log))
            for command in (
                _command("run", "--interface", "127.0.0.1", "--port", str(port), "--model", model),
                _command("run", "actions", "--port", str(actions), "--actions", MODULE),
            )
        )
        async with aiohttp.ClientSession() as session:
            rasa = Rasa([server.pid, helper.pid], f"http://127.0.0.1:{port}", session)
            await first_answer(rasa, server, webhook.NAME, log)
            yield rasa, time.perf_counter() - started


def _model(folder: Path) -> Path:
    return KEPT / "peers" / f"rasa-{building.fingerprint(folder)}.tar.gz"


def _command(*arguments: str) -> list[str]:
    return [str(PYTHON), "-m", "rasa", *arguments]


def _environment() -> dict[str, str]:
    return processes.environment(without=processes.OUR_OWN, RASA_TELEMETRY_ENABLED="false")
