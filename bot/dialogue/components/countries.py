"""Find the countries a message names, as two-letter codes."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.countries.table import CountryTable, Word, load_table


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CountryExtractor(GraphComponent, EntityExtractorMixin):
    """Read names, nationalities and towns from the generated table."""

    def __init__(self, table: CountryTable) -> None:
        """Keep the table."""
        self._table = table

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],  # noqa: ARG003 - the signature is Rasa's
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> CountryExtractor:
        """Load the table with the model."""
        return cls(load_table())

    @classmethod
    def required_components(cls) -> List[type]:
        """Ask for a tokenizer earlier in the pipeline."""
        return [Tokenizer]

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the entities to each message."""
        for message in messages:
            found = self._entities(message)
            if found:
                known = message.get(ENTITIES, [])
                message.set(ENTITIES, known + found, add_to_output=True)
        return messages

    def _entities(self, message: Message) -> List[Dict[str, Any]]:
        """Return the countries of one message in Rasa's form."""
        tokens = message.get(TOKENS_NAMES[TEXT]) or []
        words = [Word(token.text, token.start, token.end) for token in tokens]
        return self.add_extractor_name(
            [
                {
                    "entity": "country",
                    "value": place.code,
                    "start": place.start,
                    "end": place.end,
                    "confidence_entity": place.confidence,
                }
                for place in self._table.find(words)
            ]
        )
