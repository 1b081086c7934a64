"""The mood component as Rasa trains, keeps and runs it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import mood as component
from bot.components import supplies
from bot.components.mood import Mood
from bot.language.encoders import NoEncoder
from bot.language.learned import Unreadable
from bot.language.terms import Vocabulary
from bot.language.vectors import Vectors

LINES = "label\ttext\nnegative\twat een drama\nneutral\tik zoek een stoel\npositive\tsuper blij mee\n"
CONTEXT = cast(ExecutionContext, SimpleNamespace())


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalModelStorage:
    """Where Rasa keeps models, with a shop of three lines and no encoder."""
    lines, models = tmp_path / "sentiment", tmp_path / "models"
    for folder in (lines, models):
        folder.mkdir()
    (lines / "nl.tsv").write_text(LINES, encoding="utf-8")
    monkeypatch.setattr(component, "LINES", lines)
    supplies.use(supplies.Supplies(lambda: Vocabulary.build((), ()), Vectors(NoEncoder(), None)))
    return LocalModelStorage(models)


def heard(mood: Mood, text: str) -> dict[str, Any]:
    """What the component adds to a message."""
    message = Message(data={TEXT: text, "language": {"code": "nl"}})
    mood.process([message])
    return cast(dict[str, Any], message.as_dict(only_output_properties=True))


class TestMood:
    def test_is_learned_kept_and_heard_again(self, storage: LocalModelStorage) -> None:
        """A model that was loaded says what the trained one said, under the name of model and encoder."""
        trained = Mood.create({}, storage, Resource("mood"), CONTEXT)
        resource = trained.train(TrainingData())
        loaded = Mood.load({}, storage, resource, CONTEXT)

        said = heard(loaded, "wat een drama")["sentiment"]
        assert (said["label"], said["model"]) == ("negative", "chat-1+none")
        assert -1 <= said["score"] < 0 < said["confidence"] <= 1
        assert heard(trained, "wat een drama")["sentiment"] == said

    def test_hears_nothing_in_a_chip(self, storage: LocalModelStorage) -> None:
        """Nothing was typed."""
        trained = Mood.create({}, storage, Resource("mood"), CONTEXT)
        trained.train(TrainingData())

        assert "sentiment" not in heard(trained, "/affirm")

    def test_stops_the_start_when_it_cannot_be_read(self, storage: LocalModelStorage) -> None:
        """A shop without moods would not see anger."""
        with storage.write_to(Resource("mood")) as folder:
            (folder / "sentiment.json").write_text("{}", encoding="utf-8")

        with pytest.raises(Unreadable):
            Mood.load({}, storage, Resource("mood"), CONTEXT)
