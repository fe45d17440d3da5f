"""Tell what kind of turn a message is."""

from __future__ import annotations

from typing import Any, Dict, List

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.components.linear import Linear, ranking, train

FILE = "intents.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KindClassifier(GraphComponent, IntentClassifier):
    """Weigh the letters of a message and its sentence vector; NumPy only, nothing pickled."""

    def __init__(
        self, config: Dict[str, Any], storage: ModelStorage, resource: Resource, weights: Any = None
    ) -> None:
        """Keep where the weights are stored, and the weights once there are some."""
        self._length = int(config["ranking_length"])
        self._storage = storage
        self._resource = resource
        self._weights = weights

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the settings a pipeline may change."""
        return {"ranking_length": 3}

    @classmethod
    def required_components(cls) -> List[type]:
        """Ask for sentence vectors earlier in the pipeline."""
        return [DenseFeaturizer]

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - the signature is Rasa's
    ) -> KindClassifier:
        """Build a component to train."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
        **kwargs: Any,  # noqa: ARG003
    ) -> KindClassifier:
        """Read the weights of a training."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Linear.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the weights and store them."""
        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        vectors = np.stack([_vector(one) for one in examples])
        wanted = [one.get(INTENT) for one in examples]
        self._weights = train([one.get(TEXT) for one in examples], vectors, wanted)
        with self._storage.write_to(self._resource) as folder:
            self._weights.save(folder / FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the likeliest kind of each message, and the next ones."""
        for message in messages:
            if self._weights is not None and message.get(TEXT):
                self._judge(message)
        return messages

    def _judge(self, message: Message) -> None:
        chances = self._weights.probabilities(message.get(TEXT), _vector(message))
        kinds = [
            {"name": name, "confidence": chance}
            for name, chance in ranking(self._weights.labels, chances, self._length)
        ]
        message.set(INTENT, kinds[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, kinds, add_to_output=True)


def _vector(message: Message) -> np.ndarray:
    """Return the sentence vector of a message."""
    _, sentence = message.get_dense_features(TEXT, [])
    return np.asarray(sentence.features[0], np.float32)
