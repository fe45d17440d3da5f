"""Question to passages: chunks, vectors, words, fusion."""
