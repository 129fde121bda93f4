"""Sample workspace for the demo, and the commented files that a new workspace begins with; data only."""
