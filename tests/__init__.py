"""The tests, under the names of what they test."""
