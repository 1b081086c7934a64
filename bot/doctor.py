"""What is missing or in the way on this machine: one finding a question, with what to do about it."""

from __future__ import annotations

import importlib.util
import resource
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from bot import lock
from bot.conversation.binary import server_binary
from bot.settings import Settings
from bot.worker.agent import check_components

ROOT = Path(__file__).parent.parent
SAFE_LOG = "appendonly yes, appendfsync always"
FILES_WANTED = 4096
"""Open files that a shop on one machine may need: a socket a shopper, and some to spare."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question; `remedy` is what to do when it is not `ok`, empty when it is."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


class Trouble(Exception):
    """Something is missing or in the way; the message is the detail of the finding."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to look at: `answer` gives the detail when all is well and raises when it is not."""

    name: str
    answer: Callable[[], str]
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Probes:
    """What only other parts can tell; None leaves the question out."""

    model_is_current: Callable[[], bool] | None = None
    encode: Callable[[], object] | None = None
    """Loads the sentence encoder and encodes something."""


def examine(settings: Settings, *, probes: Probes | None = None, root: Path = ROOT) -> Iterator[Finding]:
    """Answer every question, the cheap ones first; none stops the others and none raises."""
    for question in questions(settings, probes or Probes(), root):
        try:
            yield Finding(question.name, ok=True, detail=question.answer())
        except Trouble as trouble:
            yield Finding(question.name, ok=False, detail=str(trouble), remedy=question.remedy)
        except Exception as error:  # whatever went wrong is the finding
            detail = f"{type(error).__name__}: {error}"
            yield Finding(question.name, ok=False, detail=detail, remedy=question.remedy)


def questions(settings: Settings, probes: Probes, root: Path) -> Iterator[Question]:
    """Every question for these settings, in the order to ask them."""
    public, staff = (settings.public_host, settings.public_port), (settings.staff_host, settings.staff_port)
    yield Question("Python", python_version, "Install Python 3.11, 3.12 or 3.13 and remove .venv.")
    yield Question("TensorFlow", no_tensorflow, "Remove .venv and run ./run setup.")
    yield Question("uv.lock", lambda: lock_in_step(root), "Run `uv lock` and commit uv.lock.")
    yield Question("Packages", lambda: packages_in_step(root), "Run ./run setup.")
    yield Question("Data folder", lambda: writable(settings.data), "Set KOOPWIJZER_DATA to another folder.")
    yield Question("Public port", lambda: free(*public), "Stop what listens there, or set PUBLIC_PORT.")
    yield Question("Staff port", lambda: free(*staff), "Stop what listens there, or set STAFF_PORT.")
    if settings.metrics_port is not None:
        figures = (settings.metrics_host, settings.metrics_port)
        yield Question("Port of figures", lambda: free(*figures), "Stop what listens there, or set METRICS_PORT.")
    yield Question("Open files", open_files, f"Raise the hard limit: `ulimit -Hn {FILES_WANTED}` as root.")
    yield Question(
        "Log server",
        lambda: log_server(settings.redis_url),
        f"Correct REDIS_URL and set {SAFE_LOG} there, or run ./run setup.",
    )
    yield Question("Components", lambda: components(root / "config.yml"), "Correct config.yml.")
    if encode := probes.encode:
        yield Question("Encoder", lambda: encoder(encode), "Run ./run setup, or set ENCODER=none and train.")
    if is_current := probes.model_is_current:
        yield Question("Model", lambda: model(settings.model_folder, is_current), "Run ./run train.")


def python_version(version: tuple[int, int] = sys.version_info[:2]) -> str:
    """Python 3.11, 3.12 or 3.13."""
    if not (3, 11) <= version <= (3, 13):
        raise Trouble(f"{version[0]}.{version[1]}")
    return f"{version[0]}.{version[1]}"


def no_tensorflow() -> str:
    """Rasa runs without TensorFlow here; an installed one only costs memory and start-up time."""
    if importlib.util.find_spec("tensorflow"):
        raise Trouble("installed, and nothing here needs it")
    return "absent, as it should be"


def lock_in_step(root: Path) -> str:
    """Every requirement of pyproject.toml stands in uv.lock as it is written."""
    if differing := lock.unlocked(root):
        raise Trouble(f"not made for this pyproject.toml: {', '.join(differing)}")
    return "made for this pyproject.toml"


def packages_in_step(root: Path) -> str:
    """Every package that the bot asks for is installed in a version of uv.lock."""
    if wrong := lock.not_installed(root):
        raise Trouble(f"missing or of another version: {', '.join(wrong)}")
    return "as locked"


def writable(folder: Path) -> str:
    """A file can be made in the folder, or where the folder will be made."""
    place = next(p for p in (folder, *folder.parents) if p.exists())
    tempfile.TemporaryFile(dir=place).close()
    return str(folder)


def free(host: str, port: int) -> str:
    """The address can be listened on; port 0 always can."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            raise Trouble(f"{host}:{port}: {error.strerror}") from error
    return f"{host}:{port} is free"


def open_files() -> str:
    """The hard limit of open files, to which the start raises the soft one, leaves room for shoppers."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if limit != resource.RLIM_INFINITY and limit < FILES_WANTED:
        raise Trouble(f"at most {limit}; a shop on one machine may need {FILES_WANTED}")
    return "no limit" if limit == resource.RLIM_INFINITY else f"at most {limit}"


def log_server(url: str) -> str:
    """The Redis of the settings answers and writes before it does, or there is a Valkey to start."""
    if not url:
        return str(server_binary())
    with Redis.from_url(url, socket_connect_timeout=3, socket_timeout=3, decode_responses=True) as client:
        kept = client.config_get("appendonly"), client.config_get("appendfsync")
    if kept != ({"appendonly": "yes"}, {"appendfsync": "always"}):
        raise Trouble(f"it may forget what it acknowledged: {kept[0] | kept[1]}; allowed: {SAFE_LOG}")
    return "answers, and writes before it does"


def components(config: Path) -> str:
    """Every component and policy that config.yml names can be imported."""
    check_components(config)
    return "all of config.yml can be imported"


def encoder(encode: Callable[[], object]) -> str:
    """The sentence encoder loads and gives a vector."""
    encode()
    return "loads"


def model(folder: Path, is_current: Callable[[], bool]) -> str:
    """There is a trained model, and it was trained on the data of now."""
    if not any(folder.glob("*.tar.gz")):
        raise Trouble(f"none in {folder}")
    if not is_current():
        raise Trouble("older than config.yml, domain.yml or data/")
    return f"in {folder}, trained on the data of now"
