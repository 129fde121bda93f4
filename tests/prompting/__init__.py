"""Prompts: found, checked, rendered and counted."""
