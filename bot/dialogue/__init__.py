"""What runs inside Rasa's own environment (Python 3.10): settings, data, channel, components."""
