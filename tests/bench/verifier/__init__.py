"""Train the verifier: whether a text answers a question."""
