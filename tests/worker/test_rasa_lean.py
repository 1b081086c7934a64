from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from bot.worker import rasa_lean


def run(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in an interpreter of its own: what is tested is what a fresh process imports."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


class TestInstall:
    def test_tensorflow_is_not_on_this_machine(self) -> None:
        """The stand-ins are all there is: TensorFlow is not installed."""
        assert importlib.util.find_spec("tensorflow") is None

    def test_rasa_trains_and_answers_without_tensorflow(self) -> None:
        """What the worker imports of Rasa imports no TensorFlow, and brings its rules and components."""
        done = run(
            "from bot.worker import rasa_lean; rasa_lean.install()\n"
            "import sys, rasa.core.agent, rasa.model_training\n"
            "from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS\n"
            "print([m for m in sys.modules if m.startswith('tensorflow')], len(DEFAULT_COMPONENTS))"
        )

        assert (f"[] {len(rasa_lean.KEPT)}", 0) == (done.stdout.strip(), done.returncode)

    def test_a_late_install_is_refused(self) -> None:
        """Rasa imported first would have kept its own modules; that is said, not left to chance."""
        done = run(
            "import sys, types; sys.modules['rasa.engine.recipes.default_components'] = types.ModuleType('x')\n"
            "from bot.worker import rasa_lean; rasa_lean.install()"
        )

        assert "import it after" in done.stderr

    def test_a_component_of_tensorflow_says_what_to_use_instead(self) -> None:
        """A stand-in that is used anyway raises, and names our own classifier."""
        rasa_lean.install()
        from rasa.nlu.classifiers.diet_classifier import DIETClassifier

        with pytest.raises(rasa_lean.TensorFlowNeeded, match=r"DIETClassifier .* bot\.components\.intents"):
            DIETClassifier()


class TestTelemetry:
    def test_nothing_is_reported_however_it_is_started(self) -> None:
        """Rasa would ask and then report; under the stand-ins it is off, whatever the environment said."""
        done = run(
            "import os; os.environ['RASA_TELEMETRY_ENABLED'] = 'true'\n"
            "from bot.worker import rasa_lean; rasa_lean.install()\n"
            "from rasa import telemetry; print(telemetry.is_telemetry_enabled())"
        )

        assert done.stdout.strip() == "False"
