"""What the dialogue can do; each action is a few lines over a plain service."""
