"""Take over the countries the application found in a message, as two-letter codes."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CountryExtractor(GraphComponent, EntityExtractorMixin):
    """Read `metadata.countries`: names are known in one place only, the application's library."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],  # noqa: ARG003 - the signature is Rasa's
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> CountryExtractor:
        """Build the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the entities to each message."""
        for message in messages:
            found = (message.get("metadata") or {}).get("countries") or []
            if found:
                known = message.get(ENTITIES, [])
                message.set(ENTITIES, known + self._entities(found), add_to_output=True)
        return messages

    def _entities(self, found: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        """Return the countries in Rasa's form."""
        return self.add_extractor_name(
            [
                {
                    "entity": "country",
                    "value": place["value"],
                    "start": place["start"],
                    "end": place["end"],
                    "confidence_entity": place["confidence"],
                }
                for place in found
            ]
        )
