"""What a person can ask about their own data, and what the public is told."""
