"""What is wrong with a text: pure, deterministic, and importing no framework."""
