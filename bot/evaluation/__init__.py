"""Question sets, and what the answers to them are worth."""
