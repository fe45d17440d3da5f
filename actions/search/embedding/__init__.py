"""Text to vectors: the bundled E5 model, or any sentence-transformers model in its place."""
