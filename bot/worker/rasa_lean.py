"""Rasa without TensorFlow: stand-ins for the modules that need it, and two speed-ups that only wrap Rasa.

`install()` must run before anything of Rasa is imported; nothing else in the project knows of it.
What is lost: DIET, TED, UnexpecTED, ResponseSelector and the transformer featurizers; naming one in
config.yml raises `TensorFlowNeeded`. What stays: every rule, form, response and our own components.
"""

from __future__ import annotations

import importlib
import os
import sys
import types
from typing import Any, NoReturn

import numpy as np

REPLACED = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator", "RasaDataGenerator"),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
}
"""Modules that import TensorFlow, with the names that the rest of Rasa imports from them."""

KEPT = (
    "rasa.nlu.classifiers.fallback_classifier:FallbackClassifier",
    "rasa.nlu.classifiers.keyword_intent_classifier:KeywordIntentClassifier",
    "rasa.nlu.classifiers.logistic_regression_classifier:LogisticRegressionClassifier",
    "rasa.nlu.classifiers.sklearn_intent_classifier:SklearnIntentClassifier",
    "rasa.nlu.extractors.crf_entity_extractor:CRFEntityExtractor",
    "rasa.nlu.extractors.entity_synonyms:EntitySynonymMapper",
    "rasa.nlu.extractors.regex_entity_extractor:RegexEntityExtractor",
    "rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer:CountVectorsFeaturizer",
    "rasa.nlu.featurizers.sparse_featurizer.regex_featurizer:RegexFeaturizer",
    "rasa.nlu.tokenizers.whitespace_tokenizer:WhitespaceTokenizer",
    "rasa.core.policies.memoization:MemoizationPolicy",
    "rasa.core.policies.memoization:AugmentedMemoizationPolicy",
    "rasa.core.policies.rule_policy:RulePolicy",
)
"""Rasa's own components that need no TensorFlow: what config.yml may name beside ours."""


class TensorFlowNeeded(Exception):
    """A component was asked for that only exists with TensorFlow."""

    def __init__(self, name: str) -> None:
        """Name the component and what to use instead."""
        super().__init__(
            f"{name} needs TensorFlow, which this project leaves out. "
            "Take it out of config.yml; bot.components.intents.IntentHead is the classifier here."
        )


def install() -> None:
    """Put the stand-ins in `sys.modules`; a second call does nothing. Raises when Rasa came first."""
    # Whatever way the program was started, nothing is reported to anybody.
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"  # noqa: TID251  # not a setting of ours: Rasa reads it here only
    if "rasa.engine.recipes.default_components" in sys.modules:
        _refuse_when_late()
        return
    # numpy 2 moved it; Rasa names it once, in a warning filter.
    np.VisibleDeprecationWarning = np.exceptions.VisibleDeprecationWarning  # type: ignore[attr-defined]
    for module, names in REPLACED.items():
        sys.modules[module] = _stand_in(module, names)
    sys.modules["rasa.engine.recipes.default_components"] = _Components("rasa.engine.recipes.default_components")


def _refuse_when_late() -> None:
    if not isinstance(sys.modules["rasa.engine.recipes.default_components"], _Components):
        raise RuntimeError("Rasa was imported before rasa_lean.install(); import it after.")


def _stand_in(module: str, names: tuple[str, ...]) -> types.ModuleType:
    stand_in = types.ModuleType(module)
    for name in names:
        setattr(stand_in, name, _refusing_class(name, module))
    return stand_in


def _refusing_class(name: str, module: str) -> type:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise TensorFlowNeeded(name)

    return type(name, (), {"__init__": refuse, "create": refuse, "__module__": module})


class _Components(types.ModuleType):
    """Rasa's list of components, made on first use: importing it would import them all."""

    def __getattr__(self, name: str) -> Any:
        if name != "DEFAULT_COMPONENTS":
            raise AttributeError(name)
        made = [getattr(importlib.import_module(m), c) for m, c in (k.split(":") for k in KEPT)]
        self.__dict__[name] = made
        return made
