"""Engines turn an assignment into a draft."""
