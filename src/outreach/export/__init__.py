"""A cleared message in the forms in which it leaves: every function takes a ClearedMessage and nothing else."""
