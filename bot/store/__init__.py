"""What the service remembers, for how long, and how it forgets."""
