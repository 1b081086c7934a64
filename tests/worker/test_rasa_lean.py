from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from bot.worker import rasa_lean
from bot.worker.stand_ins import LeftOut


def run(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in an interpreter of its own: what is tested is what a fresh process imports."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


SERVERS_AND_CHANNELS = {
    "aio_pika", "aiogram", "apscheduler", "boto3", "cachecontrol", "colorclass", "dask", "engineio", "fbmessenger",
    "google.auth", "jwt", "matplotlib", "networkx", "prompt_toolkit", "pymongo", "questionary", "randomname",
    "rocketchat_API", "safetensors", "sanic", "sanic_cors", "sanic_jwt", "sentry_sdk", "skops", "slack_sdk", "socketio",
    "structlog_sentry", "tensorflow", "terminaltables", "twilio", "ujson", "webexteamssdk",
}  # fmt: skip
"""What Rasa imports, or would, and this project does without."""


class TestInstall:
    def test_what_is_left_out_is_not_on_this_machine(self) -> None:
        """Servers, chat platforms, clouds and TensorFlow cannot be imported: they are not installed."""
        done = run(
            "from importlib.util import find_spec\n"
            f"print([m for m in {sorted(SERVERS_AND_CHANNELS - {'google.auth'})} if find_spec(m)], find_spec('google'))"
        )

        assert done.stdout.strip() == "[] None"

    def test_a_worker_loads_nothing_of_what_is_left_out(self) -> None:
        """Rasa's agent, its training and our actions import from files that are there; the rest is stand-ins."""
        done = run(
            "from bot.worker import rasa_lean; rasa_lean.install()\n"
            "import sys, actions.wiring, rasa.core.agent, rasa.model_training\n"
            "from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS\n"
            f"real = [m for m in {sorted(SERVERS_AND_CHANNELS)} if getattr(sys.modules.get(m), '__file__', None)]\n"
            "print(real, len(DEFAULT_COMPONENTS))"
        )

        assert (f"[] {len(rasa_lean.KEPT)}", 0) == (done.stdout.strip(), done.returncode), done.stderr

    def test_nothing_happens_before_it_is_called(self) -> None:
        """Importing the module puts no stand-in anywhere."""
        done = run("import sys; from bot.worker import rasa_lean; print('sanic' in sys.modules, 'dask' in sys.modules)")

        assert done.stdout.strip() == "False False"

    def test_an_unforeseen_name_fails_at_its_import(self) -> None:
        """A stand-in has the names that Rasa imports and no others, so a gap shows at once."""
        done = run("from bot.worker import rasa_lean; rasa_lean.install()\nfrom sanic import Websocket")

        assert "cannot import name 'Websocket' from 'sanic'" in done.stderr

    def test_a_late_install_is_refused(self) -> None:
        """Rasa imported first would have kept its own modules; that is said, not left to chance."""
        done = run(
            "import sys, types; sys.modules['rasa.engine.recipes.default_components'] = types.ModuleType('x')\n"
            "from bot.worker import rasa_lean; rasa_lean.install()"
        )

        assert "import it after" in done.stderr

    @pytest.mark.parametrize(
        ("module", "name", "said"),
        [
            (
                "rasa.nlu.classifiers.diet_classifier",
                "DIETClassifier",
                r"needs TensorFlow, .* bot\.components\.intents",
            ),
            ("rasa.core.channels.slack", "SlackInput", r"needs the library of a chat platform, .* bot/gateway"),
            ("sanic", "Sanic", r"needs the web server Sanic, .* `\./run` serves"),
            ("rasa.core.jobs", "scheduler", r"needs APScheduler, .* bot/conversation"),
            ("rasa.utils.plotting", "plot_histogram", r"needs matplotlib, .* draws nothing"),
        ],
    )
    def test_what_is_used_anyway_says_what_to_do(self, module: str, name: str, said: str) -> None:
        """A stand-in raises, names what is missing and what there is instead."""
        rasa_lean.install()

        with pytest.raises(LeftOut, match=f"{name} {said}"):
            getattr(importlib.import_module(module), name)()


class TestTelemetry:
    def test_nothing_is_reported_however_it_is_started(self) -> None:
        """Rasa would ask and then report; under the stand-ins it is off, whatever the environment said."""
        done = run(
            "import os; os.environ['RASA_TELEMETRY_ENABLED'] = 'true'\n"
            "from bot.worker import rasa_lean; rasa_lean.install()\n"
            "from rasa import telemetry; print(telemetry.is_telemetry_enabled())"
        )

        assert done.stdout.strip() == "False"
