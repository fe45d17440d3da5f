"""Keep the live index in step with the knowledge folder while the service runs."""
