"""Find private data in a message and put plain marks in its place."""
