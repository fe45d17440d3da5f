"""What several application processes share through Redis; each works alone without it."""
