"""How near words are."""
