"""The voice of a sender."""
