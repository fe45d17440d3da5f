"""The channels: each speaks its own format, and nothing else."""
