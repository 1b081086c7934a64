"""Rasa without what it only imports: a table of what is left out.

`install()` must run before anything of Rasa or rasa_sdk is imported; nothing else in the project knows of it.
What is lost: Rasa's neural components, its own servers and channels, its stores and brokers, its plots. Using one
raises `LeftOut`. What stays: every rule, form, response and our own components, training, testing and validation.
"""

from __future__ import annotations

import importlib
import os
import sys
import types
from typing import Any

import numpy as np
import packaging.version

from bot.worker import simpler
from bot.worker.stand_ins import Gap, place

GAPS = (
    Gap(
        needs="TensorFlow",
        instead="Take it out of config.yml; bot.components.intents.IntentHead is the classifier here.",
        modules={
            "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
            "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator", "RasaDataGenerator"),
            "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
            "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
            "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
            "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
            "rasa.core.policies.ted_policy": ("TEDPolicy",),
            "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
            "safetensors.numpy": ("load_file", "save_file"),
        },
    ),
    Gap(
        needs="the web server Sanic",
        instead="`./run` serves the bot, and the actions run inside its worker.",
        modules={
            "sanic": ("Blueprint", "Sanic"),
            "sanic.request": ("Request",),
            "jwt": (),
            "rasa.core.channels.callback": ("CallbackInput",),
            "rasa.core.channels.console": ("CmdlineInput",),
            "rasa.core.channels.rasa_chat": ("RasaChatInput",),
            "rasa.core.channels.rest": ("RestInput",),
            "rasa.core.channels.socketio": ("SocketIOInput",),
        },
    ),
    Gap(
        needs="the library of a chat platform",
        instead="Shoppers are heard through bot/gateway.",
        modules={
            "rasa.core.channels.botframework": ("BotFrameworkInput",),
            "rasa.core.channels.facebook": ("FacebookInput",),
            "rasa.core.channels.hangouts": ("HangoutsInput",),
            "rasa.core.channels.mattermost": ("MattermostInput",),
            "rasa.core.channels.rocketchat": ("RocketChatInput",),
            "rasa.core.channels.slack": ("SlackInput",),
            "rasa.core.channels.telegram": ("TelegramInput",),
            "rasa.core.channels.twilio": ("TwilioInput",),
            "rasa.core.channels.twilio_voice": ("TwilioVoiceInput",),
            "rasa.core.channels.webexteams": ("WebexTeamsInput",),
        },
    ),
    Gap(
        needs="the library of a database or a message broker",
        instead="The conversation is kept by bot/conversation, the journey by journey_tracker.",
        modules={
            "aiormq": (),
            "rasa.core.brokers.pika": ("PikaEventBroker",),
            "boto3.dynamodb.conditions": ("Key",),
            "pymongo.collection": ("Collection",),
        },
    ),
    Gap(
        needs="APScheduler",
        instead="An action may not return a reminder; what is proactive goes through bot/conversation.",
        modules={"rasa.core.jobs": ("kill_scheduler", "scheduler")},
    ),
    Gap(
        needs="matplotlib",
        instead="The report and the confusion matrix are written as JSON; `./run rasa test` draws nothing.",
        modules={
            "rasa.utils.plotting": ("plot_confusion_matrix", "plot_curve", "plot_histogram", "plot_paired_histogram")
        },
    ),
    Gap(
        needs="a package that only decorates the terminal or reports to others",
        instead="Nothing is reported to anybody, and bot/logs.py sets up the log.",
        modules={
            "structlog_sentry": ("SentryProcessor",),
            "terminaltables": ("SingleTable",),
        },
    ),
)
"""What Rasa imports and never needs here: by what it would need."""

KEPT = (
    "rasa.nlu.classifiers.fallback_classifier:FallbackClassifier",
    "rasa.nlu.classifiers.keyword_intent_classifier:KeywordIntentClassifier",
    "rasa.nlu.extractors.entity_synonyms:EntitySynonymMapper",
    "rasa.nlu.extractors.regex_entity_extractor:RegexEntityExtractor",
    "rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer:CountVectorsFeaturizer",
    "rasa.nlu.featurizers.sparse_featurizer.regex_featurizer:RegexFeaturizer",
    "rasa.core.policies.memoization:MemoizationPolicy",
    "rasa.core.policies.memoization:AugmentedMemoizationPolicy",
    "rasa.core.policies.rule_policy:RulePolicy",
)
"""Rasa's own components that need nothing of what is left out: what config.yml may name beside ours."""

COMPONENTS = "rasa.engine.recipes.default_components"


def install() -> None:
    """Put the stand-ins in `sys.modules`; a second call does nothing. Raises when Rasa came first."""
    # Whatever way the program was started, nothing is reported to anybody.
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"  # noqa: TID251  # not a setting of ours: Rasa reads it here only
    if COMPONENTS in sys.modules:
        _refuse_when_late()
        return
    _name_what_is_gone()
    for gap in GAPS:
        gap.fill()
    for module, names in simpler.WORKING.items():
        place(module, names)
    sys.modules[COMPONENTS] = _Components(COMPONENTS)


def _name_what_is_gone() -> None:
    # numpy 2 moved it; Rasa names it once, in a warning filter.
    np.VisibleDeprecationWarning = np.exceptions.VisibleDeprecationWarning  # type: ignore[attr-defined]
    # packaging 22 raises instead of returning one; Rasa asks once whether it got one.
    packaging.version.LegacyVersion = type("LegacyVersion", (), {})  # type: ignore[attr-defined]


def _refuse_when_late() -> None:
    if not isinstance(sys.modules[COMPONENTS], _Components):
        raise RuntimeError("Rasa was imported before rasa_lean.install(); import it after.")


class _Components(types.ModuleType):
    """Rasa's list of components, made on first use: importing it would import them all."""

    def __getattr__(self, name: str) -> Any:
        if name != "DEFAULT_COMPONENTS":
            raise AttributeError(name)
        made = [getattr(importlib.import_module(m), c) for m, c in (k.split(":") for k in KEPT)]
        self.__dict__[name] = made
        return made
