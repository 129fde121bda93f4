"""Frozen values, no input and no output: what the product talks about."""
