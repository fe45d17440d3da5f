"""Train the adapter of the bundled encoder: `make adapter`."""
