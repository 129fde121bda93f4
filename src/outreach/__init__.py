"""Direct, reciprocal messages that open with an offer, and a linter that holds the rest."""
