"""What would change: the live index beside the knowledge folder as it is now."""
