"""The intent component as Rasa trains, keeps and runs it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import supplies
from bot.components.intents import IntentHead
from bot.language.encoders import NoEncoder
from bot.language.learned import Unreadable
from bot.language.terms import Vocabulary
from bot.language.vectors import Vectors

LINES = {
    "hoi daar": "greet",
    "goedemorgen": "greet",
    "ik zoek een laptop": "state_need",
    "een stoel graag": "state_need",
}
CONTEXT = cast(ExecutionContext, SimpleNamespace())


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """Where Rasa keeps models, without an encoder."""
    supplies.use(supplies.Supplies(lambda: Vocabulary.build((), ()), Vectors(NoEncoder(), None)))
    return LocalModelStorage(tmp_path)


def understood(head: IntentHead, text: str) -> dict[str, Any]:
    """What the component adds to a message."""
    message = Message(data={TEXT: text})
    head.process([message])
    return cast(dict[str, Any], message.as_dict(only_output_properties=True))


class TestIntentHead:
    def test_is_learned_kept_and_ranks_again(self, storage: LocalModelStorage) -> None:
        """A head that was loaded says what the trained one said."""
        trained = IntentHead.create({}, storage, Resource("head"), CONTEXT)
        lines = [Message(data={TEXT: text, INTENT: intent}) for text, intent in LINES.items()]
        resource = trained.train(TrainingData(lines))
        loaded = IntentHead.load({}, storage, resource, CONTEXT)

        assert understood(loaded, "ik zoek een stoel")["intent"]["name"] == "state_need"
        assert understood(loaded, "hoi") == understood(trained, "hoi")

    def test_takes_a_chip_at_its_word(self, storage: LocalModelStorage) -> None:
        """Even before it learned: the payload names the intent."""
        untrained = IntentHead.create({}, storage, Resource("head"), CONTEXT)

        assert understood(untrained, "/affirm")["intent"] == {"name": "affirm", "confidence": 1.0}

    def test_stops_the_start_when_it_cannot_be_read(self, storage: LocalModelStorage) -> None:
        """An assistant that understands nothing does not open."""
        with storage.write_to(Resource("head")) as folder:
            (folder / "head.json").write_text("{}", encoding="utf-8")

        with pytest.raises(Unreadable, match="intent head"):
            IntentHead.load({}, storage, Resource("head"), CONTEXT)
