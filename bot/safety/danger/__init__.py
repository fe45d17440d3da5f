"""Recognise a person in danger and say whom to call."""
