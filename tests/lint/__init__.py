"""Tests of what is wrong with a text."""
