"""The engine that needs no model: it composes a message from the brief through the patterns beside it."""
