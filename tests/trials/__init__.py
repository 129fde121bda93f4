"""Trials of prompts."""
