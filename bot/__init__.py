"""The running service: channels, the road of a message, the dialogue, the supervisor."""
