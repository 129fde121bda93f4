"""Tests of the bundled sample workspace."""
