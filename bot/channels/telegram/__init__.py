"""Telegram: updates in, messages out, nothing lost and nothing said twice."""
