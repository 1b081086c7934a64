from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from bot.worker import simpler


class TestResourceFilename:
    @pytest.mark.parametrize("module", ["json", "json.decoder"])
    def test_a_file_beside_the_module(self, module: str) -> None:
        """A package and a module in it name the same folder."""
        assert Path(simpler.resource_filename(module, "tool.py")) == Path(json.__file__).parent / "tool.py"

    def test_a_module_that_is_not_there(self) -> None:
        """It is named."""
        with pytest.raises(ModuleNotFoundError, match="no_such_module"):
            simpler.resource_filename("no_such_module", "file")


class TestWorking:
    def test_versions_are_those_installed(self) -> None:
        """Rasa reads them for the fingerprint of a component."""
        given = simpler.WORKING["pkg_resources"]["get_distribution"]

        assert given("scikit_learn").version == given("scikit-learn").version
        with pytest.raises(PackageNotFoundError):
            given("no-such-package")

    def test_names_of_models_differ(self) -> None:
        """Two models of one second get two names."""
        assert len({simpler.random_name() for _ in range(50)}) > 40
