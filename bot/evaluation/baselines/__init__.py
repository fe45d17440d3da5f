"""What common recipes would answer to the same questions, over the same knowledge."""

from bot.evaluation.baselines.chunks import chunks_of
from bot.evaluation.baselines.ways import ways

__all__ = ["chunks_of", "ways"]
