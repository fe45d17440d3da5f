"""Fit the evidence model: `make evidence`."""
